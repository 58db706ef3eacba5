"""What a content system's own interface answers: the list of a column as JSON or XML."""

from __future__ import annotations

from ...contract import Answer, Extract, Status
from ..answers import LARGEST
from ..blocks import challenge, http_verdict
from ..shapes import Ended
from .about import About
from .column import kind_led
from .listed import articles, column_fact, entries, list_page, onward
from .lists import Feed, Listing, feed_family
from .urls import address
from .vocabulary import kind_of


def read_feed(answer: Answer) -> Extract:
    """The column, or a further page of it, with its entries; CHANGED_SHAPE names what is missing."""
    refused = _refused(answer)
    if refused:
        return refused
    family = feed_family(answer.page.url)
    if family is None or family.feed is None:
        return Extract(Status.CHANGED_SHAPE, reason="no feed that is known")
    try:
        return _listed(answer, family.feed, family.feed.read(answer))
    except Ended as end:
        return Extract(end.status, reason=f"{family.name} {end}")


def _listed(answer: Answer, feed: Feed, found: Listing) -> Extract:
    page, about = answer.page, _about(answer)
    follow = tuple(onward(page, about, found))
    if feed.place(page.url) > 1:
        if not found.lines:
            return Extract(Status.EMPTY, reason="a page of a list without lines")
        return Extract(Status.OK, (list_page(page, about, found), *entries(page, about, found)), follow)
    facts = (column_fact(page, about, found), *entries(page, about, found))
    return Extract(Status.OK if found.lines else Status.EMPTY, facts, (*articles(page, about, found), *follow))


def _about(answer: Answer) -> About:
    """The column that the feed fills: what its shell said of it."""
    led = About.of(answer.page)
    return About(led.kind or kind_led(About(kind_of(led.name))), led.key or address(answer.page.url), led.name)


def _refused(answer: Answer) -> Extract | None:
    """What the answer is if it is none of the feed. One that is gone is no finding: its address is of our making."""
    page = answer.page
    if len(answer.body) > LARGEST:
        return Extract(Status.TOO_LARGE, reason=f"{len(answer.body)} bytes")
    verdict = http_verdict(page.http_status, page.reason)
    if verdict:
        verdict = Status.HTTP_ERROR if verdict is Status.DELETED else verdict
        return Extract(verdict, reason=page.reason or f"HTTP {page.http_status}")
    guard = challenge(answer.body)
    return Extract(Status.BLOCKED, reason=f"challenge: {guard}") if guard else None
