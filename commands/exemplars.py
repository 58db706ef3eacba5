"""dsci exemplars"""

from __future__ import annotations

import click

from .options import period_option, scheme_option, store_option
from .scored import data_option, key_option, loaded, meta_option, with_option


@click.command()
@click.option("--population", default="", help="A group's id, or level:prefecture. Default: provincial, else the first.")
@click.option("--peers", default="", metavar="UNIT", help="The nearest units that do better than this one, and in what.")
@click.option("--node", default="", help="Wherein the peers do better: index, channel or capability. Default: the first index.")
@click.option("--same", multiple=True, metavar="WHAT", help="Peers of the same region, level, province, group, or column.")
@click.option("--coordination", is_flag=True, help="省市协同: provinces beside their cities, by channel; shared platforms.")
@click.option("--differentiation", is_flag=True, help="Where the channels of a unit part.")
@click.option("--published", is_flag=True, help="The exemplars that the 2023 report names, and where they stand here.")
@scheme_option
@data_option
@meta_option
@key_option
@with_option
@period_option
@store_option
def command(
    population: str, peers: str, node: str, same: tuple[str, ...], coordination: bool, differentiation: bool, published: bool,
    scheme: str, data: str | None, meta: str | None, key: str, beside: str | None, period: str, store: str,
) -> None:  # fmt: skip
    """Who leads each channel and capability, by how much, and whether the lead survives the uncertainty; who like a unit
    does better; how provinces and cities go together; where channels part.

    Example: dsci exemplars --population level:prefecture
    """
    from . import leading
    from .differing import earlier_of
    from .explanation import unit_in

    found = loaded(scheme, data, meta, period, store, key, beside)
    among = population or ("provincial" if "provincial" in found.populations else next(iter(found.populations)))
    if among not in found.populations:
        raise click.UsageError(f"no population {among!r}; there are {', '.join(found.populations)}")
    try:
        if peers:
            lines = leading.peer_lines(found, unit_in(found.scored, peers), node, population, same)
        elif coordination:
            earlier = earlier_of(found, scheme, data, meta, key, beside) if leading.has_earlier(found) else None
            lines = leading.coordination_lines(found, earlier)
        elif differentiation:
            lines = leading.parting_lines(found, among)
        elif published:
            lines = leading.published_lines(found, among)
        else:
            lines = leading.leader_lines(found, among)
        for line in lines:
            click.echo(line)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
