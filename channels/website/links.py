"""A link that was tried by HEAD: alive, dead, or not to be decided by this."""

from __future__ import annotations

from ...contract import Extract, Link, Page, Status, fact
from ..blocks import http_verdict
from .urls import address


def read_link(page: Page) -> Extract:
    """Dead is 404 and 410 only; a host that refuses, throttles or fails has not lost the page."""
    verdict = http_verdict(page.http_status, page.reason) or Status.OK
    state = {Status.OK: "alive", Status.DELETED: "dead"}.get(verdict, "undecided") if page.http_status else "undecided"
    return Extract(verdict, (fact(Link, page, address(page.url), state=state),))
