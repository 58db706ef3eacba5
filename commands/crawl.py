"""dsci crawl"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from datetime import UTC, datetime

import click

from ..contract import Unit
from .asked.options import moment_given, selection, store_option


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
    log: str,
    replica: str,
) -> None:
    """Look at units on CHANNELs (default: all five). Goes on where it stopped, with the same looks; only where minutes
    end it a crawl that was stopped may end elsewhere. At the end it says how much of what it knew it looked at.

    Example: dsci crawl website app --province 浙江 --limit 5
    """
    from ..channels import channels
    from ..spiders.evidence import run_named
    from ..spiders.run import CrawlPlan, Unfinished, crawl
    from ..store import open_store
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
            replica, accounts, as_of = stand_in(stack, as_of)
            asked = moment_given(as_of)
        where = store or os.environ.get("DSCI_STORE") or "out/store"
        log = log or ("" if "://" in where else f"{where}/crawl.log")
        try:
            run = run_named(run, asked or datetime.now(UTC))
        except ValueError as fault:
            raise click.UsageError(str(fault)) from fault
        plan = CrawlPlan(
            [u.code for u in units], store, accounts or "", run, as_of, "" if depth == "main" else depth, limit, replica, log,
            minutes, megabytes, since, until, urls,
        )  # fmt: skip
        try:
            found = crawl(channel or tuple(channels()), plan)
        except Unfinished as stopped:
            click.echo(f"stopped: {stopped}. The same command goes on where it was.", err=True)
            sys.exit(1)
        for name, statuses in found.items():
            click.echo(f"{name}: " + (", ".join(f"{n} {s}" for s, n in statuses.most_common()) or "nothing left to look at"))
        for line in completeness(open_store(store), run, channel or tuple(channels())):
            click.echo(line)


def stand_in(stack: ExitStack, as_of: str) -> tuple[str, str, str]:
    """Starts the stand-in internet for this crawl: its address, accounts and date."""
    from tempfile import TemporaryDirectory

    from .replica import overlay_file, served

    address, world = stack.enter_context(served(as_of[:4]))
    folder = stack.enter_context(TemporaryDirectory())
    return address, str(overlay_file(world, folder)), world.as_of.isoformat()
