"""The sentences that say what matters in the whole country, each made of the numbers by a rule.

The rules, their order and their limits are ours. Each speaks of something else, so no two can contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...contract import Statement
from .nation import APART, ENOUGH, SAME, Nation, Values
from .shortfalls import absent, cities, mover, problem, thin, tiers, veto

SHOWN = 5


def level(nation: Nation) -> Statement | None:
    """The mean of the top index, and how those that were scored in both periods moved since the one before."""
    top = nation.overview.abilities[0]
    if top.mean is None:
        return None
    who = nation.ranking.title or nation.ranking.population.removeprefix("level:")
    values: Values = {"count": top.units, "population": who, "index": top.title, "score": top.mean}
    if top.change is None:
        return Statement("level", values)
    kind = "level_same" if abs(top.change) < SAME else "level_up" if top.change > 0 else "level_down"
    return Statement(kind, {**values, "points": abs(top.change), "before": nation.before, "both": top.both})


def lead(nation: Nation) -> Statement | None:
    """Who is first, and whether that is certain: its rank interval is the first place alone, and nobody else's reaches it."""
    first = [line for line in nation.ranking.lines if line.rank == 1]
    if not first or nation.ranking.of < 2 or first[0].score is None:
        return None
    values: Values = {"unit": first[0].name, "score": first[0].score}
    could = sum(line.rank_low == 1 for line in nation.ranking.lines)
    if len(first) > 1:
        return Statement("lead_shared", {**values, "count": len(first)})
    if could > 1:
        return Statement("lead_open", {**values, "count": could})
    return Statement("lead_clear" if could and first[0].rank_high == 1 else "lead", values)


def channels(nation: Nation) -> Statement | None:
    """The channel with the highest mean and the one with the lowest, of those that enough units have a score in."""
    enough = ENOUGH * nation.overview.units
    own = [a for a in nation.overview.abilities if a.node in nation.channels and a.units > enough]
    found = [(a.mean, a) for a in own if a.mean is not None]
    if len(found) < 2:
        return None
    (best, first), (worst, last) = max(found, key=_first), min(found, key=_first)
    if best - worst < SAME:
        return None
    return Statement("channels", {"best": first.title, "score": best, "worst": last.title, "worst_score": worst})


def regions(nation: Nation) -> Statement | None:
    """The regions that lie furthest apart, and whether they did more so before."""
    found = [(r.mean, r) for r in nation.overview.regions if r.mean is not None]
    if len(found) < 2:
        return None
    (high, first), (low, last) = max(found, key=_first), min(found, key=_first)
    if high - low < APART:
        return None
    values: Values = {"region": first.region, "region_low": last.region, "points": high - low}
    then = [r.history[-2].value if len(r.history) > 1 else None for r in (first, last)]
    if then[0] is None or then[1] is None or then[0] < then[1]:
        return Statement("regions", values)
    was = then[0] - then[1]
    kind = "regions_same" if abs(high - low - was) < SAME else "regions_wider" if high - low > was else "regions_narrower"
    return Statement(kind, {**values, "points_before": was, "before": nation.before})


def spread(nation: Nation) -> Statement | None:
    """How far the first and the last lie apart."""
    top = nation.overview.abilities[0]
    if top.low is None or top.high is None or top.units < 2 or top.high - top.low < APART:
        return None
    return Statement("spread", {"score": top.high, "score_low": top.low, "points": top.high - top.low})


def _first(pair: tuple[float, object]) -> float:
    return pair[0]


Rule = Callable[[Nation], Statement | None]
RULES: Sequence[Rule] = (thin, level, lead, channels, regions, veto, problem, cities, tiers, mover, absent, spread)


def sentences(nation: Nation) -> tuple[Statement, ...]:
    """The first five of RULES that have something to say."""
    return tuple(s for rule in RULES if (s := rule(nation)) is not None)[:SHOWN]
