"""PostgreSQL of tests and benches: a server of their own, databases for a test, stopped as a crash stops it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy


@contextmanager
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL on a socket in a folder of its own; FileNotFoundError where none is installed."""
    with TemporaryDirectory(prefix="dsci-pg-") as name:
        folder, url = Path(name), f"postgresql+psycopg://dsci@/postgres?host={name}"
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres", "postgres")
        _call(folder, "initdb", "-U", "dsci", "-A", "trust", "--no-sync")
        server = server_of(url)
        server("start")
        try:
            yield url
        finally:
            server("stop")


def new_database(postgres: str, name: str) -> str:
    """URL of an empty database on that server."""
    with sqlalchemy.create_engine(postgres, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sqlalchemy.text(f"create database {name}"))
    return postgres.replace("/postgres?", f"/{name}?")


def server_of(postgres: str) -> Callable[[str], None]:
    """Starts or stops the server, as a crash does."""
    folder = Path(postgres.rpartition("host=")[2])
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    how = {"start": ("-o", options, "-l", str(folder / "log")), "stop": ("-m", "immediate")}
    return lambda what: _call(folder, "pg_ctl", "-w", *how[what], what)


def _call(folder: Path, tool: str, *options: str) -> None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"))
    if not found:
        raise FileNotFoundError("PostgreSQL is not installed")
    runner = [shutil.which("runuser") or "/usr/sbin/runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    command = [*runner, str(found[-1]), "-D", str(folder / "data"), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
