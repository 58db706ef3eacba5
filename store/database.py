"""The database under a store: opened, its tables made, rows put into them; the same on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    Column,
    Connection,
    CursorResult,
    Engine,
    Select,
    Table,
    Text,
    TypeDecorator,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from .columns import bring_up, lacking
from .faults import StoreFault, shown, url_of

AT_ONCE = 5_000  # rows that are held in memory where there are many
MAKING = 0x64736369  # number of the advisory lock under which tables are made
POOL = {"pool_pre_ping": True, "pool_size": 2, "max_overflow": 4}  # few: a hundred workers share one server
PATIENCE = 30  # seconds that another process is waited for (ours)
ANSWER = {"connect_timeout": 10}  # seconds for a server to accept


def engine_of(tables: str) -> tuple[Engine, bool]:
    """The engine of a database URL, and True where it can only be read."""
    url = url_of(tables)
    if not url.drivername.startswith("sqlite"):
        return create_engine(url, connect_args=ANSWER, **POOL), False
    path = Path(url.database or "")
    readonly = bool(url.database) and _is_readonly(path)
    engine = create_engine(url, creator=partial(_reading, path)) if readonly else create_engine(url)
    event.listen(engine, "connect", _pragmas_of_reader if readonly else _pragmas)
    return engine, readonly


def _is_readonly(path: Path) -> bool:
    """True for a file that may only be read. StoreFault where none is there and none can be made."""
    if path.is_file():
        return not (_writable(path) and _writable(path.parent))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreFault(f"store {path}: there is none, and none can be made: {fault}") from fault
    if not _writable(path.parent):
        raise StoreFault(f"store {path}: there is none, and none can be made in a folder that is read-only")
    return False


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=True)


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that may not write. `immutable` only where SQLite wants files of its own beside it, and may not make them:
    then nobody writes, and no log is left unmerged."""
    log = path.with_name(f"{path.name}-wal")
    try:
        return _tried(path, "mode=ro")
    except sqlite3.OperationalError as fault:
        wants_files = fault.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if not wants_files or (log.is_file() and log.stat().st_size):
            raise
        return _tried(path, "mode=ro&immutable=1")


def _tried(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path))}?{mode}", uri=True, check_same_thread=False)
    try:
        connection.execute("select 1 from sqlite_master").close()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _pragmas(connection: Any, record: Any) -> None:
    _pragmas_of_reader(connection, record)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError as fault:  # for this SQLite does not wait by itself
            if fault.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(0.01)
    connection.execute("PRAGMA synchronous=NORMAL")


def _pragmas_of_reader(connection: Any, _record: Any) -> None:
    for pragma in (f"busy_timeout={1000 * PATIENCE}", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def make(engine: Engine, table: Table) -> None:
    """Makes the table where it is missing, whoever else does so at the same time, and gives it the columns it lacks."""
    if not inspect(engine).has_table(table.name):
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:n)"), {"n": MAKING})
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))
    bring_up(engine, table)


def there(engine: Engine, tables: str, table: Table) -> bool:
    """True where a store that can only be read has the table. StoreFault where it was made before columns that rows have now."""
    if not inspect(engine).has_table(table.name):
        return False
    if lacks := lacking(engine, table):
        raise StoreFault(f"store {shown(tables)}: read-only, and of an older version: {table.name} lacks {', '.join(lacks)}")
    return True


def streamed(connection: Connection, query: Select[Any]) -> CursorResult[Any]:
    """The rows of a query, few in memory at a time."""
    return connection.execute(query.execution_options(yield_per=AT_ONCE))


def upsert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]], key: Sequence[str]) -> None:
    """Inserts rows, or replaces those of the same key; of two of one key the last."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement: Any = insert(table)
    others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in key}
    if others:
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=others)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(key))
    left = iter(rows)
    while part := {tuple(row[k] for k in key): row for row in islice(left, AT_ONCE)}:
        connection.execute(statement, list(part.values()))


def in_order(engine: Engine, columns: Sequence[Column[Any]]) -> list[Any]:
    """The columns to order by: text by its code points in every database, whatever its language."""
    if engine.dialect.name != "postgresql":
        return list(columns)
    return [c.collate("C") if isinstance(_plain(c), Text) else c for c in columns]


def _plain(column: Column[Any]) -> Any:
    return column.type.impl if isinstance(column.type, TypeDecorator) else column.type
