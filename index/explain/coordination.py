"""省市协同: how a province and its cities stand and move together, channel by channel, and which platforms they share.

That province and cities are weakly coordinated is a finding of the 2023 report on 政府数字服务能力指数 (abstract, ISBN
978-7-5227-2885-8). How it found so is not published: the figures here and their definitions are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...contract import Account
from ..arrays import Array
from ..correlation import correlation
from ..scored import Scored
from ..steps.rank import DIGITS
from .rows import middle


@dataclass(frozen=True, slots=True)
class Together:
    """A province beside its cities in one node. `gap`: own score less the mean of the cities that have one.

    `spread`: standard deviation (n) of the cities' scores; None under two. `change` and `cities_change`: since the scoring
    before, the cities' over those scored in both; None without.
    """

    node: str
    province: str
    own: float | None
    cities_mean: float | None
    cities: int
    gap: float | None
    spread: float | None
    change: float | None = None
    cities_change: float | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """Over the provinces: does a strong province have strong cities (`level`), does one that rose have cities that rose
    (`moved`)? Spearman's rank correlations, None under three provinces or where all are alike."""

    node: str
    provinces: int
    level: float | None
    moved: float | None
    mean_gap: float | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A platform (an App's id, an account) that a province and some of its cities have in common."""

    province: str
    channel: str
    platform: str
    id: str
    cities: tuple[str, ...]


def together(
    scored: Scored, cities: Mapping[str, Sequence[str]], nodes: Sequence[str], before: Scored | None = None
) -> list[Together]:
    """A row per node and province; `cities`: province -> its cities."""
    return [_row(scored, node, province, own, before) for node in nodes for province, own in cities.items()]


def movement(rows: Sequence[Together]) -> list[Movement]:
    """A row per node over its provinces."""
    found = []
    for node in dict.fromkeys(row.node for row in rows):
        of = [row for row in rows if row.node == node]
        gaps = [row.gap for row in of if row.gap is not None]
        level = _spearman([(row.own, row.cities_mean) for row in of])
        moved = _spearman([(row.change, row.cities_change) for row in of])
        found.append(Movement(node, len(gaps), level, moved, float(np.mean(gaps)) if gaps else None))
    return found


def shared(accounts: Sequence[Account], cities: Mapping[str, Sequence[str]]) -> list[Shared]:
    """The platforms that a province shares with at least one of its cities, by channel, platform and id."""
    owners: dict[tuple[str, str, str], set[str]] = {}
    for a in accounts:
        if a.role != "absent" and a.id:
            owners.setdefault((a.channel, a.platform, a.id), set()).add(a.unit)
    found = (
        Shared(province, *key, tuple(city for city in own if city in units))
        for key, units in sorted(owners.items())
        for province, own in cities.items()
        if province in units
    )
    return [row for row in found if row.cities]


def _row(scored: Scored, node: str, province: str, cities: Sequence[str], before: Scored | None) -> Together:
    own, theirs = _score(scored, province, node), _scores(scored, cities, node)
    known = theirs[~np.isnan(theirs)]
    mean = float(known.mean()) if known.size else None
    change = cities_change = None
    if before is not None:
        earlier = _score(before, province, node)
        change = None if own is None or earlier is None else own - earlier
        moved = theirs - _scores(before, cities, node)
        cities_change = None if middle(moved) is None else float(np.nanmean(moved))
    gap = None if own is None or mean is None else own - mean
    spread = float(known.std()) if known.size > 1 else None
    return Together(node, province, own, mean, int(known.size), gap, spread, change, cities_change)


def _score(scored: Scored, unit: str, node: str) -> float | None:
    return scored.score(unit, node) if unit in scored.rows else None


def _scores(scored: Scored, units: Sequence[str], node: str) -> Array:
    own = (_score(scored, unit, node) for unit in units)
    return np.array([np.nan if score is None else score for score in own])


def _spearman(pairs: Sequence[tuple[float | None, float | None]]) -> float | None:
    table = np.array([[np.nan if x is None else x for x in pair] for pair in pairs])
    own, theirs = np.round(table, DIGITS).T
    return correlation(own, theirs, "spearman")
