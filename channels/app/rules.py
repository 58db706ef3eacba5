"""What the metrics of Apps share: their table, and the ways from a listing or from reviews to a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...contract import AppListing, Candidate, Review, Status
from ...registry import units
from ..posts import Outcome, unseen
from ..profiles import of_look
from ..table import Measured, MetricTable, View
from .choose import chosen, searched

metrics = MetricTable("app")

YEAR = 365  # days
OWN = "own definition"


def listing(view: View, value: Callable[[AppListing], Outcome]) -> Outcome:
    """A value of the App's listing; DELISTED where the store has none any more."""
    return of_look(view, AppListing, "lookup", value) if view.looked("lookup") else unlooked(view)


def of_reviews(view: View, value: Callable[[list[Review]], float | None]) -> Outcome:
    """A value of the reviews of the 365 days before the look at them; without any, of a withdrawn App, DELISTED."""
    if not view.looked("reviews"):
        return unlooked(view)
    found = value(written(view, YEAR))
    gone = any(p.status is Status.DELISTED for p in view.looked("lookup"))
    return Measured(None, Status.DELISTED, reason="resultCount 0") if found is None and gone else found


def written(view: View, days: int) -> list[Review]:
    """The reviews of so many days before the last look at them."""
    start = view.since(days, "reviews")
    return view.facts(Review, only=lambda r: r.rating is not None and r.written is not None and r.written > start)


def unlooked(view: View) -> Measured:
    """Why no listing and no review was looked at: the App had to be searched for, or none is known."""
    looks = view.looked("search")
    if not looks:
        return view.lacking("ios") or unseen("lookup")
    last = max(looks, key=lambda p: p.seen_at)
    if last.status.failed:
        return Measured(None, last.status, reason=f"search: {last.reason or last.http_status}")
    found = view.facts(Candidate, only=lambda c: c.page == last.id)
    choice = chosen(found, searched(last.account), units()[view.unit])
    return Measured(None, Status.NOT_TRIED, reason=f"search: {choice.reason or 'not looked at yet'}")


def mean_stars(reviews: Sequence[Review]) -> float | None:
    stars = [r.rating for r in reviews if r.rating is not None]
    return sum(stars) / len(stars) if stars else None
