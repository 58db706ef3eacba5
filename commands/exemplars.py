"""dsci exemplars"""

from __future__ import annotations

import click

from .options import period_option, period_or_last, scheme_of, scheme_option, store_option


@click.command()
@click.option("--population", default="provincial", help="A group's id, or level:prefecture.", show_default=True)
@scheme_option
@period_option
@store_option
def command(population: str, scheme: str, period: str, store: str) -> None:
    """Who leads each channel and capability, by how much, and whether the lead survives the uncertainty.

    Example: dsci exemplars --population level:prefecture
    """
    from .. import registry
    from ..index.explain.exemplars import leaders
    from ..index.trust.uncertainty import intervals
    from ..pipeline import load_scored, populations
    from ..store import open_store

    kept, chosen = open_store(store), scheme_of(scheme)
    scored = load_scored(kept, chosen, period_or_last(kept, period))
    members = populations(scored.table.units)
    if population not in members:
        raise click.UsageError(f"no population {population!r}; there are {', '.join(members)}")
    nodes = [n for n, kind in scored.scheme.kinds.items() if kind != "indicator"]
    spans = intervals(scored, {population: members[population]}, nodes=nodes)
    for lead in leaders(scored, population, members[population], spans, nodes):
        margin = "alone" if lead.margin is None else f"+{lead.margin:.2f}"
        holds = "holds" if lead.survives else "within the uncertainty"
        name = registry.units()[lead.unit].name
        click.echo(f"{chosen.title_of(lead.node)} ({lead.node}): {name} {lead.score:.2f}, {margin}, {holds}, of {lead.of}")
