"""What `dsci compare` says of two schemes, and of one unit in two periods."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ..asked.meant import members_of, name_of, node_of, population_of, unit_in
from ..asked.source import Source
from .explanation import title_of

SHIFTS = 10
Two = tuple[str, str]


def other_lines(
    source: Source, node: str, units: Two, exemplar: bool, periods: Two | None, schemes: Two | None, population: str, out: str
) -> Iterator[str]:
    """The lines for --periods, or for --schemes. UsageError where they do not go with the rest."""
    if periods and (schemes or exemplar or not units[0] or units[1]):
        raise click.UsageError("--periods A B goes with one unit, and not with --schemes or --exemplar")
    if schemes and (exemplar or units[0]):
        raise click.UsageError("--schemes S T goes with a population, not with a unit")
    if out and not schemes:
        raise click.UsageError("--out is for --schemes")
    if periods:
        yield from period_lines(source, node, periods, units[0])
    elif schemes:
        yield from scheme_lines(source, node, schemes, population, out)


def scheme_lines(source: Source, node: str, schemes: Two, population: str, out: str) -> Iterator[str]:
    """How alike two schemes rank a population, and who moves most; every unit into the file `out`, where one is named."""
    from ...index.periods.sidebyside import side_by_side
    from .about import SHEET, about_loaded
    from .alongside import side_lines, side_rows
    from .sheetfiles import write_tables

    both = [source.load(scheme) for scheme in schemes]
    nodes = [node_of(found.scored, node if node in found.scored.columns else "") for found in both]
    if node and node not in nodes:
        raise click.UsageError(f"no node {node!r} in {schemes[0]} or {schemes[1]}")
    names = [f"{found.scored.scheme.id} {node}" for found, node in zip(both, nodes, strict=True)]
    if names[0] == names[1]:
        names = [f"{name} ({scheme})" for name, scheme in zip(names, schemes, strict=True)]
    if names[0] == names[1]:
        raise click.UsageError(f"{schemes[0]} twice: name two schemes")
    views = {name: (found.scored, node) for name, found, node in zip(names, both, nodes, strict=True)}
    told = side_by_side(views, members_of(both[0], population))
    yield from side_lines(told, SHIFTS)
    if out:
        other = ("对照方案", f"{both[1].scored.scheme.title} {both[1].scored.scheme.id}")
        sheet = about_loaded(both[0], source, population_of(both[0], population), other)
        write_tables(out, {"方案对照": side_rows(told), SHEET: sheet})
        yield f"{out}: {len(told.lines)} units"


def period_lines(source: Source, node: str, periods: Two, unit: str) -> Iterator[str]:
    """One unit's change from the first period to the second, indicator by indicator, the greatest first; parts add up to it."""
    from ...index.explain.difference import difference, totals
    from ...index.explain.rows import Side

    before, after = (source.load(period=period) for period in periods)
    code, node = unit_in(after.scored, unit), node_of(after.scored, node)
    if code not in before.scored.rows:
        raise click.UsageError(f"{name_of(code)} was not measured in {before.period}")
    try:
        lines = difference(Side(after.scored, code), Side(before.scored, code), node)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    then, now = (found.scored.score(code, node) or 0.0 for found in (before, after))
    scores = f"{then:.2f} in {before.period}, {now:.2f} in {after.period}, {now - then:+.2f}"
    yield f"{title_of(after.scored, node)}: {name_of(code)} {scores}"
    yield "of it " + (", ".join(f"{kind} {points:+.2f}" for kind, points in totals(lines).items()) or "nothing")
    for line in sorted((line for line in lines if line.points), key=lambda part: -abs(part.points)):
        new, old = (s if v is None else f"{v:g}" for v, s in zip(line.values, line.statuses, strict=True))
        yield f"{line.points:+7.2f}  {title_of(after.scored, line.node)}  {old} -> {new}  {line.kind}  {line.node}"
