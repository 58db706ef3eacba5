"""A list page: which column it is, what it lists, the articles to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...contract import META_COLUMN, Column, Entry, Extract, Fact, Page, Status, Target, fact
from .lists import Listing, Row, listing
from .meta import meta_fact
from .page import Doc, text_of
from .urls import address, is_file, within
from .vocabulary import COLUMN_KINDS, NOTHING, kind_of

ARTICLES = 2
READ_KINDS = ("news", "notice", "policy")
_PARTS = re.compile(r"\s*[-_|–—>＞»·]+\s*|\s{2,}")
# scripts that fetch a list: without them an empty page says nothing about the column
_LOADERS = ("/module/web/jpage/dataproxy", "jpaas-publish-server", "/gkmlpt/api/", "getInfoCommon")


@dataclass(frozen=True, slots=True)
class Name:
    """What a column is called, and its kind."""

    text: str
    kind: str


def read_column(doc: Doc) -> Extract:
    """The column, its entries, and its first articles to read."""
    found = listing(doc)
    name = column_name(doc)
    loader = next((sign for sign in _LOADERS if sign in doc.text), "")
    if not found.rows and loader and not NOTHING.search(doc.words):
        return Extract(Status.CHANGED_SHAPE, reason=f"list loaded by script: {loader}")
    facts: list[Fact] = [column_fact(doc.page, name, found), meta_fact(doc, "column", META_COLUMN)]
    facts += entries(doc, name, found.rows)
    return Extract(Status.OK if found.rows else Status.EMPTY, tuple(facts), tuple(articles(doc, name, found.rows)))


def column_name(doc: Doc) -> Name:
    """By ColumnName, then by title and headings, then by ColumnType; `other` where none of them is a known name."""
    given, sort = doc.metas.get("columnname", ""), doc.metas.get("columntype", "")
    seen = [part for part in _PARTS.split(doc.title) if part]
    seen += [text_of(h) for level in ("h1", "h2") for h in doc.body.iter(level)][:6]
    known = next((text for text in (given, *seen, sort) if kind_of(text) in COLUMN_KINDS), "")
    return Name(given or known or (seen[0] if seen else ""), kind_of(known) or "other")


def column_fact(page: Page, name: Name, found: Listing) -> Column:
    dates = [row.published for row in found.rows if row.published]
    return fact(
        Column,
        page,
        address(page.url),
        name=name.text,
        kind=name.kind,
        items=len(found.rows),
        dated=len(dates),
        newest=max(dates, default=None),
        more=found.more,
    )


def blank_column(page: Page) -> Column:
    """The column of a page that is gone or blank: linked, and nothing in it."""
    return column_fact(page, Name("", "other"), Listing((), False))


def entries(doc: Doc, name: Name, rows: Iterable[Row]) -> Iterator[Entry]:
    """One entry per address. Its key names the column too: the same article may stand in columns of two kinds."""
    first: dict[str, tuple[int, Row]] = {}
    for place, row in enumerate(rows):
        first.setdefault(f"{row.anchor.key} {doc.key}", (place, row))
    for key, (place, row) in first.items():
        about: dict[str, object] = {"title": row.title, "published": row.published, "position": place}
        yield fact(Entry, doc.page, key, column=doc.key, kind=name.kind, **about)


def articles(doc: Doc, name: Name, rows: tuple[Row, ...]) -> list[Target]:
    """The first articles of a column of news, notices or policy that lie on the portal itself."""
    own = [row.anchor.url for row in rows if within(row.anchor.url, doc.host) and not is_file(row.anchor.url)]
    return [Target(url, "article", place) for place, url in enumerate(own[:ARTICLES]) if name.kind in READ_KINDS]
