"""dsci explain"""

from __future__ import annotations

from collections.abc import Iterator

import click

from .asked.scored import Loaded
from .asked.source import Source, source_options


@click.command()
@click.argument("unit")
@click.argument("node", default="")
@click.option("--against", default="", metavar="WHOM", help="Why it differs: from the median, last (period), or another unit.")
@click.option("--population", default="", help="Whose median. Default: the unit's level.")
@source_options
def command(unit: str, node: str, against: str, population: str, source: Source) -> None:
    """Take a score apart: NODE (default: the first index) down to indicators, with rank, tier, coverage and interval; an
    indicator down to pages, times and hashes, or to file, line and column. With --against: why it differs from another score.

    Example: dsci explain 浙江 website --against median
    """
    from .asked.meant import node_of, unit_in
    from .shown.differing import between, earlier_of, off_median, since_last

    found = source.load()
    code = unit_in(found.scored, unit)
    node = node_of(found.scored, node)
    click.echo(_head(found, code, node))
    try:
        if against == "median":
            lines = off_median(found, code, node, population)
        elif against == "last":
            lines = since_last(found, earlier_of(found, source), code, node)
        elif against:
            lines = between(found, code, unit_in(found.scored, against), node)
        else:
            lines = _whole(found, code, node)
        for line in lines:
            click.echo(line)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def _head(found: Loaded, code: str, node: str) -> str:
    from .asked.meant import name_of
    from .shown.explanation import title_of

    who = code if name_of(code) == code else f"{code} {name_of(code)}"
    simulated = ", simulated data" if found.scored.table.simulated else ""
    period = f", {found.period}" if found.period else ""
    return f"{who}{period}, {found.scored.scheme.id}: {title_of(found.scored, node)} ({node}){simulated}"


def _whole(found: Loaded, code: str, node: str) -> Iterator[str]:
    from .shown.explanation import evidence_lines, overridden_lines, tree_lines
    from .shown.placing import coverage_lines, interval_lines, placing_lines
    from .shown.reckoning import cell_lines, reckoning_lines

    scored = found.scored
    yield from placing_lines(scored, code, node, found.populations)
    if node in scored.leaf_columns:
        yield from tree_lines(scored, code, node)
        yield from reckoning_lines(scored, code, node)
        yield from cell_lines(scored, code, node)
        if found.store is not None:
            yield from evidence_lines(found.store, code, scored.scheme.nodes[node].metric, found.period)
        return
    yield from interval_lines(found.store, scored, code, node, found.period)
    yield from coverage_lines(scored, code, node)
    yield from tree_lines(scored, code, node)
    if found.store is not None:
        yield from overridden_lines(found.store, scored, code, node, found.period)
