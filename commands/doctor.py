"""dsci doctor"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import click

from .options import store_option


@click.command()
@store_option
def command(store: str) -> None:
    """What this machine lacks, and how each endpoint answered last; endpoints never recorded say `unrecorded`. With --store
    also how many columns each content system's reader read.

    Example: dsci doctor
    """
    from ..channels import channels
    from ..contract import CHINA, FAILED, Column, Page
    from ..store import open_store

    lacking = list(_machine())
    for line in lacking:
        click.echo(line)
    kept = open_store(store)
    moved = False
    for channel in channels().values():
        looks = kept.rows(Page, channel=channel.name)
        for endpoint in channel.endpoints:
            own = [p for p in looks if p.purpose == endpoint.purpose and not p.simulated]
            good = sum(p.status not in FAILED for p in own)
            shape = sum(p.status == "CHANGED_SHAPE" for p in own)
            moved = moved or shape > 0
            last = max((p.fetched_at for p in own), default=None)
            seen = f"{good} of {len(own)} as expected, {shape} of another shape" if own else "never looked at"
            when = f", last {last.astimezone(CHINA):%Y-%m-%d %H:%M}" if last else ""
            known = endpoint.recorded or "unrecorded"
            click.echo(f"{channel.name} {endpoint.purpose}: {known}; {seen}{when}  {endpoint.address}")
    families = kept.count(Column, "family") if store else []
    if families:
        click.echo("website columns read by system: " + ", ".join(f"{name or 'general reader'} {n}" for name, n in families))
    sys.exit(1 if lacking or moved else 0)


def _machine() -> Iterator[str]:
    """What is missing to crawl or to print, a line each."""
    import ctypes

    for library in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
        try:
            ctypes.CDLL(library)
        except OSError:
            yield f"machine: {library} is missing; cards can't be printed. ./run installs it"
    if not os.environ.get("DSCI_CONTACT"):
        yield "crawl: DSCI_CONTACT is not set; the user agent should name how to reach you"
    if not (os.environ.get("DSCI_WEIBO_COOKIE") or os.environ.get("DSCI_WEIBO_COOKIE_FILE")):
        yield "weibo: no operator's cookie (DSCI_WEIBO_COOKIE_FILE); every look will end in LOGIN_REQUIRED"
