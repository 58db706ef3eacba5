"""How fresh what is known of each unit is, and who is looked at first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .. import registry
from ..contract import CHINA, NO_PAGES, Account, Level, Unit, china_date
from ..store import Store
from ..store.seen import last_answers

DAYS = 7  # of the rolling coverage
RANK = {Level.MUNICIPALITY: 0, Level.PROVINCE: 0, Level.PREFECTURE: 1, Level.COUNTY: 2}


@dataclass(frozen=True, slots=True)
class Covered:
    """How many units of a level that have an account on a channel were seen whole in the days before."""

    channel: str
    level: str  # provincial | prefecture | county
    seen: int
    known: int


def last_seen(store: Store, channel: str, today: date) -> dict[str, date]:
    """Day in China on which each unit was last seen whole: a crawl of it came to its end, and a look at a page did not fail.

    Crawls with bounds of their own (`--limit`, `--minutes` ...) do not count, nor do days after `today`: a wrong clock.
    """
    end = datetime.combine(today, time.max, CHINA)
    found = last_answers(store, channel, [f"{channel} main", f"{channel} full"], NO_PAGES, end)
    return {unit: china_date(moment) for unit, moment in found.items()}


def known_on(channel: str, today: date, accounts: Iterable[Account] | None = None) -> frozenset[str]:
    """Codes of the units that have an account on that channel on that day, by these accounts or the registry's."""
    rows = registry.accounts() if accounts is None else accounts
    return frozenset(a.unit for a in rows if a.channel == channel and not registry.standing(a, today.isoformat()))


def priorities(
    store: Store, units: Iterable[Unit], channels: Iterable[str], today: date, accounts: Sequence[Account] | None = None
) -> list[Unit]:
    """The units, first those to look at first: never seen on a channel where they have an account, then longest not seen
    on one, then by level (provincial, prefecture, county), then by code."""
    rows = registry.accounts() if accounts is None else accounts
    looked = {channel: (known_on(channel, today, rows), last_seen(store, channel, today)) for channel in channels}

    def place(unit: Unit) -> tuple[date, int, str]:
        days = (seen.get(unit.code, date.min) for known, seen in looked.values() if unit.code in known)
        return min(days, default=date.max), RANK[unit.level], unit.code

    return sorted(units, key=place)


def coverage(
    store: Store, units: Collection[Unit], channels: Iterable[str], today: date, accounts: Sequence[Account] | None = None
) -> list[Covered]:
    """How many units of each level were seen whole on each channel in the seven days up to `today`; levels with none left out."""
    rows = registry.accounts() if accounts is None else accounts
    found = []
    for channel in channels:
        known, seen = known_on(channel, today, rows), last_seen(store, channel, today)
        fresh = {unit for unit, day in seen.items() if day > today - timedelta(days=DAYS)}
        for rank, level in enumerate(("provincial", "prefecture", "county")):
            own = {u.code for u in units if RANK[u.level] == rank} & known
            found += [Covered(channel, level, len(own & fresh), len(own))] if own else []
    return found
