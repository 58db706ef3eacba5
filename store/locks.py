"""One crawl a channel in a store: a lock that ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from .faults import Busy, shown


@contextmanager
def locked(engine: Engine, tables: str, channels: Iterable[str]) -> Iterator[None]:
    """Holds those channels of a store. Busy names the first that another process holds.

    SQLite: a lock on a file beside the database. PostgreSQL: an advisory lock of a connection of its own; a server that is
    restarted has forgotten it.
    """
    names = sorted(set(channels))
    if engine.dialect.name == "sqlite":
        with ExitStack() as stack:
            for channel in names:
                stack.enter_context(_file(Path(engine.url.database or ""), tables, channel))
            yield
    else:
        with _advisory(engine, tables, names):
            yield


@contextmanager
def _file(database: Path, tables: str, channel: str) -> Iterator[None]:
    path = database.with_name(f"{database.name}.{channel}.lock")
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            file.seek(0)
            raise _busy(tables, channel, f" (process {file.read().strip() or 'unknown'})") from held
        file.truncate(0)
        file.write(f"{os.getpid()} on {os.uname().nodename}")
        file.flush()
        yield


@contextmanager
def _advisory(engine: Engine, tables: str, channels: Sequence[str]) -> Iterator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            for channel in channels:
                if not connection.execute(text("select pg_try_advisory_lock(:n)"), {"n": _number(channel)}).scalar():
                    raise _busy(tables, channel, "")
            yield
        finally:
            try:
                connection.execute(text("select pg_advisory_unlock_all()"))
            except DBAPIError:  # the server went away, and the locks with it
                connection.invalidate()


def _number(channel: str) -> int:
    return int.from_bytes(sha256(f"dsci crawl {channel}".encode()).digest()[:8], signed=True)


def _busy(tables: str, channel: str, who: str) -> Busy:
    return Busy(f"channel {channel}: another crawl works on it in store {shown(tables)}{who}; wait for it, or stop it")
