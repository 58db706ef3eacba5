"""dsci compare"""

from __future__ import annotations

import click

from .options import period_option, period_or_last, scheme_of, scheme_option, store_option, unit_of


@click.command()
@click.argument("first")
@click.argument("second", default="")
@click.option("--exemplar", is_flag=True, help="Compare with the leader of the unit's level instead of a second unit.")
@click.option("--node", default="", help="Index, channel or capability. Default: the first index.")
@scheme_option
@period_option
@store_option
def command(first: str, second: str, exemplar: bool, node: str, scheme: str, period: str, store: str) -> None:
    """Two units indicator by indicator; points sum to the difference of their scores.

    Example: dsci compare 浙江 四川 --node website
    """
    from ..index.explain import compare
    from ..index.explain.exemplars import leaders
    from ..pipeline import load_scored, populations
    from ..store import open_store
    from .explanation import title_of

    if exemplar == bool(second):
        raise click.UsageError("name a second unit, or give --exemplar")
    kept, chosen = open_store(store), scheme_of(scheme)
    scored = load_scored(kept, chosen, period_or_last(kept, period))
    node = node or next(iter(scored.columns))
    if node not in scored.columns:
        raise click.UsageError(f"no node {node!r} in {chosen.id}; there are {', '.join(scored.columns)}")
    one = unit_of(first)
    if exemplar:
        level = f"level:{one.level}"
        found = leaders(scored, level, populations(scored.table.units).get(level, []), None, [node])
        if not found:
            raise click.UsageError(f"no unit of {level} has a score in {node}")
        other = unit_of(found[0].unit)
    else:
        other = unit_of(second)
    try:
        rows = compare.units(scored, one.code, other.code, node)
    except (ValueError, KeyError) as fault:
        raise click.UsageError(str(fault)) from fault
    scores = [scored.score(u.code, node) or 0.0 for u in (one, other)]
    click.echo(f"{chosen.title_of(node)}: {one.name} {scores[0]:.2f}, {other.name} {scores[1]:.2f}, {scores[0] - scores[1]:+.2f}")
    for row in sorted(rows, key=lambda r: r.points):
        shown = [s if v is None else f"{v:g}" for v, s in zip(row.values, row.statuses, strict=True)]
        click.echo(f"{row.points:+7.2f}  {title_of(scored, row.node)}  {shown[0]} | {shown[1]}  {row.node}")
