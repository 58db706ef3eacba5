"""The truth of the delivery metrics, in the words of their definitions."""

from __future__ import annotations

from statistics import fmean

from ....contract import ACCESS, FOOTER, Status
from ..definitions import links_decided
from ..profile import PortalProfile
from .found import Found


def dead_links_share(p: PortalProfile) -> Found:
    """Dead links, of those tried that were dead or alive."""
    decided = links_decided(p)
    return fmean(link.http != 200 for link in decided) if decided else None


def footer_share(p: PortalProfile) -> Found:
    """Share of the eight elements of a foot."""
    return len(p.footer) / len(FOOTER)


def search_works(p: PortalProfile) -> Found:
    """1 if a search for the words of a piece of news finds one that holds them."""
    return Status.ABSENT if not p.search else p.search.finds == "matching"


def access_share(p: PortalProfile) -> Found:
    """Share of the four features for those who need another view."""
    return len(p.access) / len(ACCESS)


STATEMENTS = (
    dead_links_share,
    footer_share,
    search_works,
    access_share,
)
