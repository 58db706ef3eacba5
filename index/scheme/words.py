"""Faults that several looks at a scheme file share."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..condition import Condition
from ..document import Document, Fault, Row


def one_of(doc: Document, row: Row, key: str, known: Collection[str]) -> Iterator[Fault]:
    """A fault where that word is none of the known ones."""
    if key in row and row.text(key) not in known:
        yield doc.fault(f"unknown {key} {row.text(key)!r}; known are {', '.join(known)}", *row.place, key)


def share(doc: Document, row: Row, key: str, what: str) -> Iterator[Fault]:
    """A fault where that number is no share."""
    if not 0 <= (row.number(key) or 0) <= 1:
        yield doc.fault(f"{what} is a share, 0 to 1", *row.place, key)


def comparison(doc: Document, row: Row, key: str) -> Iterator[Fault]:
    """A fault where that text states no comparison."""
    try:
        if key in row:
            Condition.parse(row.text(key))
    except ValueError as error:
        yield doc.fault(f"{key}: {error}", *row.place, key)
