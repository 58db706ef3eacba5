"""A link that was tried: alive, dead, in the way of a guard or of too many requests, or not to be decided."""

from __future__ import annotations

from ...contract import Answer, Extract, Link, Page, Status, fact
from ..blocks import http_verdict
from .urls import address

BY_GET = "get"  # what a look is about that asks for the whole page, because its head was refused
STATES = {Status.OK: "alive", Status.BLOCKED: "blocked", Status.THROTTLED: "throttled"}


def read_link(answer: Answer) -> Extract:
    """Dead is 404 and 410 only, and only where the page itself was asked for: servers that answer no HEAD say so too."""
    page = answer.page
    verdict = http_verdict(page.http_status, page.reason) or Status.OK
    gone = verdict is Status.DELETED and page.about == BY_GET
    state = "dead" if gone else STATES.get(verdict, "undecided") if page.http_status else "undecided"
    return Extract(verdict, (link(page, state),))


def link(page: Page, state: str) -> Link:
    """The link by the address that was asked for, wherever it led."""
    return fact(Link, page, address(page.asked or page.url), state=state)
