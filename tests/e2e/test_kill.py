"""kill -9 at any point of a crawl, then the same command: the observations equal those of an undisturbed run."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from dsci.contract import Evidence, Observation, Page
from dsci.store import Store, open_store
from dsci.store.verify import verify

from .line import dsci, started

UNITS = ("--unit", "宁夏", "--unit", "银川", "--unit", "北京")
Calm = tuple[list[Observation], list[Evidence], int, Path]


def crawl(folder: Path) -> tuple[str, ...]:
    return ("crawl", *UNITS, "--replica", "--store", str(folder), "--log", str(folder / "log.txt"))


def observed(folder: Path) -> tuple[list[Observation], list[Evidence], Store]:
    dsci("measure", *UNITS, "--period", "2026", "--store", str(folder), cwd=folder)
    store = open_store(str(folder))
    return store.rows(Observation), store.rows(Evidence), store


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Calm:
    folder = tmp_path_factory.mktemp("calm")
    dsci(*crawl(folder), cwd=folder)
    rows, evidence, store = observed(folder)
    return rows, evidence, len(store.rows(Page)), folder


def pages(folder: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{folder}/dsci.sqlite?mode=ro", uri=True)) as connection:
            return int(connection.execute("select count(*) from page").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.proves("killed-50-times")
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_killed_and_gone_on(share: float, calm: Calm, tmp_path: Path) -> None:
    rows, evidence, total, _ = calm
    assert total > 150, "too few looks for this test to mean anything"
    process = started(*crawl(tmp_path), cwd=tmp_path)
    deadline = time.monotonic() + 60
    while pages(tmp_path) <= share * total and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    assert process.poll() is None, "the crawl ended before it could be killed"
    process.kill()
    process.wait()
    before = pages(tmp_path)
    assert before < total
    dsci(*crawl(tmp_path), cwd=tmp_path)
    again, same, store = observed(tmp_path)
    assert [pair for pair in zip(again, rows, strict=True) if pair[0] != pair[1]] == []
    assert same == evidence
    assert len(store.rows(Page)) == total
    assert list(verify(store, ())) == []


def test_a_finished_crawl_asks_nothing_again(calm: Calm) -> None:
    *_, folder = calm
    again = dsci(*crawl(folder), cwd=folder)
    assert again.stdout.count("nothing left to look at") == 5
