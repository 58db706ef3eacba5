"""The words that the metrics' definitions share, said of a profile."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ...contract import CHINA, china_date
from .profile import Entry, HomeLink, Letter, ListColumn, PortalProfile

ARTICLES, GUIDES, LINKS = 5, 3, 10  # what the default crawl looks at


def age(p: PortalProfile, day: date) -> int:
    """Calendar days in China from a day to the moment of observation."""
    return (china_date(p.as_of) - day).days


def within(p: PortalProfile, day: date, days: int) -> bool:
    """Whether a day, taken as its midnight, lies in (as_of - days, as_of]."""
    return p.as_of - timedelta(days=days) < datetime.combine(day, time(), CHINA) <= p.as_of


def of_kind(p: PortalProfile, *kinds: str) -> list[ListColumn]:
    return [c for c in p.columns if c.kind in kinds]


def listed(p: PortalProfile) -> list[ListColumn]:
    """The list columns: news, notice, policy, other."""
    return of_kind(p, "news", "notice", "policy", "other")


def newest(column: ListColumn) -> date | None:
    """The newest date that the list's first page prints."""
    return max(e.published for e in column.first_page) if column.stamp else None


def articles(p: PortalProfile) -> list[Entry]:
    """The articles read: of the first two of every news, notice and policy column five, by position, then address."""
    offered = [(place, e) for c in of_kind(p, "news", "notice", "policy") for place, e in enumerate(c.first_page[:2])]
    chosen = sorted(offered, key=lambda offer: (offer[0], offer[1].address))[:ARTICLES]
    return [e for _, e in chosen if not e.gone]


def letters_asked(p: PortalProfile) -> list[Letter]:
    """The letters listed that were asked in the 180 days before."""
    return [x for x in p.letters.letters if within(p, x.asked, 180)] if p.letters else []


def links_decided(p: PortalProfile) -> list[HomeLink]:
    """Of the first ten links, those that are dead or alive."""
    return [link for link in p.links[:LINKS] if link.http in (200, 404, 410)]
