"""What a document may fetch: the package's own fonts, and the pictures that it carries itself."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..contract import BookContext, CardContext
from .words import FONTS


class OwnFonts(URLFetcher):  # type: ignore[misc]
    """Fetches those and refuses every other address; a refusal never stops a document."""

    own = {path.as_uri(): path for path in FONTS.glob("*.ttf")}

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        super().__init__()
        self.pictures = pictures or {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url in self.pictures:
            return URLFetcherResponse(url, self.pictures[url], {"Content-Type": "image/png"})
        if url not in self.own:
            raise ValueError(f"refused: {url[:200]}")
        return URLFetcherResponse(url, self.own[url].read_bytes(), {"Content-Type": "font/ttf"})


def digest(png: bytes) -> str:
    """The name that a picture has in a document: the SHA-256 of its bytes."""
    return sha256(png).hexdigest()


def pictures_of(context: BookContext | CardContext) -> Mapping[str, bytes]:
    """The pictures of a document by the addresses that they have in it."""
    leaders = context.leaders if isinstance(context, BookContext) else ()
    return {f"picture:{digest(leader.picture.png)}": leader.picture.png for leader in leaders if leader.picture}
