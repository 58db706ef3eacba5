"""Answers that are no content: what an HTTP status says of a look, and pages that stand in the way of one."""

from __future__ import annotations

import re

from ..contract import Status

# 412, 468 and 521 are what Chinese firewalls answer with (3,209 portals asked in April 2026); 418 and 432 other guards
BLOCKING = frozenset({403, 412, 418, 432, 468, 521})
CHALLENGE_BYTES = 200_000
SHELL_BYTES = 8_000

_GUARDS = re.compile(
    rb"(?P<jsl>__jsl_clearance)"
    rb"|(?P<ruishu>\$_ts\s*=|\$_ts\[)"
    rb"|(?P<wzws>WZWS|wzws)"
    rb"|(?P<acw>acw_sc__v2)"
    rb"|(?P<edgeone>EdgeOne|EO_Bot|__tst_status)"
)
_COOKIE = re.compile(rb"document\.cookie\s*=")
_AGAIN = re.compile(rb"location\.(?:reload|replace)\s*\(|location(?:\.href)?\s*=")


def http_verdict(http_status: int | None, reason: str = "") -> Status | None:
    """What the HTTP status alone decides; None where the content must. `reason` names Retry-After if the answer had it."""
    if http_status is None or 200 <= http_status < 300:
        return None
    if http_status in (404, 410):
        return Status.DELETED
    if http_status in BLOCKING:
        return Status.BLOCKED
    if http_status == 401:
        return Status.LOGIN_REQUIRED
    if http_status == 429 or (http_status == 503 and "retry-after" in reason.lower()):
        return Status.THROTTLED
    return Status.HTTP_ERROR


def challenge(body: bytes) -> str | None:
    """The name of the guard whose JavaScript challenge this page is, or None. A page with links of its own is none."""
    if len(body) > CHALLENGE_BYTES or body.count(b"<a ") > 2:
        return None
    guard = _GUARDS.search(body)
    if guard and b"<script" in body.lower():
        return guard.lastgroup
    if len(body) <= SHELL_BYTES and _COOKIE.search(body) and _AGAIN.search(body):
        return "cookie"
    return None
