"""Files of WARC records against the rows that name them: every record of every file, and every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select

from ..contract import Page
from .database import in_order, streamed
from .folder import LOST
from .kept import Store
from .reading import Found, Named, Reading
from .tables import table_of


def archived(store: Store) -> Iterator[Found]:
    """Lines on the files of a store, in the order of their names."""
    files = ((name, None) for name in store.archive.names())
    rows = ((row.warc, row) for row in _named(store))
    name_of = itemgetter(0)
    for name, both in groupby(merge(files, rows, key=name_of), key=name_of):
        found = map(itemgetter(1), both)
        first = next(found)  # a file comes before its rows
        yield from _file(store, name, found) if first is None else _missing(first, found)


def _named(store: Store) -> Iterator[Named]:
    """Every page with bytes by file and offset."""
    page = table_of(Page)
    columns = [page.c[name] for name in Named.__dataclass_fields__]
    order = in_order(store.engine, [page.c.warc, page.c.offset, page.c.id])
    if not store.has(page):
        return
    with store.engine.connect() as connection:
        query = select(*columns).where(page.c.offset.is_not(None)).order_by(*order)
        yield from (Named(**row) for row in streamed(connection, query).mappings())


def _missing(first: Named, rest: Iterable[Named]) -> Iterator[Found]:
    pages = 1 + sum(1 for _ in rest)
    yield Found(f"{first.warc}: the file is not in the archive; {pages} pages lie in it, the first {first}")


def _file(store: Store, name: str, named: Iterator[Named]) -> Iterator[Found]:
    if LOST in name:
        yield Found(f"{name}: {store.archive.size(name)} bytes that no row named, set aside", fault=False)
    elif not name.endswith(".warc.gz"):
        yield Found(f"{name}: no file of this store", fault=False)
    else:
        yield from Reading(name).lines(store, named)
