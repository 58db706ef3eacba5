"""Sentences on what is lacking, and on who stands or moves where."""

from __future__ import annotations

from ...contract import Statement
from .nation import APART, Nation, Values

THIN = 0.6  # mean coverage below which that is said first


def thin(nation: Nation) -> Statement | None:
    """So little was seen that all else is to be read with care."""
    return Statement("thin", {"share": nation.coverage}) if nation.coverage < THIN else None


def problem(nation: Nation) -> Statement | None:
    """What more than half of the units seen lack, by a yes or no: the commonest."""
    found = [p for p in nation.problems if p.kind == "no" and 2 * p.lacking > p.seen]
    if not found:
        return None
    first = max(found, key=lambda p: (p.lacking / p.seen, p.seen))
    values: Values = {"title": first.title, "channel": first.channel_title, "count": first.lacking, "of": first.seen}
    return Statement("problem", {**values, "share": first.lacking / first.seen})


def veto(nation: Nation) -> Statement | None:
    """How many units meet at least one veto of the state's inspection whose wording is published."""
    met, of = nation.vetoed
    return Statement("veto", {"count": met, "of": of}) if met else None


def cities(nation: Nation) -> Statement | None:
    """In how many provinces the cities' mean lies behind the province's own score, and by how much on average."""
    gaps = [t.score - t.cities_mean for t in nation.tiles if t.score is not None and t.cities_mean is not None]
    if len(gaps) < 2:
        return None
    mean = sum(gaps) / len(gaps)
    behind = sum(gap > 0 for gap in gaps) if mean > 0 else sum(gap < 0 for gap in gaps)
    kind = "cities_behind" if mean > 0 else "cities_ahead"
    return Statement(kind, {"count": behind, "of": len(gaps), "points": abs(mean)}) if abs(mean) >= APART else None


def tiers(nation: Nation) -> Statement | None:
    """How many units are in the best tier that has any, now and before."""
    found = next((t for t in nation.overview.tiers if t.now), None)
    if found is None:
        return None
    values: Values = {"tier": found.tier, "count": found.now, "of": sum(t.now for t in nation.overview.tiers)}
    if found.before is None:
        return Statement("tiers", values)
    return Statement("tiers_since", {**values, "count_before": found.before, "before": nation.before})


def absent(nation: Nation) -> Statement | None:
    """The channel that most units have nothing of."""
    found = max((p for p in nation.problems if p.kind == "channel"), key=lambda p: p.lacking, default=None)
    return Statement("absent", {"channel": found.title, "count": found.lacking, "of": found.seen}) if found else None


def mover(nation: Nation) -> Statement | None:
    """Who won the most places."""
    if not nation.overview.movers or nation.overview.movers[0].rank >= nation.overview.movers[0].rank_before:
        return None
    first = nation.overview.movers[0]
    return Statement("mover", {"unit": first.name, "rank_before": first.rank_before, "rank": first.rank, "before": nation.before})
