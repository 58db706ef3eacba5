"""A whole store taken to another place, from one database to the other as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Table, func, inspect, select

from ..contract import Fact, Page
from .archive import Archive
from .faults import StoreFault, refusals, shown
from .kept import Store
from .tables import FINISHED, RECORDS, table_of

AT_ONCE = 1000  # rows in memory
CHUNK = 1 << 20


@dataclass(frozen=True)
class Moved:
    """What was copied: files and bytes of evidence, rows by table."""

    files: int
    size: int
    rows: dict[str, int]


def move(source: Store, target: Store, kinds: Iterable[type[Fact]], told: Callable[[str], None]) -> Moved:
    """Copies files, then all rows in one transaction, so that a target holds all of them or none; the source stays as it is.

    Stopped, it goes on: files that are whole in the target are kept. `told` gets each file's and table's name. StoreFault
    names what stands in the way: rows in the target, a file of other bytes, a table that this version does not know.
    """
    tables = _tables(source, kinds)
    for table in tables:
        target.has(table)
    with refusals(target.tables), target.engine.connect() as connection:
        _refuse_rows(target, connection, tables)
    _refuse_without_evidence(source)
    files, size = _copied(source.archive, target.archive, told)
    rows: dict[str, int] = {}
    with refusals(target.tables), _at_one_moment(source) as reading, target.engine.begin() as writing:
        _refuse_rows(target, writing, tables)
        for table in tables:
            told(table.name)
            rows[table.name] = _filled(reading, writing, table)
    return Moved(files, size, rows)


def _tables(source: Store, kinds: Iterable[type[Fact]]) -> list[Table]:
    """The source's tables. StoreFault for one with rows that is of no known kind."""
    known = {t.name: t for t in (FINISHED, *map(table_of, (*RECORDS, *kinds)))}
    have = set(inspect(source.engine).get_table_names())
    whole_file = source.engine.dialect.name == "sqlite"  # a server may hold other people's tables
    with source.engine.connect() as connection:
        for name in sorted(have - set(known)):
            quoted = source.engine.dialect.identifier_preparer.quote(name)
            ours = whole_file or name.startswith("fact_")
            if ours and connection.exec_driver_sql(f"select 1 from {quoted} limit 1").first():
                raise StoreFault(f"store {shown(source.tables)}: table {name} is of no kind that this version knows")
    return [table for name, table in sorted(known.items()) if name in have and source.has(table)]


def _refuse_rows(target: Store, connection: Connection, tables: Iterable[Table]) -> None:
    for table in tables:
        if connection.execute(select(func.count()).select_from(select(table.c[0]).limit(1).subquery())).scalar():
            raise StoreFault(f"store {shown(target.tables)}: table {table.name} holds rows; a store is moved to an empty place")


def _refuse_without_evidence(source: Store) -> None:
    page = table_of(Page)
    with source.engine.connect() as connection:
        for (name,) in connection.execute(select(page.c.warc).where(page.c.offset.is_not(None)).distinct()):
            if source.archive.size(name) is None:
                raise StoreFault(f"evidence {source.archive.place(name)}: pages lie in it, and it is not there")


def _copied(source: Archive, target: Archive, told: Callable[[str], None]) -> tuple[int, int]:
    """Files and bytes that both have at the end."""
    files = size = 0
    for name in source.names():
        told(name)
        if source.where != target.where:
            _copy(source, target, name)
        files, size = files + 1, size + (source.size(name) or 0)
    return files, size


def _copy(source: Archive, target: Archive, name: str) -> None:
    if target.size(name) is not None:
        if _digest(source, name) != _digest(target, name):
            raise StoreFault(f"evidence {target.place(name)}: other bytes than {source.place(name)}; nothing is overwritten")
        return
    with source.open(name) as file:
        target.take(name, file)
    if _digest(source, name) != _digest(target, name):
        raise StoreFault(f"evidence {target.place(name)}: its bytes did not arrive as they were sent")


def _digest(archive: Archive, name: str) -> bytes:
    found = sha256()
    with archive.open(name) as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.digest()


@contextmanager
def _at_one_moment(source: Store) -> Iterator[Connection]:
    """A connection that sees all tables as they were when it was opened."""
    with source.engine.connect() as connection:
        if source.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def _filled(reading: Connection, writing: Connection, table: Table) -> int:
    """Rows copied."""
    count = 0
    found = reading.execution_options(yield_per=AT_ONCE).execute(select(table))
    for part in found.mappings().partitions(AT_ONCE):
        writing.execute(table.insert(), [dict(row) for row in part])
        count += len(part)
    arrived = writing.execute(select(func.count()).select_from(table)).scalar()
    if arrived != count:
        raise StoreFault(f"table {table.name}: {count} rows were sent, {arrived} arrived")
    return count
