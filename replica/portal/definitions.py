"""The words that the metrics' definitions share, said of a profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ...contract import CHINA, china_date
from .fault_kinds import Fault
from .profile import Entry, Letter, ListColumn, PortalProfile

ARTICLES, GUIDES = 6, 3  # what the default crawl looks at
LISTS = ("news", "notice", "policy", "reading", "other")
EVERY_LIST = (*LISTS, "consult", "interview", "response")
READ = ("news", "notice", "policy", "reading")  # kinds whose first articles are read


def age(p: PortalProfile, day: date) -> int:
    """Calendar days in China from a day to the moment of observation."""
    return (china_date(p.as_of) - day).days


def within(p: PortalProfile, day: date, days: int) -> bool:
    """Whether a day, taken as its midnight, lies in (as_of - days, as_of]."""
    return p.as_of - timedelta(days=days) < datetime.combine(day, time(), CHINA) <= p.as_of


def of_kind(p: PortalProfile, *kinds: str) -> list[ListColumn]:
    return [c for c in p.columns if c.kind in kinds]


def listed(p: PortalProfile) -> list[ListColumn]:
    """The list columns: news, notice, policy, reading, other."""
    return of_kind(p, *LISTS)


def newest(column: ListColumn) -> date | None:
    """The newest date that the list's first page prints."""
    return max((e.published for e in column.first_page if column.dated(e)), default=None)


def recent(p: PortalProfile, columns: list[ListColumn], days: int) -> int:
    """Entries of lists printed with a date within so many days, first and further pages, every address once."""
    return len({e.address for c in columns for e in c.entries if c.dated(e) and within(p, e.published, days)})


def shelled(p: PortalProfile) -> ListColumn:
    """The column that is a script, where the portal's fault is that."""
    return next((c for c in reversed(p.columns) if c.entries), p.columns[0])


def seen(p: PortalProfile) -> Iterator[ListColumn]:
    """The columns whose entries can be read."""
    for column in p.columns:
        scripted = p.fault is Fault.COLUMN_SHELL and column is shelled(p)
        if not scripted and not (column.feed and p.fault in (Fault.FEED_503, Fault.FEED_SHAPE)):
            yield column


def articles(p: PortalProfile) -> list[tuple[ListColumn, Entry]]:
    """The articles read: of the first two of every column of those kinds six, by position, then address; lists that
    come from an interface are known later than those of pages. Those that are gone are not read."""
    readable = [c for c in seen(p) if c.kind in READ]
    offered = [(bool(c.feed), n, e.address, c, e) for c in readable for n, e in enumerate(c.first_page[:2])]
    chosen = sorted(offered, key=lambda offer: offer[:3])[:ARTICLES]
    return [(column, e) for *_, column, e in chosen if not e.gone]


def letters_asked(p: PortalProfile) -> list[Letter]:
    """The letters listed that were asked in the 180 days before."""
    return [x for x in p.letters.read if within(p, x.asked, 180)] if p.letters else []
