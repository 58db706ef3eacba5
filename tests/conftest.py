"""What tests share: the material from elsewhere, a PostgreSQL of their own, and no silent skips in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parent.parent
NO_REFERENCE = "no reference material"
skipped: list[str] = []


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of other people's material: DSCI_REFERENCE, else `shared` beside the project; skips where it is missing."""
    folder = Path(os.environ.get("DSCI_REFERENCE") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"{NO_REFERENCE} at {folder}")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a PostgreSQL started for this session, on a socket in a folder of its own."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed")
    tools, runner = found[-1].parent, []
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
        yield f"postgresql+psycopg://dsci@/postgres?host={folder}"
        call(str(tools / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


LONG = ("e2e/test_kill", "test_wheel", "e2e/", "spiders/", "templates/")  # files of few tests that take long


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that none of them is left to one process at the end."""
    items.sort(key=lambda item: next((n for n, name in enumerate(LONG) if name in item.nodeid), len(LONG)))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        skipped.append(f"{report.nodeid}: {report.longrepr}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    hidden = [line for line in skipped if NO_REFERENCE not in line]
    if os.environ.get("CI") and hidden:
        print("\nskipped in CI, which counts as failed:", *hidden, sep="\n  ")
        session.exitstatus = 1
