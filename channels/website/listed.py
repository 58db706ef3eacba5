"""What a list gives, whichever way it was read: its column, its lines, its articles, the page after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...contract import Column, Entry, ListPage, Page, Target, fact
from .about import About
from .lists import Listing, feed_family
from .urls import address, host, is_file, within

ARTICLES = 2
READ_KINDS = ("news", "notice", "policy", "reading")
BACK_DAYS = {"news": 30, "policy": 365, "consult": 365, "interview": 365}  # as far back as metrics ask, by kind


def column_fact(page: Page, about: About, found: Listing) -> Column:
    """The list as its first page or feed shows it."""
    dates = [line.published for line in found.lines if line.published]
    return fact(
        Column,
        page,
        about.key,
        name=about.name,
        kind=about.kind,
        items=len(found.lines),
        dated=len(dates),
        newest=max(dates, default=None),
        more=found.more,
        family=found.family,
    )


def list_page(page: Page, about: About, found: Listing) -> ListPage:
    """A further page of the list. What is pinned on top says nothing of how far back it goes."""
    items, key = len(found.lines), address(page.url)
    return fact(ListPage, page, key, column=about.key, items=items, oldest=found.reach, more=found.more)


def entries(page: Page, about: About, found: Listing) -> Iterator[Entry]:
    """One entry per address. Its key names the column too: the same article may stand in columns of two kinds."""
    seen: set[str] = set()
    for place, line in enumerate(found.lines):
        if line.key not in seen:
            seen.add(line.key)
            known: dict[str, object] = {"title": line.title, "published": line.published, "position": place}
            yield fact(Entry, page, f"{line.key} {about.key}", column=about.key, kind=about.kind, **known)


def articles(page: Page, about: About, found: Listing) -> list[Target]:
    """The first articles of a column of news, notices, policy or readings that lie on the portal itself."""
    site, of = host(page.url), About(about.kind).text
    own = [line.url for line in found.lines if within(line.url, site) and not is_file(line.url)]
    return [Target(url, "article", place, about=of) for place, url in enumerate(own[:ARTICLES]) if about.kind in READ_KINDS]


def onward(page: Page, about: About, found: Listing) -> list[Target]:
    """The page after this one, while this one ends within the days that metrics ask of its kind."""
    days, reach = BACK_DAYS.get(about.kind, 0), found.reach
    if not found.next or reach is None or reach <= page.seen_at - timedelta(days=days):
        return []
    if not within(found.next, host(page.url)) or address(found.next) == address(page.url):
        return []
    return [Target(found.next, "feed" if feed_family(found.next) else "page", about=about.text)]
