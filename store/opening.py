"""Which store is meant: by folder or database URL, by the environment, or the default one."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from .faults import WANTED, StoreFault, url_of
from .kept import Store

ALMOST = re.compile(r"//.*@|^(sqlite|postgres\w*)(\+\w+)?(:/|//)")  # a URL that lacks a colon or a slash: no name of a folder


@cache
def open_store(where: str = "") -> Store:
    """The store at a folder or database URL (default: DSCI_STORE, else `out/store`); one object per process.

    With a database URL the evidence lies in DSCI_EVIDENCE (a folder, or a URL as `s3://bucket/folder`), else in `evidence`
    beside the SQLite file or under the working folder.
    """
    return store_at(where, os.environ.get("DSCI_EVIDENCE") or "")


def store_at(where: str, evidence: str = "") -> Store:
    """The store there; a folder holds its own evidence, for a database URL it lies where `evidence` says. Else StoreFault."""
    tables = _tables(where)
    if "://" not in meant(where):
        return Store(tables, Path(meant(where)).resolve() / "evidence")
    url = url_of(tables)
    lasting = url.get_backend_name() != "sqlite" or url.database not in (None, "", ":memory:")
    if lasting and "memory://" in evidence:
        raise StoreFault("evidence memory://: it ends with the process, and the tables that name it do not")
    if evidence:
        return Store(tables, evidence if "://" in evidence else Path(evidence))
    beside = Path(url.database or ".").parent if url.drivername.startswith("sqlite") else Path()
    return Store(tables, beside / "evidence")


def is_store(where: str = "") -> bool:
    """False where opening it would make a new store in a file; a server's is taken to be there."""
    url = url_of(_tables(where))
    return not url.drivername.startswith("sqlite") or Path(url.database or "").is_file()


def meant(store: str = "") -> str:
    """Folder or database URL of the store that is meant: the one given, else DSCI_STORE, else `out/store`."""
    return store or os.environ.get("DSCI_STORE") or "out/store"


def beside(store: str, name: str) -> str:
    """Path of a file of that name in the store's folder; '' where it is a database."""
    return "" if "://" in meant(store) else f"{meant(store)}/{name}"


def _tables(where: str) -> str:
    """The database's URL."""
    where = meant(where)
    if "://" not in where and ALMOST.search(where):
        raise StoreFault(WANTED)
    return where if "://" in where else f"sqlite:///{Path(where).resolve() / 'dsci.sqlite'}"
