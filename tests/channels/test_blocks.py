"""What an HTTP status decides, and which small pages stand in the way."""

from __future__ import annotations

import pytest

from dsci.channels.blocks import CHALLENGE_BYTES, SHELL_BYTES, challenge, http_verdict
from dsci.contract import Status

VERDICTS = {
    None: (None, 200, 204),
    Status.LOGIN_REQUIRED: (401,),
    Status.BLOCKED: (403, 412, 418, 432, 468, 521),
    Status.DELETED: (404, 410),
    Status.THROTTLED: (429,),
    Status.HTTP_ERROR: (302, 400, 405, 500, 502, 503, 504),
}


@pytest.mark.parametrize(("status", "verdict"), [(code, verdict) for verdict, codes in VERDICTS.items() for code in codes])
def test_status_alone(status: int | None, verdict: Status | None) -> None:
    assert http_verdict(status) == verdict


def test_503_is_throttling_where_it_says_when_to_come_back() -> None:
    assert http_verdict(503, "Retry-After 120") is Status.THROTTLED
    assert http_verdict(500, "Retry-After 120") is Status.HTTP_ERROR


SCRIPT = b"<html><script>%s</script></html>"


@pytest.mark.parametrize(
    ("guard", "source"),
    [
        ("jsl", b"document.cookie='__jsl_clearance_s=1'"),
        ("ruishu", b"$_ts=window['$_ts'];if(!$_ts)$_ts={};"),
        ("wzws", b"var WZWS_CONFIRM=1"),
        ("acw", b"setCookie('acw_sc__v2', x)"),
        ("edgeone", b"/* EdgeOne */ var a=1"),
        ("cookie", b"document.cookie = 'a=1'; location.reload()"),
        ("cookie", b"document.cookie='a=1';window.location.href=location.href"),
    ],
)
def test_guards_are_named(guard: str, source: bytes) -> None:
    assert challenge(SCRIPT % source) == guard


def test_pages_with_content_are_no_challenge() -> None:
    guard = SCRIPT % b"document.cookie='__jsl_clearance=1'; location.reload()"
    links = b'<a href="/1">1</a>'
    assert challenge(guard + links * 2) == "jsl"
    assert challenge(guard + links * 3) is None
    assert challenge(guard + b" " * CHALLENGE_BYTES) is None
    plain = SCRIPT % b"document.cookie='a=1'; location.reload()"
    assert challenge(plain + b" " * SHELL_BYTES) is None
    assert challenge(b"<p>WZWS</p>") is None
    assert challenge(SCRIPT % b"document.cookie='a=1'") is None
    assert challenge(b"") is None
