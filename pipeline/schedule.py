"""A schedule file: which channels of which units are crawled how often. And which units are due on a day."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..contract import Account, Unit
from ..index.document import Fault, Row, SchemeError, read, syntax_fault, text_of
from ..store import Store
from ..store.seen import unanswered
from .freshness import known_on, last_seen, priorities
from .schedulefaults import faults_in, units_of

WEEK = 7  # days
ATTEMPTS = ("", *"bcdefghijklmnopqrstuvwxyz")  # what a run's name ends in


class ScheduleError(ValueError):
    """A schedule that cannot be used, with every fault found in it."""

    def __init__(self, path: object, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(f"{path}, {fault}" for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Entry:
    """Channels that are crawled of these units every so many days. `number` counts the entries of the file from 1."""

    number: int
    channels: tuple[str, ...]
    units: tuple[Unit, ...]
    every: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the file says. `budget` is how long a night's crawl may take, as 5h; `accounts` another list than the
    registry's, in the file by its path from there."""

    budget: str
    entries: tuple[Entry, ...]
    workers: int = 0
    cluster: str = ""
    accounts: str = ""

    @property
    def channels(self) -> tuple[str, ...]:
        """Every channel that is crawled, in the order of the file."""
        return tuple(dict.fromkeys(name for entry in self.entries for name in entry.channels))

    def units(self, channel: str) -> tuple[Unit, ...]:
        """Every unit of which that channel is crawled, in code order."""
        found = {u.code: u for entry in self.entries if channel in entry.channels for u in entry.units}
        return tuple(found[code] for code in sorted(found))


@dataclass(frozen=True, slots=True)
class Due:
    """A unit to crawl, the day it was last seen whole, if it ever was, and the name of the run it is crawled in."""

    unit: Unit
    seen: date | None
    run: str = ""


def run_name(day: date, every: int) -> str:
    """The crawl that a day belongs to: that of its ISO week (2026-W47); where looks are wanted more often, of the day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}" if every >= WEEK else day.isoformat()


def due(store: Store, channel: str, entry: Entry, day: date, accounts: Sequence[Account]) -> list[Due]:
    """The units of an entry to crawl that day, first those to look at first: with an account on the channel, not seen whole
    for so many days, and not come to their end in the crawl that the day belongs to. Each is tried once in it, seen or not;
    but where no host of a unit was heard, perhaps for want of a network here, it stays due, in a run of its own."""
    known, seen = known_on(channel, day, accounts), last_seen(store, channel, day)
    runs = _open_runs(store, channel, {u.code for u in entry.units} & known, run_name(day, entry.every))
    late = [u for u in entry.units if u.code in runs and (u.code not in seen or (day - seen[u.code]).days >= entry.every)]
    return [Due(u, seen.get(u.code), runs[u.code]) for u in priorities(store, late, [channel], day, accounts)]


def _open_runs(store: Store, channel: str, codes: set[str], name: str) -> dict[str, str]:
    """The run in which each unit is to be crawled: `name`; where it ended there unheard, `name` with a b, and so on. Units that
    ended heard have none."""
    found: dict[str, str] = {}
    for run in (name + attempt for attempt in ATTEMPTS):
        ended = store.finished(run, f"{channel} main") & codes
        found |= dict.fromkeys(codes - ended, run)
        codes = ended and ended & unanswered(store, run, channel)
        if not codes:
            break
    return found


def load(path: str | Path, channels: Collection[str]) -> Schedule:
    """The schedule in that file. ScheduleError with every fault and its line. `channels` are those there are."""
    try:
        document = read(text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise ScheduleError(path, [syntax_fault(error)]) from error
    except SchemeError as error:
        raise ScheduleError(path, error.faults) from error
    if faults := sorted(faults_in(document, channels, Path(path).parent)):
        raise ScheduleError(path, faults)
    top = document.top()
    entries = tuple(_entry(number, row) for number, row in enumerate(document.rows("crawl"), start=1))
    accounts = str((Path(path).parent / top.text("accounts")).resolve()) if "accounts" in top else ""
    return Schedule(top.text("budget"), entries, int(top.number("workers") or 0), top.text("cluster"), accounts)


def _entry(number: int, row: Row) -> Entry:
    return Entry(number, row.texts("channels"), tuple(units_of(row)), int(row.number("every") or 0))
