"""dsci probe"""

from __future__ import annotations

import sys

import click

from ..contract import Unit
from .asked.options import moment_given, selection, store_option


@click.command()
@selection
@store_option
@click.option("--times", type=click.IntRange(1), default=1, show_default=True, help="Rounds of visits, one after the other.")
@click.option("--every", type=click.FloatRange(0, min_open=True), default=60, show_default=True, help="Minutes between rounds.")
@click.option("--as-of", default="", help="Moment of the last round (ISO); nothing is waited for. Only with --replica.")
@click.option("--log", default="", help="The crawl engine's log. Default: probe.log in the store's folder.")
@click.option("--replica", is_flag=False, flag_value="start", default="", help="HOST:PORT of a replica; alone: start one.")
def command(units: tuple[Unit, ...], store: str, times: int, every: float, as_of: str, log: str, replica: str) -> None:
    """One availability visit to each portal: did the home page open, and how fast. Nothing else is looked at or kept.

    A portal is judged after 7 days of at least 20 visits each, so let cron do it: 0 * * * * dsci probe. Visit many portals at
    once: a round in which more than half of them are out of reach says something of this machine's line, not of them.

    Example: dsci probe --province 浙江
    """
    from contextlib import ExitStack

    from ..spiders.run import CrawlPlan, ProbePlan, Unfinished, crawl
    from ..store import beside, open_store
    from .replica import served

    asked = moment_given(as_of)
    if asked and not replica:
        raise click.UsageError("--as-of is for --replica: a visit to a real portal has no moment but its own")
    codes = [u.code for u in units]
    with ExitStack() as stack:
        if replica == "start":
            replica, world = stack.enter_context(served(as_of[:4], units))
            as_of = as_of or world.as_of.isoformat()
        log = log or beside(store, "probe.log")
        try:
            with open_store(store).lock("visits"):
                found = crawl((), CrawlPlan(codes, store, replica=replica, log=log), ProbePlan(codes, times, every, as_of))
        except Unfinished as stopped:
            click.echo(f"stopped: {stopped}", err=True)
            sys.exit(1)
    for ended in found.values():
        click.echo("visits: " + (", ".join(f"{n} {s}" for s, n in ended.statuses.most_common()) or "none to make"))
