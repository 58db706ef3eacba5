"""A small world without a crawl: observations of some units in two years, by how good each is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache

from dsci.channels import metrics
from dsci.contract import CHINA, CardContext, Observation, Status
from dsci.index.scheme import load
from dsci.index.scheme.model import Node, Scheme
from dsci.pipeline import Board, card_context, score_period
from dsci.registry import units
from dsci.store import Store

SEEN = datetime(2026, 10, 31, 20, tzinfo=CHINA)
BEIJING, ZHEJIANG, JIANGSU, QINGHAI = "110000", "330000", "320000", "630000"
CITIES = HANGZHOU, NINGBO, WENZHOU, NANJING = "330100", "330200", "330300", "320100"
GOOD = {  # how far each is from the worst to the best value of every indicator
    BEIJING: 0.85, ZHEJIANG: 0.7, JIANGSU: 0.55, HANGZHOU: 0.62, NINGBO: 0.42, WENZHOU: 0.2, NANJING: 0.5,
}  # fmt: skip
LAST = {**GOOD, ZHEJIANG: 0.5, JIANGSU: 0.6, WENZHOU: 0.3}  # the year before


@cache
def default() -> Scheme:
    """The default scheme, read once."""
    return load("dsci-2026")


def observed(unit: str, good: float, period: str = "2026") -> list[Observation]:
    """Every indicator of the default scheme at that place between its ends; a yes or no is yes from a half on."""
    wanted = {leaf.metric: leaf for leaf in default().leaves}
    return [
        Observation(unit, metric.split(".")[0], metric, period, SEEN.replace(year=int(period)), _value(leaf, good), Status.OK)
        for metric, leaf in wanted.items()
    ]


def _value(leaf: Node, good: float) -> float:
    how = leaf.normalise
    worst, best = how.worst or 0.0, 1.0 if how.best is None else how.best
    return float(good >= 0.5) if metrics()[leaf.metric].unit == "是/否" else worst + (best - worst) * good


def without(rows: list[Observation], channel: str, status: Status) -> list[Observation]:
    """The same with nothing seen of one channel."""
    return [replace(o, value=None, status=status) if o.channel == channel else o for o in rows]


def scored(store: Store, lang: str = "zh", draws: int = 20) -> Board:
    """The board of 2026; 2025 is scored too where it was observed."""
    scheme = default()
    if store.count(Observation, "period", period="2025"):
        score_period(store, scheme, "2025", draws=draws)
    found = score_period(store, scheme, "2026", draws=draws)
    return Board(store, *found, "2026", SEEN, lang, draws=draws)


def card_of(board: Board, code: str) -> CardContext:
    """The card of that unit."""
    return card_context(board, units()[code])
