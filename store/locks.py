"""One crawl at a time in a store: locks that end with the process that holds them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from .faults import Busy, StoreFault, refusals, shown


@contextmanager
def locked(engine: Engine, tables: str, work: str, shared: bool = False) -> Iterator[None]:
    """Holds a store for that work. Busy where another process is at it; those that share it keep out one that does not.

    SQLite: a lock on a file beside the database. PostgreSQL: an advisory lock of a connection of its own; a server that is
    restarted has forgotten it.
    """
    if engine.dialect.name == "sqlite":
        if engine.url.database in (None, "", ":memory:"):
            raise StoreFault("store in memory: it ends with this process; say sqlite:///FILE")
        with _file(Path(engine.url.database), tables, work, shared):
            yield
    else:
        with _advisory(engine, tables, work, shared):
            yield


@contextmanager
def _file(database: Path, tables: str, work: str, shared: bool) -> Iterator[None]:
    path = database.with_name(f"{database.name}.{work}.lock")
    with path.open("a+") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as held:
            file.seek(0)
            raise _busy(tables, work, f" (process {file.read().strip() or 'unknown'})") from held
        file.truncate(0)
        file.write(f"{os.getpid()} on {os.uname().nodename}")
        file.flush()
        yield


@contextmanager
def _advisory(engine: Engine, tables: str, work: str, shared: bool) -> Iterator[None]:
    number = {"n": int.from_bytes(sha256(f"dsci {work}".encode()).digest()[:8], signed=True)}
    asked = text(f"select pg_try_advisory_lock{'_shared' if shared else ''}(:n)")
    with refusals(tables):
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    with connection:
        try:
            with refusals(tables):
                free = connection.execute(asked, number).scalar()
            if not free:
                raise _busy(tables, work, "")
            yield
        finally:
            try:
                connection.execute(text("select pg_advisory_unlock_all()"))
            except DBAPIError:  # the server went away, and the lock with it
                connection.invalidate()


def _busy(tables: str, work: str, who: str) -> Busy:
    return Busy(f"{work}: another process is at it in store {shown(tables)}{who}; wait for it, or stop it")
