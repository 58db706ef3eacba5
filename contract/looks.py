"""One look and what it means: the page, the answer, the facts and the further looks it proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from .words import Method, Status

NO_PAGES = frozenset({"dns", "tls", "https", "link", "inner", "visit"})  # purposes of heads and of questions to the host


@dataclass(frozen=True, slots=True)
class Page:
    """One look: one row per attempt, bytes or not.

    `purpose` says what was looked for (website: home, column, article ...; weibo: profile, timeline ...).
    `run` names the crawl; `seen_at` is its moment of observation (--as-of), `fetched_at` the wall clock.
    `sha256` is of the bytes as received. The bytes lie in `warc` at `offset`, `length` bytes long.
    """

    id: str
    url: str
    unit: str
    channel: str
    account: str
    purpose: str
    run: str
    attempt: int
    fetched_at: datetime
    seen_at: datetime
    status: Status
    http_status: int | None = None
    content_type: str = ""
    reason: str = ""
    sha256: str = ""
    warc: str = ""
    offset: int | None = None
    length: int | None = None
    method: Method = Method.PUBLIC_PAGE
    simulated: bool = False
    asked: str = ""  # the address as it was proposed, where a redirect or another way led to `url`
    about: str = ""  # what the page that proposed this look said of it, as its Target did
    seconds: float | None = None  # from the request to the last byte


def page_id(run: str, channel: str, unit: str, purpose: str, url: str, attempt: int = 0) -> str:
    """32 hex digits, the same for the same attempt of the same look, so that writing again changes nothing."""
    return sha256("\n".join((run, channel, unit, purpose, url, str(attempt))).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on one look, as `channels.<name>.extract` is handed it. Pure data, no clock."""

    page: Page
    body: bytes
    content_type: str = ""
    headers: tuple[tuple[str, str], ...] = ()  # of the response, names as sent


@dataclass(frozen=True, slots=True)
class Target:
    """A look that a page proposes. Spiders choose among them within their budget, lowest `order` first.

    `about` is handed on to the Page: what is known of the look by where it was proposed.
    """

    url: str
    purpose: str
    order: int = 0
    account: str = ""
    method: str = "GET"
    about: str = ""
    body: str = ""  # of a POST; the address carries in its fragment what tells two such looks apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one page says. `key` is the platform's own id; the latest per (kind, account, key) counts."""

    page: str
    unit: str
    channel: str
    account: str
    key: str
    seen_at: datetime


F = TypeVar("F", bound=Fact)


def fact(kind: type[F], page: Page, key: str, /, **fields: object) -> F:
    """A fact of that kind, seen on that page."""
    return kind(
        page=page.id,
        unit=page.unit,
        channel=page.channel,
        account=page.account,
        key=key,
        seen_at=page.seen_at,
        **fields,
    )


@dataclass(frozen=True, slots=True)
class Extract:
    """What one answer means: its status, the facts, the looks it proposes.

    `redacted` replaces the bytes in the archive where they carried citizens' words;
    extracting it must give the same facts again.
    """

    status: Status
    facts: tuple[Fact, ...] = ()
    follow: tuple[Target, ...] = ()
    reason: str = ""
    redacted: bytes | None = None
