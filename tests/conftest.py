"""What tests share: the material from elsewhere, a PostgreSQL of their own, and no silent skips in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from .servers import postgres_server

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
    try:
        with postgres_server() as url:
            yield url
    except FileNotFoundError as missing:
        pytest.skip(str(missing))


LONG = (  # files of few tests that take long
    "e2e/test_spread", "e2e/test_line", "e2e/test_wheel", "e2e/test_truth", "e2e/", "reliability/", "cluster/",
    "templates/test_card", "replica/test_portal", "spiders/", "templates/", "replica/", "store/", "pipeline/",
)  # fmt: skip
TOGETHER = (  # files that prepare the same: a wheel built once, cards printed once, a world drawn once
    ("wheel", ("e2e/test_line", "e2e/test_wheel")),
    ("cards", ("templates/test_card", "templates/test_craft", "templates/test_hostile")),
    ("portals", ("replica/test_portal",)),
    ("accounts", ("replica/test_app", "replica/test_exports", "replica/test_social", "replica/test_video")),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that none of them is left to one process at the end. A report says which trials a test proves."""
    for item in items:
        item.user_properties += [("proves", name) for mark in item.iter_markers("proves") for name in mark.args]
    items.sort(key=lambda item: next((n for n, name in enumerate(LONG) if name in item.nodeid), len(LONG)))


def share_of(nodeid: str) -> str:
    """What one process takes at a time: a file's tests, or those of several files."""
    path = nodeid.partition("::")[0]
    return next((name for name, files in TOGETHER if any(file in path for file in files)), path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """With --dist loadfile: the scheduler of xdist, by `share_of`."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadScopeScheduling

    scheduler = LoadScopeScheduling(config, log)  # type: ignore[arg-type]
    scheduler._split_scope = share_of  # type: ignore[method-assign]
    return scheduler


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        skipped.append(f"{report.nodeid}: {report.longrepr}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    hidden = [line for line in skipped if NO_REFERENCE not in line]
    if os.environ.get("CI") and hidden:
        print("\nskipped in CI, which counts as failed:", *hidden, sep="\n  ")
        session.exitstatus = 1
