"""The operator's cookies: read from the environment, sent to their own hosts over https, and never kept.

A cookie is one line `name=value; name=value` in DSCI_WEIBO_COOKIE or DSCI_KUAISHOU_COOKIE, or in the file that the variable
with _FILE names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote, urlsplit

from scrapy.http import Response
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

OWNERS = {"m.weibo.cn": "WEIBO", "weibo.com": "WEIBO", "www.kuaishou.com": "KUAISHOU"}  # host -> whose cookie it is sent
SHORTEST = 8  # characters; a shorter value (1, zh-CN) stands in any page
TOKEN, PIECE, RUN = 24, 8, 16  # of values that long, what cuts them short is found by runs of 16 characters; all ours
NOTE = "the answer repeated the operator's cookie, which was taken out"
MARK = b"***"


def cookie_for(url: str) -> str:
    """The operator's cookie for that address, '' where there is none. ValueError where it is no line of a header."""
    parts = urlsplit(url)
    owner = OWNERS.get(parts.netloc.lower().removesuffix(":443")) if parts.scheme == "https" else None
    if owner is None:
        return ""
    name = f"DSCI_{owner}_COOKIE"
    file = os.environ.get(f"{name}_FILE")
    cookie = (Path(file).read_text("utf-8") if file else os.environ.get(name, "")).strip()
    if not (cookie.isascii() and cookie.isprintable()):
        raise ValueError(f"{name}: want one line of printable ASCII: name=value; name=value")
    return cookie


def password_of(where: str) -> str:
    """The password in the URL of a database, '' where there is none."""
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        return ""
    asked = url.query.get("password", "")
    return str(url.password or asked)


def crumb(cookie: str, name: str) -> str:
    """The value of that name in a cookie, '' where it has none."""
    return next((value for key, value in _pairs(cookie) if key == name), "")


def scrubbed(response: Response, cookie: str) -> Response:
    """The answer without any value of that cookie in its body, headers or address; the same object where none stood there."""
    if not _secrets(cookie):
        return response
    found = [(name, response.headers.getlist(name)) for name in response.headers]
    headers = {scrub(name, cookie): [scrub(value, cookie) for value in values] for name, values in found}
    body, url = scrub(response.body, cookie), scrub(response.url.encode(), cookie).decode()
    same = body == response.body and url == response.url and headers == dict(found)
    return response if same else response.replace(body=body, headers=headers, url=url)


def hidden(text: str, url: str) -> str:
    """The text without the cookie that goes to that address."""
    return scrub(text.encode("utf-8", "replace"), cookie_for(url)).decode()


def scrub(raw: bytes, cookie: str) -> bytes:
    """The bytes without any value of that cookie, however it is written there."""
    small = raw.lower()
    spans = sorted({span for secret, token in _secrets(cookie) for span in _found(small, secret, token)})
    parts, end = [], 0
    for start, stop in spans:
        if start >= end:
            parts += [raw[end:start], MARK]
        end = max(end, stop)
    return b"".join([*parts, raw[end:]]) if spans else raw


def _found(raw: bytes, secret: bytes, token: bool) -> Iterator[tuple[int, int]]:
    """Where the secret stands: whole, or of a long token any run of 16 characters and more."""
    size = PIECE if token and len(secret) >= TOKEN else len(secret)
    for at in range(0, len(secret) - size + 1, size):
        piece, hit = secret[at : at + size], -1
        while (hit := raw.find(piece, hit + 1)) >= 0:
            start, stop = _grown(raw, secret, hit, at, size)
            if stop - start >= min(RUN, len(secret)):
                yield start, stop


def _grown(raw: bytes, secret: bytes, start: int, at: int, size: int) -> tuple[int, int]:
    """The longest stretch around that place which is the secret's."""
    stop, until = start + size, at + size
    while start > 0 and at > 0 and raw[start - 1] == secret[at - 1]:
        start, at = start - 1, at - 1
    while stop < len(raw) and until < len(secret) and raw[stop] == secret[until]:
        stop, until = stop + 1, until + 1
    return start, stop


@lru_cache(maxsize=8)
def _secrets(cookie: str) -> tuple[tuple[bytes, bool], ...]:
    """Every way to write a value of the cookie, in small letters; and whether it is one token, no list of parameters."""
    values = {value for _, value in _pairs(cookie) if len(value) >= SHORTEST}
    ways = {(way.lower().encode(), "&" not in unquote(value)) for value in values for way in _ways(value)}
    return tuple(sorted(ways))


def _ways(value: str) -> Iterator[str]:
    """The value as it is, percent-decoded, percent-encoded once and twice, and each as HTML and JSON write it."""
    plain = {form for form in (value, value.strip('"'), unquote(value)) if len(form) >= SHORTEST}
    once = {coded for form in plain for coded in (quote(form, safe=""), quote(form), quote_plus(form))}
    for form in plain | once:
        inside = json.dumps(form)[1:-1]
        yield from (form, escape(form), inside, inside.replace("/", "\\/"), quote(form, safe=""))


def _pairs(cookie: str) -> Iterator[tuple[str, str]]:
    for part in cookie.split(";"):
        name, _, value = part.strip().partition("=")
        yield name, value.strip()
