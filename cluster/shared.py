"""A store that all workers reach."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

HERE = ("127.0.0.1", "localhost", "[::1]")


def shared_by_all(store: str, scheduler: str) -> str:
    """The store as every worker finds it. ValueError for one that workers on other machines would not share."""
    where = store or os.environ.get("DSCI_STORE") or "out/store"
    if "://" not in where:
        where = str(Path(where).resolve())
    away = bool(scheduler) and (urlsplit(scheduler).hostname or "") not in HERE
    if away and ("://" not in where or where.startswith("sqlite")):
        raise ValueError(f"{where}: machines share no SQLite file; give --store as the address of a PostgreSQL database")
    if away and not os.environ.get("DSCI_EVIDENCE"):
        raise ValueError("DSCI_EVIDENCE: say where all machines keep evidence, a shared folder or an object store's address")
    return where
