"""dsci crawl"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from time import time
from typing import TYPE_CHECKING

import click

from ..contract import Unit, china_date
from .asked.alone import crawling_alone
from .asked.options import moment_given, seconds_given, selection, store_option

if TYPE_CHECKING:
    from ..spiders.run import CrawlPlan, Ended


@click.command()
@click.argument("channel", nargs=-1)
@selection
@store_option
@click.option("--accounts", type=click.Path(exists=True, dir_okay=False), help="Another list of accounts than the registry's.")
@click.option("--as-of", default="", help="Moment of observation (ISO). Default: now.")
@click.option("--since", default="", help="Read lists of posts back to that day (ISO). Default: 40 days.")
@click.option("--until", default="", help="Weibo, with --since: look at the posts of that past period, too.")
@click.option("--urls", default="", help="WeChat: a file of article and album addresses, one a line, of the one --unit chosen.")
@click.option("--run", default="", help="Name of the crawl; the same name goes on where it stopped. Default: today's date.")
@click.option("--depth", type=click.Choice(["main", "full"]), default="main", help="full: beyond the main road.")
@click.option("--limit", type=click.IntRange(0), default=0, help="At most so many pages per account.")
@click.option("--minutes", type=click.FloatRange(0), default=0, help="Longest wait for an account's answers. Portals: 30.")
@click.option("--megabytes", type=click.FloatRange(0), default=0, help="At most so much of an account. Default: portals 64.")
@click.option("--budget", default="", callback=seconds_given, metavar="TIME",
              help="End in that time, as 2h or 90m: units long not seen first; what is left is for the next run.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True,
              help="Processes that look at portals; no host is asked by two.")  # fmt: skip
@click.option("--cluster", default="", metavar="ADDRESS", help="A Dask scheduler, as tcp://host:8786, whose workers do it.")
@click.option("--log", default="", help="The crawl engine's log. Default: crawl.log in the store's folder.")
@click.option("--replica", is_flag=False, flag_value="start", default="", help="HOST:PORT of a replica; alone: start one.")
def command(
    channel: tuple[str, ...],
    units: tuple[Unit, ...],
    store: str,
    accounts: str | None,
    as_of: str,
    since: str,
    until: str,
    urls: str,
    run: str,
    depth: str,
    limit: int,
    minutes: float,
    megabytes: float,
    budget: float,
    workers: int,
    cluster: str,
    log: str,
    replica: str,
) -> None:
    """Look at units on CHANNELs (default: all five). Goes on where it stopped, with the same looks; only where minutes
    end it a crawl that was stopped may end elsewhere. At the end it says how much of what it knew it looked at.

    Several processes or machines divide the hosts among them, so that each is still asked by one at its pace. Hosts that all
    units share (m.weibo.cn) stay with one process a channel, beside: about what that takes is printed first.

    Example: dsci crawl website app --province 浙江 --limit 5
    """
    from ..channels import channels
    from ..pipeline.freshness import priorities
    from ..registry import accounts as known
    from ..spiders.evidence import run_named
    from ..spiders.run import CrawlPlan, Unfinished, crawl
    from ..store import beside, open_store
    from .shown.completeness import completeness

    unknown = [name for name in channel if name not in channels()]
    if unknown:
        raise click.UsageError(f"no channel {unknown[0]!r}; there are {', '.join(channels())}")
    asked = moment_given(as_of)
    if until and not since:
        raise click.UsageError("--until goes with --since")
    moment_given(since), moment_given(until)
    if urls and len(units) != 1:
        raise click.UsageError("--urls goes with one --unit: whose articles they are")
    with ExitStack() as stack:
        if replica == "start":
            replica, accounts, as_of = stand_in(stack, as_of, units)
            asked = moment_given(as_of)
        log = log or beside(store, "crawl.log")
        moment, names = asked or datetime.now(UTC), channel or tuple(channels())
        try:
            run = run_named(run, moment)
        except ValueError as fault:
            raise click.UsageError(str(fault)) from fault
        kept = open_store(store)
        ordered = priorities(kept, units, names, china_date(moment), known(accounts))
        plan = CrawlPlan(
            [u.code for u in ordered], store, accounts or "", run, as_of, "" if depth == "main" else depth, limit, replica, log,
            minutes, megabytes, since, until, urls, time() + budget if budget else 0,
        )  # fmt: skip
        try:
            with crawling_alone(kept):
                found = divided(names, plan, workers, cluster, moment) if workers > 1 or cluster else crawl(names, plan)
        except Unfinished as stopped:
            click.echo(f"stopped: {stopped}. The same command goes on where it was.", err=True)
            sys.exit(1)
        for name, ended in found.items():
            looks = ", ".join(f"{count} {status}" for status, count in ended.statuses.most_common())
            click.echo(f"{name}: {looks or 'nothing left to look at'}")
            if not ended.in_time:
                click.echo(f"{name}: time is over: {ended.done} units done now, {ended.begun - ended.done} begun, "
                           f"{ended.left} left; the same command goes on")  # fmt: skip
        for line in completeness(kept, run, names):
            click.echo(line)


def divided(names: Sequence[str], plan: CrawlPlan, workers: int, cluster: str, moment: datetime) -> dict[str, Ended]:
    """The same crawl on several processes, here or on the machines of a cluster. UsageError for a store they do not share."""
    from ..cluster.ceilings import ceilings
    from ..cluster.crawling import crawl_divided
    from ..cluster.engine import engine
    from ..cluster.shared import as_sent, check, environment

    plan = replace(as_sent(plan), as_of=plan.as_of or moment.isoformat())
    with ExitStack() as stack:
        try:
            running = stack.enter_context(engine(cluster, workers, beside=len(set(names) - {"website"})))
            check(running, plan.store)
        except (ValueError, ConnectionError) as fault:
            raise click.UsageError(str(fault)) from fault
        for line in ceilings(names, plan, running.workers):
            click.echo(line, err=True)
        return crawl_divided(running, names, plan, environment())


def stand_in(stack: ExitStack, as_of: str, units: Sequence[Unit]) -> tuple[str, str, str]:
    """Starts the stand-in internet for this crawl: its address, accounts and date."""
    from tempfile import TemporaryDirectory

    from .replica import overlay_file, served

    address, world = stack.enter_context(served(as_of[:4], units))
    folder = stack.enter_context(TemporaryDirectory())
    return address, str(overlay_file(world, folder)), world.as_of.isoformat()
