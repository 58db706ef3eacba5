"""dsci explain"""

from __future__ import annotations

import click

from .options import period_option, period_or_last, scheme_of, scheme_option, store_option, unit_of


@click.command()
@click.argument("unit")
@click.argument("node", default="")
@scheme_option
@period_option
@store_option
def command(unit: str, node: str, scheme: str, period: str, store: str) -> None:
    """Take a score apart: NODE (default: the first index) down to indicators; an indicator down to pages, times and hashes.

    Example: dsci explain 浙江 website
    """
    from ..pipeline import load_scored
    from ..store import open_store
    from .explanation import evidence_lines, tree_lines

    kept, who, chosen = open_store(store), unit_of(unit), scheme_of(scheme)
    label = period_or_last(kept, period)
    scored = load_scored(kept, chosen, label)
    if who.code not in scored.rows:
        raise click.UsageError(f"{who.code} {who.name} was not measured in {label}")
    node = node or next(iter(scored.columns))
    by_metric = {leaf.metric: leaf.id for leaf in chosen.leaves}
    node = by_metric.get(node, node)
    if node not in scored.columns:
        raise click.UsageError(f"no node {node!r} in {chosen.id}; there are {', '.join(scored.columns)}")
    click.echo(f"{who.code} {who.name}, {label}, {chosen.id}: {chosen.title_of(node)}")
    for line in tree_lines(scored, who.code, node):
        click.echo(line)
    if node in scored.leaf_columns:
        for line in evidence_lines(kept, who.code, chosen.nodes[node].metric, label):
            click.echo(line)
