"""dsci exemplars"""

from __future__ import annotations

import click

from .asked.source import Source, source_options


@click.command()
@click.option("--population", default="", help="A group's id, or level:prefecture. Default: provincial, else the first.")
@click.option("--peers", default="", metavar="UNIT", help="The nearest units that do better than this one, and in what.")
@click.option("--node", default="", help="Wherein the peers do better: index, channel or capability. Default: the first index.")
@click.option("--same", multiple=True, metavar="WHAT", help="Peers of the same region, level, province, group, or column.")
@click.option("--coordination", is_flag=True, help="省市协同: provinces beside their cities, by channel; shared platforms.")
@click.option("--differentiation", is_flag=True, help="Where the channels of a unit part.")
@click.option("--published", is_flag=True, help="The exemplars that the 2023 report names, and where they stand here.")
@source_options
def command(
    population: str, peers: str, node: str, same: tuple[str, ...], coordination: bool, differentiation: bool, published: bool,
    source: Source,
) -> None:  # fmt: skip
    """Who leads each channel and capability, by how much, and whether the lead survives the uncertainty; who like a unit
    does better; how provinces and cities go together; where channels part.

    Example: dsci exemplars --population level:prefecture
    """
    from .asked.meant import population_of, unit_in
    from .shown import leading
    from .shown.differing import earlier_of

    found = source.load()
    among = population_of(found, population)
    try:
        if peers:
            lines = leading.peer_lines(found, unit_in(found.scored, peers), node, population, same)
        elif coordination:
            earlier = earlier_of(found, source) if leading.has_earlier(found) else None
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
