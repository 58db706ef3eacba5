"""What is known of a portal in a period: the questions that its metrics share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from ...contract import Column, Entry, ListPage, Site, Status
from ..table import Measured, View

SINGLE = frozenset({"letters", "hall", "rating", "openness", "open_data", "english"})  # one page each: gone is absent


def site(view: View) -> Site | None:
    """The home page as last seen; None where it was empty."""
    return max(view.facts(Site), key=lambda home: home.seen_at, default=None)


def lacking(view: View, purpose: str, kinds: Iterable[str]) -> Measured | None:
    """Why this part of the portal cannot be measured; None where it was looked at.

    Home page empty: EMPTY. Not linked, or the page that is linked is gone: ABSENT. Linked, not looked at: NOT_TRIED.
    """
    home = site(view)
    if home is None:
        return Measured(None, Status.EMPTY, reason="the home page is empty")
    linked = [kind for kind in kinds if kind in home.columns or (kind == "search" and home.search)]
    made = view.looked(purpose)
    if not linked:
        return Measured(None, Status.ABSENT, reason=f"the home page leads to none: {', '.join(kinds)}")
    if not made:
        return Measured(None, Status.NOT_TRIED, reason=f"{', '.join(linked)}: linked, not looked at")
    if purpose in SINGLE and all(page.status is Status.DELETED for page in made):
        return Measured(None, Status.ABSENT, reason=f"{purpose}: linked, and the page is gone")
    return None


def columns(view: View, kinds: tuple[str, ...]) -> list[Column] | Measured:
    """The columns of these kinds, at least one; or why there are none."""
    missing = lacking(view, "column", kinds)
    found = [] if missing else view.facts(Column, only=lambda column: column.kind in kinds)
    return found or missing or Measured(None, Status.NOT_TRIED, reason=f"{', '.join(kinds)}: linked, not among the columns read")


def dated(entries: Iterable[Entry], since: datetime, until: datetime) -> Iterator[str]:
    """The addresses of the entries dated in (since, until]."""
    return (entry.key.split(" ")[0] for entry in entries if entry.published and since < entry.published <= until)


def counted(view: View, kind: str, days: int) -> Measured | float:
    """Entries of columns of that kind dated in the days before as_of, over first and further pages, every address once.

    At least that many, where a column goes on within those days and no further page read goes back beyond them or is the last.
    """
    found = columns(view, (kind,))
    if isinstance(found, Measured):
        return found
    since = view.since(days)
    entries = view.facts(Entry, only=lambda entry: entry.kind == kind)
    count = len({*dated(entries, since, view.as_of)})
    if any(column.more and _open(view, column, entries, since) for column in found):
        return Measured(count, Status.CENSORED, bound=count, reason="further pages not read")
    return count


def _open(view: View, column: Column, entries: Iterable[Entry], since: datetime) -> bool:
    """True where its first page ends within the window, and no further page settles what lies beyond."""
    own = (e for e in entries if e.published and e.page == column.page and e.column == column.key)
    last = max(own, key=lambda entry: entry.position, default=None)
    if last is None or last.published is None or last.published <= since:
        return False
    further = view.facts(ListPage, only=lambda page: page.column == column.key and page.seen_at >= column.seen_at)
    return not any(not page.more or (page.oldest and page.oldest <= since) for page in further)
