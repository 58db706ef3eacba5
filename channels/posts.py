"""What channels that publish posts have in common when they are measured: windows, words, means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import TypeVar

from ..contract import Fact, Post, Status, Timeline, china_date
from .table import Measured, View

ACTIVITY_DAYS = 30  # "month = 30 days", the convention of the WeChat and Weibo indices (WCI, BCI)
REACH_DAYS = 40  # how far back lists are read: the window and some days more
SERVICE_WORDS = ("办事", "指南", "办理", "预约", "申领", "缴费", "社保", "医保", "公积金", "证件")
CALL_WORDS = ("征集", "投票", "留言", "问卷", "建议", "征求意见")

F = TypeVar("F", bound=Fact)
Outcome = Measured | float | None


def names(text: str, words: Collection[str]) -> bool:
    """True where the text has one of the words."""
    return any(word in text for word in words)


def unseen(purpose: str) -> Measured:
    """What is known where no look of that purpose was made."""
    return Measured(None, Status.NOT_TRIED, reason=f"{purpose}: not looked at")


def recent(view: View, purpose: str, value: Callable[[list[Post]], Outcome], prefix: str = "") -> Outcome:
    """A value over the posts of the 30 days before as_of, of those whose key begins so; NOT_TRIED without a list."""
    start = view.since(ACTIVITY_DAYS)
    if not view.looked(purpose):
        return unseen(purpose)
    return value(view.facts(Post, only=lambda p: p.key.startswith(prefix) and p.published is not None and p.published > start))


def at_least(view: View, value: float) -> Outcome:
    """The value; CENSORED where the list was not read back to the start of the window."""
    start = view.since(ACTIVITY_DAYS)
    if any(_reaches(t, start) for t in view.facts(Timeline)):
        return value
    return Measured(value, Status.CENSORED, value, "list not read back to the start of the 30 days")


def _reaches(timeline: Timeline, start: datetime) -> bool:
    return not timeline.more or (timeline.oldest is not None and timeline.oldest <= start)


def per_day(view: View, posts: Sequence[Post]) -> Outcome:
    """Posts a day over the 30 days."""
    return at_least(view, len(posts) / ACTIVITY_DAYS)


def active_share(view: View, posts: Sequence[Post]) -> Outcome:
    """Share of the 30 days with a post, by calendar days in China. The window touches 31 of them, so at most 1."""
    days = {china_date(p.published) for p in posts if p.published}
    return at_least(view, min(1.0, len(days) / ACTIVITY_DAYS))


def silent_days(view: View, purpose: str, prefix: str = "") -> Outcome:
    """Calendar days from the newest post to as_of; None where there is none, NOT_TRIED without a list."""
    if not view.looked(purpose):
        return unseen(purpose)
    moments = [p.published for p in view.facts(Post, only=lambda p: p.key.startswith(prefix)) if p.published]
    return (china_date(view.as_of) - china_date(max(moments))).days if moments else None


def share(posts: Sequence[F], test: Callable[[F], bool | None]) -> float | None:
    """Share of those facts for which the test is true, of those where it can be told."""
    told = [bool(answer) for answer in map(test, posts) if answer is not None]
    return sum(told) / len(told) if told else None


def mean(posts: Sequence[Post], field: str) -> Outcome:
    """Mean of a count over the posts that print it; CENSORED where one of them is a lower bound."""
    known = [value for value in (getattr(p, field) for p in posts) if value is not None]
    if not known:
        return None
    value = sum(known) / len(known)
    return Measured(value, Status.CENSORED, value) if any(field in p.censored for p in posts) else value


def of_look(view: View, kind: type[F], purpose: str, value: Callable[[F], Outcome]) -> Outcome:
    """The value of the fact on the last look of that purpose, or the status why there is none."""
    looks = sorted(view.looked(purpose), key=lambda p: p.seen_at)
    if not looks:
        return unseen(purpose)
    pages = {p.id for p in looks}
    found = view.facts(kind, only=lambda f: f.page in pages)
    if found:
        return value(max(found, key=lambda f: f.seen_at))
    last = looks[-1]
    return Measured(None, Status.EMPTY if last.status is Status.OK else last.status, reason=last.reason)


def counted(fact: Fact, field: str) -> Outcome:
    """A count of that fact, CENSORED where it is a lower bound."""
    value = getattr(fact, field)
    if value is None or field not in getattr(fact, "censored", ()):
        return float(value) if value is not None else None
    return Measured(float(value), Status.CENSORED, float(value))
