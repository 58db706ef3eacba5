"""Files of WARC records against the rows that name them: every record of every file, and every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import select

from ..contract import Page
from .database import in_order
from .folder import LOST
from .kept import Store
from .reading import Line, Named, Reading
from .tables import table_of

AT_ONCE = 1000  # rows in memory


def archived(store: Store) -> Iterator[Line]:
    """Lines on the files of a store, in the order of their names."""
    rows = groupby(_named(store), key=lambda row: row.warc)
    warc, group = next(rows, ("", iter(())))
    for name in store.archive.names():
        while warc and warc < name:
            yield from _missing(warc, group)
            warc, group = next(rows, ("", iter(())))
        named = group if warc == name else iter(())
        yield from _file(store, name, named)
        if warc == name:
            for _ in group:
                pass
            warc, group = next(rows, ("", iter(())))
    while warc:
        yield from _missing(warc, group)
        warc, group = next(rows, ("", iter(())))


def _named(store: Store) -> Iterator[Named]:
    """Every page with bytes by file and offset, a thousand in memory at a time."""
    page = table_of(Page)
    columns = [page.c[name] for name in Named.__dataclass_fields__]
    order = in_order(store.engine, [page.c.warc, page.c.offset, page.c.id])
    if not store.has(page):
        return
    with store.engine.connect() as connection:
        query = select(*columns).where(page.c.offset.is_not(None)).order_by(*order)
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
            yield Named(*row)


def _missing(warc: str, group: Iterable[Named]) -> Iterator[Line]:
    rows = iter(group)
    first = next(rows)
    yield f"{warc}: the file is not in the archive; {1 + sum(1 for _ in rows)} pages lie in it, the first {first}", True


def _file(store: Store, name: str, named: Iterator[Named]) -> Iterator[Line]:
    if LOST in name:
        yield f"{name}: {store.archive.size(name)} bytes that no row named, set aside", False
    elif not name.endswith(".warc.gz"):
        yield f"{name}: no file of this store", False
    else:
        yield from Reading(name).lines(store, named)
