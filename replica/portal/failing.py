"""What fails on a part of a portal only: columns, feeds, letters, search, hall, ratings, open data."""

from __future__ import annotations

from urllib.parse import urlsplit

from ...contract import Status
from ..world import Ask, Reply
from .fault_kinds import Fault
from .offered import Offers
from .profile import Hall, PortalProfile

# which part of the portal fails, and how a look at it ends
PARTS: dict[Fault, tuple[str, Status]] = {
    Fault.COLUMN_SHELL: ("column", Status.CHANGED_SHAPE),
    Fault.FEED_503: ("feed", Status.HTTP_ERROR),
    Fault.FEED_SHAPE: ("feed", Status.CHANGED_SHAPE),
    Fault.LETTERS_503: ("letters", Status.HTTP_ERROR),
    Fault.LETTERS_TIMEOUT: ("letters", Status.TIMEOUT),
    Fault.SEARCH_TIMEOUT: ("search", Status.TIMEOUT),
    Fault.HALL_412: ("hall", Status.BLOCKED),
    Fault.HALL_TIMEOUT: ("hall", Status.TIMEOUT),
    Fault.RATING_TIMEOUT: ("rating", Status.TIMEOUT),
    Fault.DATA_412: ("open_data", Status.BLOCKED),
    Fault.DATA_TIMEOUT: ("open_data", Status.TIMEOUT),
}


def failed(p: PortalProfile, *parts: str) -> Status | None:
    """How the looks at one of these parts end, if they fail."""
    part, status = PARTS.get(p.fault, ("", Status.OK))
    return status if part in parts else None


def possible(hall: Hall | None, offers: Offers) -> list[Fault]:
    """What may fail on a portal with this hall and these offers."""
    found = [Fault.HALL_412, Fault.HALL_TIMEOUT] if hall else []
    found += [Fault.RATING_TIMEOUT] if offers.rating else []
    return found + ([Fault.DATA_412, Fault.DATA_TIMEOUT] if offers.data and not offers.data.gone else [])


def broken(p: PortalProfile, ask: Ask, guarded: Reply, hanging: Reply) -> Reply | None:
    """The answer where hall, ratings or open data fail: as a guard, or never."""
    part, status = PARTS.get(p.fault, ("", Status.OK))
    there = {"hall": p.hall, "rating": p.offers.rating, "open_data": p.offers.data}.get(part)
    where = urlsplit(there.address if there else "")
    if not where.path or ask.path != where.path or (where.hostname or p.host) != ask.host.partition(":")[0]:
        return None
    return guarded if status is Status.BLOCKED else hanging
