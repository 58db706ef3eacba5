"""A store against itself: bytes against hashes, facts against pages, observations against evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..contract import Fact
from .archived import archived
from .faults import refusals, shown
from .kept import Store
from .linked import linked
from .reading import Found


def examined(store: Store, kinds: Iterable[type[Fact]]) -> Iterator[Found]:
    """What is wrong with a store, and what lies in it that no row names; file by file and table by table, nothing held.
    StoreFault where the database is too damaged to be read."""
    with refusals(store.tables):
        yield from map(Found, _database(store))
        yield from archived(store)
        yield from map(Found, linked(store, kinds))


def verify(store: Store, kinds: Iterable[type[Fact]]) -> Iterator[str]:
    """One line per fault, naming the page, fact or observation; nothing when all is right."""
    yield from (found.text for found in examined(store, kinds) if found.fault)


def _database(store: Store) -> Iterator[str]:
    """What SQLite finds wrong with its file; PostgreSQL has no such question."""
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:
            told = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
            yield from (f"store {shown(store.tables)}: {' '.join(line.split())}" for line in told if line != "ok")
