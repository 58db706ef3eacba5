"""A store that all workers reach, and workers that are of one mind."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from tempfile import NamedTemporaryFile

from .. import __version__
from ..store.opening import meant
from .engine import Engine

SENT = ("DSCI_CONTACT", "DSCI_EVIDENCE")  # variables that tasks have from the command; cookies and passwords never travel


def shared_by_all(store: str) -> str:
    """The store as processes with other working folders find it."""
    where = meant(store)
    return where if "://" in where else str(Path(where).resolve())


def environment() -> dict[str, str]:
    """The variables that go with every task."""
    return {name: os.environ[name] for name in SENT if name in os.environ}


def check(engine: Engine, where: str) -> None:
    """ValueError names a worker of another version, or one that would keep looks elsewhere than this command."""
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
