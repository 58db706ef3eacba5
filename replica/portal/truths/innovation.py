"""The truth of the innovation metrics, in the words of their definitions."""

from __future__ import annotations

from ....contract import INNOVATION, Status
from ..failing import failed
from ..profile import PortalProfile
from .found import Found, unless
from .transaction import offered


def innovation_share(p: PortalProfile) -> Found:
    """Share of the five features of newer portals."""
    return len(p.innovation) / len(INNOVATION)


@unless("search")
def smart_search(p: PortalProfile) -> Found:
    """1 if the page of search results helps to search."""
    return bool(p.search.smart) if p.search else Status.ABSENT


def assistant(p: PortalProfile) -> Found:
    """1 if the home page offers 智能问答."""
    return "assistant" in p.innovation


@unless("hall")
def one_thing_entry(p: PortalProfile) -> Found:
    """1 if the home page or the hall offers 一件事."""
    return offered(p, "one_thing")


def open_data_portal(p: PortalProfile) -> Found:
    """1 if the home page leads to open data and something is there, be it a guard; a host that is silent tells nothing."""
    silent = failed(p, "open_data") is Status.TIMEOUT
    return Status.TIMEOUT if silent else there(p)


def there(p: PortalProfile) -> bool:
    return bool(p.offers.data and not p.offers.data.gone)


def open_datasets_count(p: PortalProfile) -> Found:
    """Data sets that the open-data portal says it has."""
    return count(p, "datasets")


def open_apis_count(p: PortalProfile) -> Found:
    """Interfaces that it says it has."""
    return count(p, "apis")


def open_apps_count(p: PortalProfile) -> Found:
    """Applications made of its data that it says there are."""
    return count(p, "applications")


def open_data_security(p: PortalProfile) -> Found:
    """1 if it has a chapter on security."""
    return part(p, "security")


def open_data_privacy(p: PortalProfile) -> Found:
    """1 if it has a privacy policy."""
    return part(p, "privacy")


def count(p: PortalProfile, name: str) -> Found:
    if missing := lacking(p):
        return missing
    return p.offers.data.counts.get(name) if p.offers.data else None


def part(p: PortalProfile, name: str) -> Found:
    return lacking(p) or bool(p.offers.data and name in p.offers.data.parts)


def lacking(p: PortalProfile) -> Status | None:
    """Why nothing can be said of the open-data portal."""
    return failed(p, "open_data") or (Status.ABSENT if not there(p) else None)


STATEMENTS = (
    innovation_share,
    smart_search,
    assistant,
    one_thing_entry,
    open_data_portal,
    open_datasets_count,
    open_apis_count,
    open_apps_count,
    open_data_security,
    open_data_privacy,
)
