"""What the metrics of Weibo share: their table, their sources, and the ways from a list or a sample to a value."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import IMPORTED, Post
from ..posts import F, Outcome, at, recent, unseen
from ..table import MetricTable, View

metrics = MetricTable("weibo")

BCI = "a count of BCI (发博, 转发, 评论, 点赞), over WCI's month of 30 days"
ORIGINAL = "南京大学 2018, 微博: 原创率; 国办发〔2018〕123号"
FLAG = "own definition; a flag with its evidence, no verdict"


def posts(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the posts of the 30 days before the last look at the list."""
    return recent(view, "timeline", value)


def sample(view: View, purpose: str, kind: type[F], value: Callable[[list[F]], Outcome]) -> Outcome:
    """A value over what was looked at of single posts. A list that only an import tells proposes no such looks."""
    if not view.looked(purpose) and all(p.method in IMPORTED for p in view.looked("timeline")):
        return unseen(purpose)
    return value(at(view, kind, purpose))
