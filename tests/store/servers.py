"""The PostgreSQL of the tests: databases of its own for a test, and stopped as a crash stops it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import sqlalchemy


def new_database(postgres: str, name: str) -> str:
    """URL of an empty database on that server."""
    with sqlalchemy.create_engine(postgres, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sqlalchemy.text(f"create database {name}"))
    return postgres.replace("/postgres?", f"/{name}?")


def server_of(postgres: str) -> Callable[[str], None]:
    """Starts or stops the server, as a crash does."""
    folder = Path(postgres.rpartition("host=")[2])
    tool = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))[-1]
    runner = [shutil.which("runuser") or "/usr/sbin/runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"

    def call(what: str) -> None:
        how = ["-m", "immediate"] if what == "stop" else ["-o", options, "-l", str(folder / "log")]
        command = [*runner, str(tool), "-D", str(folder / "data"), "-w", *how, what]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    return call
