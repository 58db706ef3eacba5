"""dsci exemplars"""

from __future__ import annotations

from typing import Any

import click

from .asked.source import Source, source_options


@click.command()
@click.option("--population", default="", help="A group's id, or level:prefecture. Default: provincial, else the first.")
@click.option("--peers", default="", metavar="UNIT", help="The nearest units that do better than this one, and in what.")
@click.option("--node", default="", help="Wherein the peers do better: index, channel or capability. Default: the first index.")
@click.option("--same", multiple=True, metavar="WHAT", help="Peers of one region, level, province, group (its id) or column.")
@click.option("--coordination", is_flag=True, help="省市协同: provinces beside their cities, by channel; shared platforms.")
@click.option("--differentiation", is_flag=True, help="Where the channels of a unit part.")
@click.option("--published", is_flag=True, help="The exemplars that the 2023 report names, and where they stand here.")
@source_options
@click.option("--out", default="", metavar="FILE", help="Write a .csv or .xlsx instead of printing lines.")
def command(
    population: str, peers: str, node: str, same: tuple[str, ...], coordination: bool, differentiation: bool, published: bool,
    source: Source, out: str,
) -> None:  # fmt: skip
    """Who leads each channel and capability, by how much, and whether the lead survives the uncertainty; who like a unit
    does better; how provinces and cities go together; where channels part.

    Example: dsci exemplars --population level:prefecture
    """
    from .asked.meant import population_of, unit_in
    from .shown import leading, leadsheets
    from .shown.about import about_loaded
    from .shown.differing import earlier_of
    from .shown.placing import level_of

    if out and not out.lower().endswith((".csv", ".xlsx")):
        raise click.UsageError(f"--out {out}: want a name that ends in .csv or .xlsx")
    found = source.load()
    among = population_of(found, population)
    try:
        if peers:
            unit = unit_in(found.scored, peers)
            among = population or level_of(found.populations, unit)
            shown: tuple[Any, Any, tuple[Any, ...]] = leading.peer_lines, leadsheets.peer_sheets, (unit, node, population, same)
        elif coordination:
            earlier = earlier_of(found, source) if leading.has_earlier(found) else None
            shown = leading.coordination_lines, leadsheets.coordination_sheets, (earlier,)
        elif differentiation:
            shown = leading.parting_lines, leadsheets.parting_sheets, (among,)
        elif published:
            shown = leading.published_lines, leadsheets.published_sheets, (among,)
        else:
            shown = leading.leader_lines, leadsheets.leader_sheets, (among,)
        lines, sheets, asked = shown
        if out:
            leadsheets.write_sheets(out, sheets(found, *asked), about_loaded(found, source, among))
            return
        for line in lines(found, *asked):
            click.echo(line)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
