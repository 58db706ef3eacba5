"""What the tests of the four social channels share: answers as spiders hand them over, measuring without a store."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from dsci.channels import channels
from dsci.contract import Account, Answer, Extract, Fact, Method, Observation, Page, Period, Post, Profile, Status, fact

SEEN = datetime.fromisoformat("2026-10-31T20:00:00+08:00")
UNIT = "330100"


def look(channel: str, purpose: str, url: str = "https://example.org/", **fields: object) -> Page:
    """A look at SEEN that brought an answer."""
    usual: dict[str, object] = {"account": "1", "unit": UNIT, "seen_at": SEEN, "status": Status.OK, "http_status": 200}
    usual |= {"run": "r", "method": Method.PUBLIC_API}
    return Page(
        id=f"{purpose} {url}", url=url, channel=channel, purpose=purpose, attempt=0, fetched_at=SEEN,
        **usual | fields,  # type: ignore[arg-type]
    )  # fmt: skip


def read(channel: str, purpose: str, body: object, url: str = "https://example.org/", **fields: object) -> Extract:
    """What that channel reads in that body: bytes as they are, text as UTF-8, anything else as JSON."""
    raw = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return channels()[channel].extract(Answer(look(channel, purpose, url, **fields), raw))


def account(channel: str, platform: str, id: str = "1", role: str = "main") -> Account:
    return Account(UNIT, channel, platform, id, role=role, source="test", checked="2026-10-31")


def post(page: Page, key: str, moment: str = "", **fields: object) -> Post:
    """A post seen on that page, published at that moment in China, of which nothing else is known."""
    published = datetime.fromisoformat(moment + "+08:00") if moment else None
    return fact(Post, page, key, **{"published": published, "title": "", "pinned": False, "media": ()} | fields)


def profile(page: Page, **fields: object) -> Profile:
    """A profile seen on that page, of which nothing else is known."""
    return fact(Profile, page, "key", **{"name": "", "description": "", "verified_reason": ""} | fields)


def measured(
    channel: str, looks: Iterable[Page], facts: Iterable[Fact] = (), accounts: Iterable[Account] = ()
) -> dict[str, Observation]:
    """Observations at SEEN by the name of their metric."""
    rows = channels()[channel].table.measure(UNIT, list(accounts), list(looks), facts, Period.parse("2026"), SEEN)
    return {row.metric.split(".", 1)[1]: row for row, _ in rows}


def values(rows: dict[str, Observation]) -> dict[str, float | None]:
    return {name: row.value for name, row in rows.items()}


def statuses(rows: dict[str, Observation]) -> set[Status]:
    return {row.status for row in rows.values()}
