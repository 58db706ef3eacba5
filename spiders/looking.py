"""One look as Scrapy made it, in the words of the contract."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from scrapy.http import Response

from ..contract import Answer, Extract, Page
from ..store import kept_headers
from .secrets import NOTE, cookie_for, scrubbed


def answer_of(response: Response, page: Page) -> Answer:
    """An answer with its look, not yet read, and without the operator's cookie. What is no HTTP has no HTTP status."""
    as_received, response = response, scrubbed(response, cookie_for(page.url))
    raw = ((k.decode("latin-1"), v.decode("latin-1")) for k, vs in response.headers.items() for v in vs)
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    wait = (response.headers.get("Retry-After") or b"").decode("latin-1")
    page = replace(
        page,
        url=response.url,
        http_status=response.status if response.url.startswith("http") else None,
        content_type=kind[:200],
        reason="; ".join(filter(None, (wait and f"Retry-After {wait[:40]}", "" if response is as_received else NOTE))),
        sha256=sha256(response.body).hexdigest(),
        seconds=response.meta.get("seconds"),
    )
    return Answer(page, response.body, page.content_type, kept_headers(raw))


def ended(page: Page, extract: Extract) -> Page:
    """The look with how it ended, once it was read."""
    reason = extract.reason or page.reason
    scrubbed_too = NOTE in page.reason and NOTE not in reason
    return replace(page, status=extract.status, reason=f"{reason}; {NOTE}" if scrubbed_too else reason)
