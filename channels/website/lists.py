"""The lists of portals, whatever content system makes them: one interface, a file a system.

A system is a module of this folder with a `FAMILY`; it is found by that name.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import NamedTuple

from ...contract import Answer
from . import __name__ as _package
from . import __path__ as _folder
from .page import Doc
from .rows import Block, Row, is_more, main_rows, menus, next_page, rows
from .urls import address, parameter

__all__ = ["Block", "Family", "Feed", "Line", "Listing", "Row", "families", "general", "is_more", "listing", "next_page", "rows"]


class Line(NamedTuple):
    """One line of a list."""

    url: str
    title: str
    published: datetime | None

    @property
    def key(self) -> str:
        return address(self.url)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page or a feed lists, newest first. `more`: older lines lie on a further page; `next`: its address, '' where
    none is known. `feed`: the address of the list itself, where the page is only the shell that loads it; `blank`: the
    page itself says that there is nothing in the list."""

    lines: tuple[Line, ...]
    more: bool
    family: str = ""
    next: str = ""
    feed: str = ""
    blank: bool = False

    @property
    def reach(self) -> datetime | None:
        """How far back it goes: the date of its last dated line. The oldest may be one that is pinned on top."""
        return next((line.published for line in reversed(self.lines) if line.published), None)


@dataclass(frozen=True, slots=True)
class Feed:
    """The interface by which a system's pages load their lists. `sign` stands in its every address and in the pages that
    use it, `counter` names the parameter that counts from 1 on; `read` ends with ShapeError where the answer is another."""

    sign: str
    counter: str
    read: Callable[[Answer], Listing]

    def place(self, url: str) -> int:
        """Where in the list that address begins: its page or record."""
        given = parameter(url, frozenset({self.counter.lower()}))
        return int(given) if given.isdecimal() and len(given) < 10 else 1


@dataclass(frozen=True, slots=True)
class Family:
    """A content system: how to know its pages, how to read their lists, the feed that fills them where there is one."""

    name: str
    recognises: Callable[[Doc], bool]
    read: Callable[[Doc], Listing]
    feed: Feed | None = None


@cache
def families() -> tuple[Family, ...]:
    """The content systems with a reader of their own."""
    modules = (import_module(f"{_package}.{m.name}") for m in pkgutil.iter_modules(_folder))
    return tuple(module.FAMILY for module in modules if hasattr(module, "FAMILY"))


def listing(doc: Doc) -> Listing:
    """What the page lists, read by the first content system that knows it."""
    family = next((f for f in families() if f.recognises(doc)), None)
    return family.read(doc) if family else general(doc)


def general(doc: Doc, family: str = "", more: bool = False, after: str = "") -> Listing:
    """The main list of any page; `more` and `after` are what its system knows of further pages."""
    following = next_page(doc) or after
    return Listing(lines(main_rows(rows(doc), menus(doc))), more or following != "", family, following)


def lines(found: Iterable[Row]) -> tuple[Line, ...]:
    """The rows as lines."""
    return tuple(Line(row.anchor.url, row.title, row.published) for row in found)


def feed_family(url: str) -> Family | None:
    """The system whose feed that address is of."""
    return next((f for f in families() if f.feed and f.feed.sign in url), None)


def loader(doc: Doc) -> str:
    """The sign of a feed that the page's scripts ask, '' where they ask none that is known."""
    fed = ((family.feed, family) for family in families() if family.feed)
    return next((feed.sign for feed, family in fed if feed.sign in doc.text or family.recognises(doc)), "")
