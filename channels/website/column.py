"""The first page of a list: which column it is, what it lists, what to look at next."""

from __future__ import annotations

import re

from ...contract import META_COLUMN, Column, Extract, Page, Status, Target
from .about import About
from .inner import inner
from .listed import articles, column_fact, entries, onward
from .lists import Listing, listing, loader
from .meta import meta_fact
from .page import Doc, text_of
from .urls import address
from .vocabulary import COLUMN_KINDS, NOTHING, kind_of

HINT = "hint"  # the kind of a look that the registry proposed, not the portal
_PARTS = re.compile(r"\s*[-_|–—>＞»·]+\s*|\s{2,}")


def read_column(doc: Doc) -> Extract:
    """The column, its entries, its first articles and next page; of a shell the feed that holds the list."""
    found, about, tags = listing(doc), about_column(doc), meta_fact(doc, "column", META_COLUMN)
    if found.feed:
        target = Target(found.feed, "feed", about=about.text)
        return Extract(Status.OK, (tags,), (target, *inner(doc, ())))
    if found.lines:
        follow = (*articles(doc.page, about, found), *onward(doc.page, about, found))
        facts = (column_fact(doc.page, about, found), tags, *entries(doc.page, about, found))
        return Extract(Status.OK, facts, (*follow, *inner(doc, follow)))
    sign = "" if found.blank or NOTHING.search(doc.words) else loader(doc)
    if sign:
        return Extract(Status.CHANGED_SHAPE, reason=f"list loaded by script: {sign}")
    return Extract(Status.EMPTY, (tags,) if hinted(doc.page) else (column_fact(doc.page, about, found), tags))


def about_column(doc: Doc) -> About:
    """What the page is by ColumnName, then by title and headings, then by ColumnType, then by the link that led to it;
    `other` where none of them is a known name."""
    led = About.of(doc.page)
    given, sort = doc.metas.get("columnname", ""), doc.metas.get("columntype", "")
    seen = [part for part in _PARTS.split(doc.title) if part]
    seen += [text_of(h) for level in ("h1", "h2") for h in doc.body.iter(level)][:6]
    known = next((text for text in (given, *seen, sort) if kind_of(text) in COLUMN_KINDS), "")
    name = given or known or led.name or (seen[0] if seen else "")
    return About(kind_of(known) or kind_led(led), doc.key, name)


def kind_led(led: About) -> str:
    """The kind that the look was proposed for."""
    return led.kind if led.kind in COLUMN_KINDS else "other"


def hinted(page: Page) -> bool:
    """True for a column that only the registry names: the portal need not have it."""
    return About.of(page).kind == HINT


def blank_column(page: Page) -> Column:
    """The column of a page that is gone or blank: linked, and nothing in it."""
    led = About.of(page)
    return column_fact(page, About(kind_led(led), address(page.asked or page.url), led.name), Listing((), False))
