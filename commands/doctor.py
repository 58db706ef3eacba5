"""dsci doctor"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import click

from ..contract import Unit
from .asked.options import existing, selection, store_option


@click.command()
@click.argument("channel", nargs=-1)
@click.option("--ask", is_flag=True, help="First look once at each endpoint that accounts are known for, then report.")
@selection
@store_option
@click.option("--accounts", type=click.Path(exists=True, dir_okay=False), help="Another list of accounts than the registry's.")
@click.option("--as-of", default="", help="Moment of observation (ISO). Default: now.")
@click.option("--replica", is_flag=False, flag_value="start", default="", help="HOST:PORT of a replica; alone: start one.")
def command(
    channel: tuple[str, ...],
    ask: bool,
    units: tuple[Unit, ...],
    store: str,
    accounts: str | None,
    as_of: str,
    replica: str,
) -> None:
    """What this machine lacks, and how the last looks at each endpoint ended: what answered in another shape, with the path
    that moved. Endpoints never recorded say `unrecorded` until a look confirms them; simulated looks don't. --ask looks once
    at each kind of page of as few units as will do; these looks are kept and count like any others.

    Example: dsci doctor video --ask --unit 杭州 --store out/asked
    """
    from ..channels import channels
    from ..contract import Column
    from ..store import is_store, open_store
    from .shown.endpoints import health, lines

    unknown = [name for name in channel if name not in channels()]
    if unknown:
        raise click.UsageError(f"no channel {unknown[0]!r}; there are {', '.join(channels())}")
    asked = channel or tuple(channels())
    if ask:
        from .asked.asking import ask_once

        ask_once(asked, units, store, accounts, as_of, replica)
    lacking = list(machine())
    for line in lacking:
        click.echo(line)
    kept, moved = existing(store) if store or is_store() else open_store("sqlite://"), False  # without one: none is begun
    for name in asked:
        found = health(kept, channels()[name])
        moved = moved or any(each.real.moved for each in found)
        for line in lines(name, found):
            click.echo(line)
    families = kept.count(Column, "family") if store and "website" in asked else []
    if families:
        click.echo("website columns read by system: " + ", ".join(f"{name or 'general reader'} {n}" for name, n in families))
    sys.exit(1 if lacking or moved else 0)


def machine() -> Iterator[str]:
    """What is missing to crawl or to print, a line each."""
    import ctypes

    for library in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
        try:
            ctypes.CDLL(library)
        except OSError:
            yield f"machine: {library} is missing; cards can't be printed. ./run installs it"
    if not os.environ.get("DSCI_CONTACT"):
        yield "crawl: DSCI_CONTACT is not set; the user agent should name how to reach you"
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        if os.environ.get(name) or os.environ.get(name.lower()):
            click.echo(f"crawl: {name} is set and not used: behind a proxy nobody sees where a name leads", err=True)
    for channel, name, what in (("weibo", "WEIBO", "every look"), ("video", "KUAISHOU", "every look at Kuaishou")):
        if not (os.environ.get(f"DSCI_{name}_COOKIE") or os.environ.get(f"DSCI_{name}_COOKIE_FILE")):
            yield f"{channel}: no operator's cookie (DSCI_{name}_COOKIE_FILE); {what} will end in LOGIN_REQUIRED"
