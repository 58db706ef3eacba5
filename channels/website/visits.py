"""An availability visit: did the home page open, and how fast."""

from __future__ import annotations

from ...contract import Answer, Extract, Fact, Page, Status, Visit, fact
from ..blocks import challenge, http_verdict
from .links import link

OPEN_SECONDS = 15.0  # 国办秘函〔2019〕19号: a home page that takes longer was not opened
SHUT = frozenset({Status.TIMEOUT, Status.REFUSED, Status.HTTP_ERROR})  # the site's doing; the rest says nothing of it


def read_visit(answer: Answer) -> Extract:
    """Opened if a page came in time. A portal that answers with an error or without its home page was not;
    a guard that turned our look away has not said whether others are let in."""
    page = answer.page
    verdict = http_verdict(page.http_status, page.reason)
    verdict = Status.HTTP_ERROR if verdict is Status.DELETED else verdict
    guard = None if verdict else challenge(answer.body)
    if guard:
        return Extract(Status.BLOCKED, (visit(page, None),), reason=f"challenge: {guard}")
    if verdict:
        return Extract(verdict, (visit(page, False if verdict in SHUT else None),), reason=f"HTTP {page.http_status}")
    return Extract(Status.OK, (visit(page, page.seconds is None or page.seconds < OPEN_SECONDS),))


def visit(page: Page, opened: bool | None) -> Visit:
    """The visit of that moment."""
    return fact(Visit, page, page.seen_at.isoformat(), opened=opened, seconds=page.seconds)


def unanswered(page: Page) -> tuple[Fact, ...]:
    """What a look without an answer tells: of a visit that it did not open, of a link that it is undecided."""
    if page.purpose == "visit":
        return (visit(page, False if page.status in SHUT else None),)
    return (link(page, "undecided"),) if page.purpose in ("link", "inner") else ()
