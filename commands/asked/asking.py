"""One look at each kind of page, so that what moved is seen before a crawl meets it everywhere."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime

import click

from ...contract import CHINA, Account, Unit, china_date
from ...registry import standing
from ..crawl import stand_in
from .alone import crawling_alone
from .options import moment_given

Presence = tuple[str, str]  # channel, platform


def ask_once(
    names: Sequence[str], units: Sequence[Unit], store: str, accounts: str | None, as_of: str, replica: str
) -> None:
    """Looks once at each purpose of as few units as have every platform between them. Ends the command where it is stopped."""
    from ... import registry
    from ...spiders.run import CrawlPlan, Unfinished, crawl
    from ...store import beside, open_store

    with ExitStack() as stack:
        if replica == "start":
            replica, accounts, as_of = stand_in(stack, as_of, units)
        moment = moment_given(as_of) or datetime.now(UTC)
        try:
            known = registry.accounts(accounts)
        except ValueError as fault:
            raise click.UsageError(str(fault)) from fault
        codes = few(presences(known, names, [u.code for u in units], china_date(moment).isoformat()))
        log = beside(store, "crawl.log")
        run = f"{moment.astimezone(CHINA):%Y-%m-%d-%H%M}-ask"
        click.echo(f"asking for {', '.join(codes) or 'nobody: no account is known'}", err=True)
        try:
            with crawling_alone(open_store(store)):
                plan = CrawlPlan(codes, store, accounts or "", run, as_of, "once", 0, replica, log)
                found = crawl(names, plan) if codes else {}
        except Unfinished as stopped:
            click.echo(f"stopped: {stopped}", err=True)
            sys.exit(1)
    for name, ended in found.items():
        click.echo(f"asked {name}: " + (", ".join(f"{n} {s}" for s, n in ended.statuses.most_common()) or "nothing"), err=True)


def presences(
    accounts: Iterable[Account], names: Collection[str], codes: Collection[str], today: str
) -> dict[str, set[Presence]]:
    """The platforms on which each of those units can be looked at that day."""
    platforms = looked_at(names)
    found: dict[str, set[Presence]] = {code: set() for code in codes}
    for a in accounts:
        if not standing(a, today) and a.unit in found and (a.channel, a.platform) in platforms:
            found[a.unit].add((a.channel, a.platform))
    return found


def few(known: Mapping[str, Collection[Presence]]) -> list[str]:
    """A few units that have between them every platform that any of them has: each time the one with most that lack."""
    lacking = {presence for has in known.values() for presence in has}
    chosen: list[str] = []
    while lacking:
        best = min(known, key=lambda code: (-len(lacking & set(known[code])), code))
        chosen.append(best)
        lacking -= set(known[best])
    return chosen


def looked_at(names: Collection[str]) -> set[Presence]:
    """Every platform that the spider of one of those channels looks at."""
    from ...spiders.run import spiders_of

    spiders = spiders_of()
    return {(name, platform) for name in names for platform in spiders[name].platforms}
