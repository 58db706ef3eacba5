"""Looks made for the tests of stores."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from dsci.contract import Entry, Page, Profile, Status, fact, page_id
from dsci.store import Look

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)
KINDS = (Entry, Profile)


def look(number: int, body: bytes = b"<html>1</html>", redacted: bytes | None = None) -> Look:
    url = f"https://www.example.gov.cn/{number}"
    page = Page(
        page_id("r", "website", "330000", "column", url), url, "330000", "website", "www.example.gov.cn", "column", "r", 0,
        NOW, NOW, Status.OK, 200, "text/html", sha256=sha256(body).hexdigest(),
    )  # fmt: skip
    row = fact(Entry, page, url, column="c", kind="news", title="标题\x00\ud800", published=NOW, position=number)
    return Look(page, (("Content-Type", "text/html"), ("Set-Cookie", "SUB=secret")), body, redacted, (row,))
