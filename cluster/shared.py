"""A store that all workers reach, and workers that are of one mind."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from .. import __version__
from ..spiders.run import CrawlPlan
from ..spiders.secrets import password_of
from ..store.faults import url_of
from ..store.opening import meant
from .engine import Engine

SENT = ("DSCI_CONTACT", "DSCI_EVIDENCE")  # variables that tasks have from the command; cookies and passwords never travel


def as_sent(plan: CrawlPlan) -> CrawlPlan:
    """The plan as processes with other working folders understand it; the log of each stays in its own."""
    return replace(plan, store=shared_by_all(plan.store), accounts=whole_path(plan.accounts), urls=whole_path(plan.urls))


def shared_by_all(store: str) -> str:
    """The store as processes with other working folders find it."""
    where = meant(store)
    if not ("://" in where and where.startswith("sqlite")):
        return whole_path(where)
    url = url_of(where)
    inside = url.database in (None, "", ":memory:") or str(url.database).startswith("file:")
    return where if inside else str(url.set(database=whole_path(str(url.database))))


def whole_path(where: str) -> str:
    """A file or folder by its whole path; '' and URLs as they are."""
    return str(Path(where).resolve()) if where and "://" not in where else where


def environment() -> dict[str, str]:
    """The variables that go with every task."""
    sent = {name: os.environ[name] for name in SENT if name in os.environ}
    return sent | {name: whole_path(where) for name, where in sent.items() if name == "DSCI_EVIDENCE"}


def check(engine: Engine, where: str) -> None:
    """ValueError names a worker of another version, one that would keep looks elsewhere than this command, or a password that
    would travel."""
    if engine.remote and password_of(where):
        raise ValueError("a password in the store's address would travel: put it into ~/.pgpass, or PGPASSFILE, on every machine")
    evidence = os.environ.get("DSCI_EVIDENCE", "")
    own = "://" not in where or where.startswith("sqlite")
    with NamedTemporaryFile(prefix=".shared-", dir=_folder(evidence)) as sign:
        told = engine.client.run(mind_of, sign.name)
    for worker, (host, version, sees) in told.items():
        if own and host != socket.gethostname():
            raise ValueError(f"{where}: {worker} on {host} has no such SQLite file; give --store a PostgreSQL address")
        if version != __version__:
            raise ValueError(f"{worker} on {host} has dsci {version}, this is {__version__}")
        if not own and not evidence:
            raise ValueError("DSCI_EVIDENCE: say where all machines keep evidence, a shared folder or an object store's address")
        if "://" not in evidence and not sees:
            raise ValueError(f"{worker} on {host} does not see the folder of evidence, {evidence}")


def mind_of(sign: str) -> tuple[str, str, bool]:
    """A worker's host, its version, and whether it sees that file."""
    return socket.gethostname(), __version__, Path(sign).exists()


def _folder(evidence: str) -> Path | None:
    """The folder of evidence; None (any temporary one) where it is none or an object store's."""
    if not evidence or "://" in evidence:
        return None
    Path(evidence).mkdir(parents=True, exist_ok=True)
    return Path(evidence)
