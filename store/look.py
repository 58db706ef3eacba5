"""What a look brought, before it is kept and after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..contract import Fact, Page
from .place import Place
from .warc import Headers


@dataclass(frozen=True)
class Look:
    """A page with what it gave, ready to be written."""

    page: Page
    headers: Headers = ()
    body: bytes | None = None
    redacted: bytes | None = None
    facts: tuple[Fact, ...] = ()


def placed(page: Page, place: Place) -> Page:
    """The page with the place of its bytes."""
    return replace(page, warc=place.warc, offset=place.offset, length=place.length)
