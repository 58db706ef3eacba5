"""The truth of the transaction metrics, in the words of their definitions."""

from __future__ import annotations

from statistics import fmean

from ....contract import GUIDE_ELEMENTS, Status
from ..definitions import GUIDES
from ..failing import failed
from ..profile import Guide, PortalProfile
from .found import Found, unless


def guides(p: PortalProfile) -> tuple[Guide, ...]:
    """The guides read."""
    return p.hall.guides[:GUIDES] if p.hall else ()


def at_home(p: PortalProfile, name: str) -> bool:
    return any(offer.name == name for offer in p.offers.named)


def offered(p: PortalProfile, name: str) -> bool:
    """Whether the home page or the hall offers it."""
    return at_home(p, name) or bool(p.hall and any(offer.name == name for offer in p.hall.offers))


@unless("hall")
def guide_elements_share(p: PortalProfile) -> Found:
    """Mean share of the ten elements in the first three guides."""
    return fmean(len(g.elements) / len(GUIDE_ELEMENTS) for g in guides(p)) if p.hall else Status.ABSENT


@unless("hall")
def guide_forms_share(p: PortalProfile) -> Found:
    """Share of the first three guides with a form to download."""
    return fmean(bool(g.forms) for g in guides(p)) if p.hall else Status.ABSENT


@unless("hall")
def services_count(p: PortalProfile) -> Found:
    """Items that the hall says it has."""
    return Status.ABSENT if not p.hall else p.hall.items if p.hall.printed else None


@unless("hall")
def days_saved_share(p: PortalProfile) -> Found:
    """Mean over the guides read that print both of the share of the statutory days that the office does without."""
    saved = [1 - g.promised / g.statutory for g in guides(p) if g.statutory and g.promised is not None]
    return Status.ABSENT if not p.hall else fmean(saved) if saved else None


@unless("hall")
def departments_count(p: PortalProfile) -> Found:
    """Departments that the hall says are in it."""
    return p.hall.departments if p.hall else Status.ABSENT


@unless("hall")
def one_thing_count(p: PortalProfile) -> Found:
    """Sets of 一件事 that the hall says it has."""
    return p.hall.one_things if p.hall else Status.ABSENT


@unless("hall")
def licences_entry(p: PortalProfile) -> Found:
    """1 if the home page or the hall offers 电子证照."""
    return offered(p, "licences")


@unless("hall")
def cross_province_entry(p: PortalProfile) -> Found:
    """1 if the home page or the hall offers 跨省通办."""
    return offered(p, "cross_province")


def good_rating_share(p: PortalProfile) -> Found:
    """好评率 as the page of ratings prints it."""
    return printed(p, "good", p.offers.rating.good if p.offers.rating else 0.0)


def rectified_share(p: PortalProfile) -> Found:
    """差评整改率 as the page of ratings prints it."""
    return printed(p, "rectified", p.offers.rating.rectified if p.offers.rating else 0.0)


def printed(p: PortalProfile, name: str, value: float) -> Found:
    """A rate, where home page or hall leads to the ratings; a hall that fails may have led there."""
    hidden = None if at_home(p, "rating") else failed(p, "hall")
    if hidden or p.offers.rating is None or not offered(p, "rating"):
        return hidden or Status.ABSENT
    return failed(p, "rating") or (value if name in p.offers.rating.shows else None)


STATEMENTS = (
    guide_elements_share,
    guide_forms_share,
    services_count,
    days_saved_share,
    departments_count,
    one_thing_count,
    licences_entry,
    cross_province_entry,
    good_rating_share,
    rectified_share,
)
