"""What is known of a portal in a period: the questions that its metrics share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from ...contract import Column, Entry, Site, Status
from ..table import Measured, View


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
    if purpose in ("hall", "letters") and all(page.status is Status.DELETED for page in made):
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
