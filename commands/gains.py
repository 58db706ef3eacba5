"""dsci gains"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from ..index.explain.goals import Goal
from .asked.options import out_option
from .asked.scored import Loaded
from .asked.source import Source, source_options

SHOWN = 20
TOWARD = {"exemplar": "领先单位的值", "best": "各指标最好的值", "target": "方案的目标值"}


@click.command()
@click.argument("unit")
@click.argument("node", default="")
@click.option("--toward", default="exemplar", metavar="WHOM", help="exemplar (the leader), best (of each), target, or a unit.")
@click.option("--population", default="", help="Among whom: a group's id, or level:prefecture. Default: the unit's level.")
@source_options
@out_option
def command(unit: str, node: str, toward: str, population: str, source: Source, out: str) -> None:
    """What would move a score: for each indicator the gain in score and rank if it reached the exemplar's value, and the
    cheapest set of indicators that reaches the next tier. Every case is scored again with the whole table.

    Example: dsci gains 杭州 website --toward best --out out/gains.xlsx
    """
    from ..index.explain.gains import gains, standing
    from .asked.meant import name_of, node_of, population_of, unit_in
    from .shown.about import about_loaded
    from .shown.gaining import gain_lines, write_gains
    from .shown.placing import level_of

    found = source.load()
    scored, code = found.scored, unit_in(found.scored, unit)
    node, among = node_of(scored, node), population_of(found, population or level_of(found.populations, code))
    members = found.populations[among]
    try:
        goals = _goals(found, code, node, toward, among)
        now, rows = standing(scored, code, node, members), gains(scored, code, node, goals, members)
        tail = list(_way(found, code, node, goals, among))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    if out != "-":
        whom = ("单位", f"{name_of(code)}，{scored.scheme.title_of(node)} {node}，目标：{TOWARD.get(toward, toward)}")
        write_gains(out, scored, rows, about_loaded(found, source, among, whom))
    tier = f", tier {now.tier}" if now.tier else ""
    click.echo(f"{name_of(code)}, {node}: {now.score:.2f}, rank {now.rank} of {now.of} in {among}{tier}")
    for line in (*gain_lines(scored, rows, now, SHOWN), *tail):
        click.echo(line)


def _way(found: Loaded, code: str, node: str, goals: Mapping[str, Goal], among: str) -> Iterator[str]:
    from ..index.explain.cheapest import cheapest
    from ..index.tiering import has_tiers
    from .shown.gaining import way_lines

    if not has_tiers(found.scored.scheme, node):
        yield f"{found.scored.scheme.id} has no tiers in {node}: there is no next one"
        return
    try:
        way = cheapest(found.scored, code, node, goals, found.populations[among])
    except ValueError as none_above:
        yield str(none_above)
        return
    yield from way_lines(found.scored, way)


def _goals(found: Loaded, code: str, node: str, toward: str, among: str) -> dict[str, Goal]:
    from ..index.explain.exemplars import leaders
    from ..index.explain.goals import like_best, like_target, like_unit
    from .asked.meant import unit_in

    scored, members = found.scored, found.populations[among]
    if toward == "best":
        return like_best(scored, code, node, members)
    if toward == "target":
        return like_target(scored, code, node)
    if toward != "exemplar":
        return like_unit(scored, code, node, unit_in(scored, toward))
    lead = leaders(scored, among, members, None, [node])
    if not lead or lead[0].unit == code:
        raise ValueError(f"nobody in {among} leads {code} in {node}: say --toward best, target or a unit")
    return like_unit(scored, code, node, lead[0].unit)
