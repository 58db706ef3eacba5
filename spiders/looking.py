"""One look as Scrapy makes it: the request, and the answer in the words of the contract."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from scrapy.http import Response

from ..contract import Answer, Page
from ..store import kept_headers


def answer_of(response: Response, page: Page) -> Answer:
    """An answer with its look, not yet read. What is no HTTP has no HTTP status."""
    raw = ((k.decode("latin-1"), v.decode("latin-1")) for k, vs in response.headers.items() for v in vs)
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    wait = (response.headers.get("Retry-After") or b"").decode("latin-1")
    page = replace(
        page,
        url=response.url,
        http_status=response.status if response.url.startswith("http") else None,
        content_type=kind[:200],
        reason=f"Retry-After {wait[:40]}" if wait else "",
        sha256=sha256(response.body).hexdigest(),
        seconds=response.meta.get("seconds"),
    )
    return Answer(page, response.body, page.content_type, kept_headers(raw))
