"""Leaders, peers, provinces with their cities, parting channels and published exemplars as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import registry
from ...contract import Account, Level, Observation, order
from ...index.explain import published
from ...index.explain.coordination import movement, shared, together
from ...index.explain.differentiation import partings
from ...index.explain.exemplars import Leader, leaders
from ...index.explain.peers import Peer, peers
from ...index.scored import Scored
from ...index.trust.uncertainty import intervals
from ..asked.meant import name_of, named, node_of
from ..asked.scored import Loaded
from .explanation import title_of
from .placing import level_of

SHOWN = 20
LEAST = 0.005  # points; a lead that would be printed as 0.00


def led(found: Loaded, population: str) -> list[Leader]:
    """Who leads in each node above the indicators, with what weights and missing values leave of it."""
    scored, members = found.scored, found.populations[population]
    nodes = [n for n, kind in scored.scheme.kinds.items() if n not in scored.leaf_columns]
    return leaders(scored, population, members, intervals(scored, {population: members}, nodes=nodes), nodes)


def leader_lines(found: Loaded, population: str) -> Iterator[str]:
    """A line a node above the indicators: who leads, by how much, and whether the lead holds in the whole interval."""
    scored = found.scored
    for lead in led(found, population):
        who = f"{name_of(lead.unit)} {lead.score:.2f}"
        yield f"{title_of(scored, lead.node)} ({lead.node}): {who}, {_held(lead)}, of {lead.of}"


def _held(lead: Leader) -> str:
    """With whom the lead is shared, else by how much it is one and whether it holds."""
    if lead.tied:
        return f"tied with {named(lead.tied, 4)}"
    margin = "alone" if lead.margin is None else "+<0.01" if lead.margin < LEAST else f"+{lead.margin:.2f}"
    return f"{margin}, {'holds' if lead.survives else 'within the uncertainty'}"


def peer_lines(found: Loaded, unit: str, node: str, population: str, same: Sequence[str]) -> Iterator[str]:
    """The nearest units with a higher score, and the indicators in which each is most ahead."""
    scored, node = found.scored, node_of(found.scored, node)
    among, rows = near(found, unit, node, population, same)
    like = f" of the same {', '.join(same)}" if same else ""
    yield f"{name_of(unit)}: {title_of(scored, node)} {scored.score(unit, node) or 0.0:.2f}; better and nearest in {among}{like}:"
    for peer in rows:
        yield f"{name_of(peer.unit)} {peer.score:.2f}, distance {peer.distance:.1f} over {peer.common:.0%} of the weight"
        for row in peer.ahead:
            own = "—" if row.own is None else f"{row.own:.0f}"
            yield f"  {row.points:+.2f}  {title_of(scored, row.node)}  {own} -> {row.theirs:.0f} of 100  {row.node}"
    if not rows:
        yield "none"


def near(found: Loaded, unit: str, node: str, population: str, same: Sequence[str]) -> tuple[str, list[Peer]]:
    """The population, by default the unit's level, and the nearest of it that do better and are alike in all of `same`."""
    among = population or level_of(found.populations, unit)
    alike = [u for u in found.populations[among] if all(_same(found.scored, unit, u, what) for what in same)]
    return among, peers(found.scored, unit, node, alike)


def _same(scored: Scored, unit: str, other: str, what: str) -> bool:
    """Whether both are of one group of the registry, or have one label in that column. ValueError where there is no such."""
    if what in registry.groups():
        return (what in registry.units()[unit].groups) == (what in registry.units()[other].groups)
    if what == "group":
        raise ValueError(f"--same group: say which group; there are {', '.join(registry.groups())}")
    labels = scored.table.labels(what)
    return labels[scored.rows[unit]] == labels[scored.rows[other]] != ""


def coordination_lines(found: Loaded, earlier: tuple[str, Scored] | None) -> Iterator[str]:
    """省市协同: per channel how provinces and their cities go together, then each province, then shared platforms."""
    scored, of = found.scored, cities_of(found)
    rows = together(scored, of, [root.id for root in scored.scheme.roots], earlier[1] if earlier else None)
    yield "省市协同 (definitions ours): Spearman over provinces of own score and cities' mean; gap = own less cities' mean"
    for move in movement(rows):
        told = f"level {_number(move.level, '.2f')}, moved since {earlier[0] if earlier else '—'} {_number(move.moved, '.2f')}"
        yield f"{title_of(scored, move.node)}: {told}, mean gap {_number(move.mean_gap, '+.2f')}, {move.provinces} provinces"
    for row in rows:
        cities_mean, spread = _number(row.cities_mean, ".2f"), _number(row.spread, ".2f")
        told = f"{row.cities} cities {cities_mean}, gap {_number(row.gap, '+.2f')}, cities' spread {spread}"
        yield f"  {name_of(row.province)} {row.node}: own {_number(row.own, '.2f')}, {told}"
    platforms = shared(found.store.rows(Account), of) if found.store else []
    if not platforms:
        yield "shared platforms: none is known" if found.store else "shared platforms: not known of a table, only of a store"
    for same in platforms:
        cities = ", ".join(map(name_of, same.cities))
        yield f"shared {same.channel} {same.platform} {same.id}: {name_of(same.province)} and {cities}"


def cities_of(found: Loaded) -> dict[str, list[str]]:
    """The measured cities of each measured province. ValueError where there are none."""
    units, of = registry.units(), dict[str, list[str]]()
    for code in found.scored.table.units:
        if code in units and units[code].level is Level.PREFECTURE and units[code].parent in found.scored.rows:
            of.setdefault(units[code].parent, []).append(code)
    if not of:
        raise ValueError("no province was measured together with cities of its own")
    return of


def has_earlier(found: Loaded) -> bool:
    """Whether the store has a period before the one asked for."""
    periods = [label for (label, _count) in found.store.count(Observation, "period")] if found.store else []
    return any(order(label) < order(found.period) for label in periods)


def _number(value: float | None, form: str) -> str:
    return "—" if value is None else format(value, form)


def parting_lines(found: Loaded, population: str) -> Iterator[str]:
    """The units whose channels part most: percentile rank by channel."""
    scored = found.scored
    rows = partings(scored, found.populations[population], [root.id for root in scored.scheme.roots])
    yield f"percentile ranks by channel in {population}, 100 the best; spread: their standard deviation"
    for row in rows[:SHOWN]:
        told = ", ".join(f"{title_of(scored, n)} {p:.0f}" for n, p in row.percentiles.items())
        parts = f"best on {title_of(scored, row.high)}, worst on {title_of(scored, row.low)}"
        yield f"{name_of(row.unit)}: spread {row.spread:.1f}; {told}; {parts}"
    if len(rows) > SHOWN:
        yield f"{len(rows) - SHOWN} more, whose channels part less"


def published_lines(found: Loaded, population: str) -> Iterator[str]:
    """The exemplars that a report names, and where these units stand here."""
    yield f"named in: {published.source()}"
    for row in published.beside(found.scored, found.populations[population]):
        here = "no score here" if row.rank is None else f"rank {row.rank} of {row.of} here, {row.score:.2f}"
        told = row.named
        yield f"{title_of(found.scored, told.channel)}: {told.name} “{told.words}” ({name_of(told.unit)}): {here}"
