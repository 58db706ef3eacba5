"""What a store may answer instead of doing what it was asked; each message names the file or the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

GONE = ("08", "57P0")  # connection exceptions; server shut down, crashed, or not yet ready
WANTED = "store: what --store or DSCI_STORE says is neither a folder nor sqlite:///FILE nor postgresql+psycopg://USER@HOST/NAME"
REFUSED = ("25006", "42501", "53", "58")  # read-only, not allowed, no room, trouble with its files


class StoreFault(OSError):
    """The store cannot be used for this: read-only, full, of another version."""


class Lost(StoreFault):
    """The database does not answer now; it may in a minute."""


class Busy(StoreFault):
    """Another process is at the same work in this store."""


def url_of(tables: str) -> URL:
    """The parsed URL of a database. StoreFault, without a word of what was given (a password may be in it), for no such URL."""
    try:
        url = make_url(tables)
        url.get_dialect().import_dbapi()
    except (ArgumentError, ImportError, ValueError):
        raise StoreFault(WANTED) from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreFault(WANTED)
    return url


def shown(tables: str) -> str:
    """A database as people read it: the file, or the address without its password."""
    url = url_of(tables)
    if url.drivername.startswith("sqlite"):
        return url.database or "a database in memory"
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def refusals(tables: str) -> Iterator[None]:
    """Errors of the database that are about its file or its server become StoreFault or Lost; others pass."""
    try:
        yield
    except DBAPIError as fault:
        kind = _kind(fault)
        if kind is None:
            raise
        told = str(fault.orig).strip().partition("\n")[0]
        raise kind(f"store {shown(tables)}: {told}") from fault


def _kind(fault: DBAPIError) -> type[StoreFault] | None:
    error: Any = fault.orig
    if hasattr(error, "sqlite_errorname"):
        return StoreFault if error.sqlite_errorname.split("_")[1] in _SQLITE else None
    state = getattr(error, "sqlstate", None)
    if state is None and "connection option" in str(error):
        return StoreFault
    if fault.connection_invalidated or (state is None and type(error).__name__ == "OperationalError"):
        return Lost
    if state and state.startswith(GONE):
        return Lost
    return StoreFault if state and state.startswith(REFUSED) else None


_SQLITE = ("READONLY", "FULL", "IOERR", "CANTOPEN", "CORRUPT", "NOTADB", "BUSY", "PERM")
