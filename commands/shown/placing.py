"""The lines that explain a rank, a tier, a coverage and an interval: all that a ranking prints beside a score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from ...contract import Result
from ...index.explain.gains import standing
from ...index.explain.parts import explain, indicators
from ...index.results import borders
from ...index.scored import Scored
from ...index.steps import rank
from ...index.tiering import Edge
from ...store import Store
from ..asked.meant import name_of, named
from .explanation import title_of

MOST = 8  # indicators named that lower the coverage


def populations_of(members: Mapping[str, Sequence[str]], unit: str) -> dict[str, Sequence[str]]:
    """The populations in which a unit is ranked."""
    return {name: others for name, others in members.items() if unit in others}


def level_of(members: Mapping[str, Sequence[str]], unit: str) -> str:
    """The unit's level among the populations in which it is ranked, else the first of them. UsageError where it is in none."""
    own = list(populations_of(members, unit))
    if not own:
        raise click.UsageError(f"{name_of(unit)} is ranked in none of the scheme's populations: {', '.join(members)}")
    return next((name for name in own if name.startswith("level:")), own[0])


def placing_lines(scored: Scored, unit: str, node: str, members: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A line a population: rank, of how many, who is next above and below; with tiers the borders of the unit's."""
    if scored.score(unit, node) is None:
        return
    own_populations = populations_of(members, unit)
    if not own_populations:
        yield f"not ranked in this scheme's populations: {', '.join(members)}"
    for name, others in own_populations.items():
        own = standing(scored, unit, node, others)
        yield f"{name}: rank {own.rank} of {own.of} with a score ({scored.scheme.ranking}){_beside(scored, unit, node, others)}"
        if own.tier:
            edges = [e for e in borders(scored, others, node) if own.tier.startswith((e.above, e.below))]
            yield f"  tier {own.tier}{_floors(scored, own.tier)}" + "".join(map(_border, edges))
        elif own.why:
            yield f"  no tier: {own.why}"


def _border(edge: Edge) -> str:
    ends, begins = f"{name_of(edge.last)} {edge.high:.2f}", f"{name_of(edge.first)} {edge.low:.2f}"
    return f"; {edge.above} ends with {ends}, {edge.below} begins with {begins}"


def _beside(scored: Scored, unit: str, node: str, others: Sequence[str]) -> str:
    known = [u for u in others if u in scored.rows and scored.score(u, node) is not None]
    scores = {u: round(scored.score(u, node) or 0.0, rank.DIGITS) for u in known}
    own = scores[unit]
    above = min((u for u in known if scores[u] > own), key=lambda u: scores[u], default="")
    below = max((u for u in known if scores[u] < own), key=lambda u: scores[u], default="")
    tied = [u for u in known if scores[u] == own and u != unit]
    told = [f"next above {name_of(above)} +{scores[above] - own:.2f}"] if above else []
    told += [f"next below {name_of(below)} {scores[below] - own:.2f}"] if below else []
    told += [f"same score as {named(tied)}"] if tied else []
    return "".join(f"; {text}" for text in told)


def _floors(scored: Scored, label: str) -> str:
    """Where a fixed band begins and ends; '' for classes that the sample makes."""
    if scored.scheme.tiering.method != "bands":
        return ", which the scores of this population make"
    tiers = scored.scheme.tiers
    at = next(i for i, tier in enumerate(tiers) if label.startswith(tier.label))
    return f": from {tiers[at].floor:g}" + (f" to below {tiers[at - 1].floor:g}" if at else " up")


def coverage_lines(scored: Scored, unit: str, node: str) -> Iterator[str]:
    """How much of the weight was observed, and which indicators lower it most."""
    lost = [p for p in indicators(explain(scored, unit, node)) if p.handling in ("drop", "impute")]
    lost.sort(key=lambda p: -p.weight)
    yield f"coverage {scored.covered(unit, node):.1%} of the weight below was observed"
    for part in lost[:MOST]:
        yield f"  {part.weight:6.1%}  {part.status}, {part.handling}: {title_of(scored, part.node)}  {part.node}"
    if len(lost) > MOST:
        rest = sum(part.weight for part in lost[MOST:])
        yield f"  {rest:6.1%}  {len(lost) - MOST} more"


def interval_lines(store: Store | None, scored: Scored, unit: str, node: str, period: str) -> Iterator[str]:
    """The rank intervals as they were published, with what was varied; how to get them where there is none."""
    rows = [] if store is None else store.rows(Result, scheme=scored.scheme.id, period=period, unit=unit, node=node)
    known = [r for r in rows if r.rank_low is not None]
    for r in known:
        yield f"{r.population}: 90 % of the runs put it between {r.rank_low} and {r.rank_high}; weights and missing values vary"
        if r.score is not None and abs(r.score - (scored.score(unit, node) or 0.0)) > 1e-6:
            yield f"  of a ranking with a score of {r.score:.2f}; the store has changed since: run dsci score again"
    if not known:
        yield "no rank interval was reckoned: dsci uncertainty gives it"
