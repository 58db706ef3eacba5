"""dsci explain"""

from __future__ import annotations

from collections.abc import Iterator

import click

from .options import period_option, scheme_option, store_option
from .scored import Loaded, data_option, key_option, loaded, meta_option, with_option


@click.command()
@click.argument("unit")
@click.argument("node", default="")
@click.option("--against", default="", metavar="WHOM", help="Why it differs: from the median, last (period), or another unit.")
@click.option("--population", default="", help="Whose median. Default: the unit's level.")
@scheme_option
@data_option
@meta_option
@key_option
@with_option
@period_option
@store_option
def command(
    unit: str, node: str, against: str, population: str, scheme: str, data: str | None, meta: str | None, key: str,
    beside: str | None, period: str, store: str,
) -> None:  # fmt: skip
    """Take a score apart: NODE (default: the first index) down to indicators, with rank, tier, coverage and interval; an
    indicator down to pages, times and hashes, or to file, line and column. With --against: why it differs from another score.

    Example: dsci explain 浙江 website --against median
    """
    from .differing import between, earlier_of, off_median, since_last
    from .explanation import node_of, unit_in

    found = loaded(scheme, data, meta, period, store, key, beside)
    code = unit_in(found.scored, unit)
    node = node_of(found.scored, node)
    click.echo(_head(found, code, node))
    try:
        if against == "median":
            lines = off_median(found, code, node, population)
        elif against == "last":
            lines = since_last(found, earlier_of(found, scheme, data, meta, key, beside), code, node)
        elif against:
            lines = between(found, code, unit_in(found.scored, against), node)
        else:
            lines = _whole(found, code, node)
        for line in lines:
            click.echo(line)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def _head(found: Loaded, code: str, node: str) -> str:
    from .explanation import title_of
    from .placing import named

    who = code if named(code) == code else f"{code} {named(code)}"
    simulated = ", simulated data" if found.scored.table.simulated else ""
    period = f", {found.period}" if found.period else ""
    return f"{who}{period}, {found.scored.scheme.id}: {title_of(found.scored, node)} ({node}){simulated}"


def _whole(found: Loaded, code: str, node: str) -> Iterator[str]:
    from .explanation import evidence_lines, overridden_lines, tree_lines
    from .placing import coverage_lines, interval_lines, placing_lines
    from .reckoning import cell_lines, reckoning_lines

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
