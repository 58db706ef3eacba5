"""A whole store taken to another place, from one database to the other as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Table, func, inspect, select

from ..contract import Fact, Page
from .archive import Archive
from .database import streamed
from .faults import StoreFault, refusals, shown
from .kept import Store
from .tables import FINISHED, RECORDS, table_of

CHUNK = 1 << 20


@dataclass(frozen=True)
class Moved:
    """What was copied: files and bytes of evidence, rows by table."""

    files: int
    size: int
    rows: dict[str, int]


def move(source: Store, target: Store, kinds: Iterable[type[Fact]], told: Callable[[str], None]) -> Moved:
    """Copies files, then all rows in one transaction, so that a target holds all of them or none; the source stays as it is.

    Stopped, it goes on: files that are whole in the target are kept, one that has grown since is taken again. `told` gets
    each file's and table's name. StoreFault names what stands in the way: evidence of both in one place, rows in the target,
    a file of other bytes, a table that this version does not know, pages in bytes that are not there (somebody wrote to the
    source meanwhile).
    """
    if source.archive.resolved == target.archive.resolved:
        both = f"{source.archive.where} of the source, {target.archive.where} of the target"
        raise StoreFault(f"evidence {both}: one place; each store writes to files of its own")
    with refusals(source.tables):
        tables = _tables(source, kinds)
    for table in tables:
        target.has(table)
    with refusals(target.tables), target.engine.connect() as connection:
        _refuse_rows(target, connection, tables)
    with refusals(source.tables), source.engine.connect() as connection:
        _refuse_beyond(connection, source.archive, "the source is not whole: see `dsci verify`")
    files, size = _copied(source.archive, target.archive, told)
    rows: dict[str, int] = {}
    with refusals(target.tables), _at_one_moment(source) as reading, target.engine.begin() as writing:
        _refuse_rows(target, writing, tables)
        _refuse_beyond(reading, target.archive, "written meanwhile; the same command goes on")
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


def _refuse_beyond(connection: Connection, archive: Archive, why: str) -> None:
    """StoreFault names a file that does not hold all pages that lie in it."""
    page = table_of(Page)
    ends = select(page.c.warc, func.max(page.c.offset + page.c.length)).where(page.c.offset.is_not(None))
    for name, end in connection.execute(ends.group_by(page.c.warc)):
        if (archive.size(name) or 0) < end:
            held = f"{archive.size(name) or 0} bytes of the {end} in which pages lie"
            raise StoreFault(f"evidence {archive.place(name)}: {held}; {why}")


def _copied(source: Archive, target: Archive, told: Callable[[str], None]) -> tuple[int, int]:
    """Files and bytes that both have at the end."""
    files = size = 0
    for name in source.names():
        told(name)
        _copy(source, target, name)
        files, size = files + 1, size + (source.size(name) or 0)
    return files, size


def _copy(source: Archive, target: Archive, name: str) -> None:
    size, has = source.size(name) or 0, target.size(name)
    if has is not None and not _begins(source, target, name, has):
        raise StoreFault(f"evidence {target.place(name)}: other bytes than {source.place(name)}; nothing is overwritten")
    if has is not None and has >= size:
        return
    with source.open(name) as file:
        target.take(name, file)
    arrived = target.size(name) or 0
    if arrived < size or not _begins(source, target, name, arrived):
        raise StoreFault(f"evidence {target.place(name)}: its bytes did not arrive as they were sent")


def _begins(source: Archive, target: Archive, name: str, size: int) -> bool:
    """True where the source's file begins with those bytes of the target's: it may grow while it is copied."""
    return _digest(source, name, size) == _digest(target, name, size)


def _digest(archive: Archive, name: str, size: int) -> bytes:
    found = sha256()
    with archive.open(name) as file:
        while size and (chunk := file.read(min(size, CHUNK))):
            found.update(chunk)
            size -= len(chunk)
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
    for part in streamed(reading, select(table)).mappings().partitions():
        writing.execute(table.insert(), [dict(row) for row in part])
        count += len(part)
    arrived = writing.execute(select(func.count()).select_from(table)).scalar()
    if arrived != count:
        raise StoreFault(f"table {table.name}: {count} rows were sent, {arrived} arrived")
    return count
