"""Servers for tests and benches: a PostgreSQL of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL on a socket in a folder of its own; FileNotFoundError where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise FileNotFoundError("PostgreSQL is not installed")
    tools, runner = found[-1].parent, list[str]()
    with TemporaryDirectory(prefix="dsci-pg-") as name:
        folder = Path(name)
        data = folder / "data"
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres", "postgres")
            runner = [shutil.which("runuser") or "/usr/sbin/runuser", "-u", "postgres", "--"]
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"

        def call(*command: str) -> None:
            subprocess.run([*runner, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

        call(str(tools / "initdb"), "-D", str(data), "-U", "dsci", "-A", "trust", "--no-sync")
        call(str(tools / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql+psycopg://dsci@/postgres?host={folder}"
        finally:
            call(str(tools / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
