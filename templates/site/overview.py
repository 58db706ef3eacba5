"""The pages that look over everything: front, exemplars, cases, schemes, method, downloads, and the empty table to compare in."""

from __future__ import annotations

from collections.abc import Sequence

from ...contract import BookContext, Download
from ..fetcher import digest
from ..words import tidy
from .addresses import exemplar_file, scheme_file
from .press import Press


def write_overview(press: Press, book: BookContext, downloads: Sequence[Download]) -> None:
    """Writes all of them, and the pictures that they show."""
    write_pictures(press, book)
    book = tidy(book)
    press.page("index.html", "front", book=book)
    press.page("compare.html", "compare")
    for channel, title in zip(book.channels, book.channel_titles, strict=True):
        leaders = tuple(leader for leader in book.leaders if leader.channel == channel)
        press.page(exemplar_file(channel), "exemplars", book=book, channel=channel, title=title, leaders=leaders)
    if book.practices:
        press.page("cases.html", "cases", book=book)
    for scheme in press.site.schemes:
        press.page(scheme_file(scheme.scheme), "scheme", scheme=scheme)
    press.page("schemes.html", "schemes", book=book)
    press.page("method.html", "method", book=book)
    press.page("downloads.html", "downloads", downloads=tuple(downloads))


def write_pictures(press: Press, book: BookContext) -> None:
    """Writes the leaders' captured pages, named by their digest, where pages of all languages find them."""
    folder = press.out / "pictures"
    for leader in book.leaders:
        if leader.picture:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{digest(leader.picture.png)}.png").write_bytes(leader.picture.png)
