"""From an answer to its reader: transport first, then the reader of the purpose; and addresses of next pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from ..contract import Answer, Extract, Status
from .blocks import challenge, http_verdict
from .shapes import Ended

LARGEST = 8_000_000  # bytes; the largest WeChat page recorded has 3.1 million

Reader = Callable[[Answer], Extract]


def extractor(readers: Mapping[str, Reader], deleted_at_404: Collection[str] = ()) -> Reader:
    """An extract that hands an answer to the reader of its purpose, after the transport has been judged.

    A missing page is a finding where the purpose is in `deleted_at_404`, elsewhere an error of ours or the endpoint's.
    """

    def extract(answer: Answer) -> Extract:
        page = answer.page
        if page.purpose not in readers:
            raise ValueError(f"{page.channel}: no page is looked at for {page.purpose!r}")
        if len(answer.body) > LARGEST:
            return Extract(Status.TOO_LARGE, reason=f"{len(answer.body)} bytes")
        if page.http_status in (404, 410):
            return Extract(Status.DELETED if page.purpose in deleted_at_404 else Status.HTTP_ERROR, reason=str(page.http_status))
        refused = http_verdict(page.http_status, page.reason)
        if refused:
            return Extract(refused, reason=page.reason or f"HTTP {page.http_status}")
        try:
            return readers[page.purpose](answer)
        except Ended as end:
            wall = challenge(answer.body) if end.status is Status.CHANGED_SHAPE else None
            return Extract(Status.BLOCKED, reason=wall) if wall else Extract(end.status, reason=str(end))

    return extract


def query(url: str) -> dict[str, str]:
    """The parameters of an address."""
    try:
        return dict(parse_qsl(urlsplit(url).query))
    except ValueError:
        return {}


def host(url: str) -> str:
    """The host of an address, '' where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def with_query(url: str, drop: Collection[str] = (), **changes: str) -> str:
    """The address with these parameters set and those dropped."""
    kept = {name: value for name, value in query(url).items() if name not in drop}
    return urlsplit(url)._replace(query=urlencode(kept | changes, safe="=")).geturl()
