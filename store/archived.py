"""Files of WARC records against the rows that name them: every record of every file, and every row."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

from sqlalchemy import and_, or_, select

from ..contract import Page
from .database import in_order, streamed
from .folder import LOST
from .kept import Store
from .reading import Found, Named, Reading
from .tables import table_of

HASH_ONLY = frozenset({"visit"})  # purposes of looks whose bytes are not kept


def archived(store: Store) -> Iterator[Found]:
    """Lines on the files of a store, in the order of their names."""
    names = list[str]()
    try:
        names.extend(store.archive.names())
    except OSError as fault:
        yield Found(f"evidence {store.archive.where}: its files cannot be listed: {fault}")
    files = ((name, None) for name in names)
    rows = ((row.warc, row) for row in _named(store))
    name_of = itemgetter(0)
    for name, both in groupby(merge(files, rows, key=name_of), key=name_of):
        found = filter(None, map(itemgetter(1), both))  # None: the file itself
        try:
            yield from _file(store, name, found)
        except OSError as fault:
            yield Found(f"{name}: it cannot be read: {fault}")
    yield from _nowhere(store)


def _nowhere(store: Store) -> Iterator[Found]:
    """Pages whose rows tell of bytes and not where they lie."""
    page = table_of(Page)
    told = or_(page.c.warc != "", and_(page.c.sha256 != "", page.c.purpose.not_in(HASH_ONLY)))
    query = select(page.c.id, page.c.url).where(page.c.offset.is_(None), told).order_by(page.c.id)
    if not store.has(page):
        return
    with store.engine.connect() as connection:
        for row in streamed(connection, query):
            yield Found(f"page {row.id} ({row.url}): its row has a hash or a file, and no place of its bytes")


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


def _file(store: Store, name: str, named: Iterator[Named]) -> Iterator[Found]:
    size = store.archive.size(name)
    if size is None:
        yield from _unread(name, "the file is not in the archive", named)
    elif name.endswith(".warc.gz"):
        yield from Reading(name).lines(store, named)
    else:
        why = f"{size} bytes that no row named, set aside" if LOST in name else "no file of this store"
        yield Found(f"{name}: {why}", fault=False)
        yield from _unread(name, "it is not read", named)


def _unread(name: str, why: str, named: Iterator[Named]) -> Iterator[Found]:
    if first := next(named, None):
        yield Found(f"{name}: {why}; {1 + sum(1 for _ in named)} pages lie in it, the first {first}")
