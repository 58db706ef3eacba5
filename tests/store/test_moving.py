"""A store moved from one database to the other and back; and a new one opened by many at once."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import MetaData, select

from dsci.cli import main
from dsci.contract import Account, Evidence, Judgement, Observation, Override, Page, Status
from dsci.store import Store, StoreFault, database, moving, store_at
from dsci.store.archive import Archive
from dsci.store.verify import verify

from .looks import KINDS, NOW, look


def dsci(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def full(tmp_path: Path) -> Store:
    """A store with rows of many kinds, moments, lists, statuses, gaps and odd text among them."""
    store = store_at(str(tmp_path / "first"))
    sheet = look(1).page.sha256
    rating = Judgement("330000", "website.guide_clarity", "2026", "甲", None, "看不到", sheet, "表!B9", NOW, 2, ("p", "q"))
    rows = [
        Account("330100", "weibo", "weibo", "1", name="旧名\x00", source="list"), rating,
        Observation("330000", "website", "website.x", "2026", NOW, 0.1 + 0.2, Status.OK, bound=1e-300, simulated=True),
        Observation("330100", "website", "website.x", "2026", NOW, None, Status.DNS),
        Evidence("330000", "website.x", "2026", look(1).page.id),
        Override("330000", "website.ipv6", "2026", 1.0, Status.OK, "复核", "测评组", "e", "证.pdf", NOW, withdrawn=True),
    ]  # fmt: skip
    store.write([look(1), look(2, b"asked by Wang", b"asked by \xe2\x96\xa0")], "r/website", rows)
    store.finish("r", "website main", "330000")
    store.close()
    return store


def everything(store: Store) -> dict[str, list[Any]]:
    """Every row of every table that has any, as the database holds it."""
    found = MetaData()
    found.reflect(store.engine)
    with store.engine.connect() as connection:
        rows = {name: connection.execute(select(table)).all() for name, table in found.tables.items()}
    return {name: sorted(map(repr, map(_plain, of))) for name, of in rows.items() if of}


def _plain(row: Any) -> list[Any]:
    return [int(cell) if isinstance(cell, bool) else cell for cell in row]


def files(archive: Archive) -> dict[str, bytes]:
    return {name: archive.read(name, 0, archive.size(name) or 0) for name in archive.names()}


@pytest.mark.proves("store-moved")
def test_there_and_back_every_row_and_byte_is_equal(full: Store, database: str, tmp_path: Path) -> None:
    rows, bytes_ = everything(full), files(full.archive)
    away = f"file://{tmp_path / 'away'}"
    told = dsci("move", str(tmp_path / "first"), database, "--evidence", away)
    assert told.exit_code == 0 and "verified: 0 faults" in told.output and "  page 2\n" in told.output, told.output
    there = store_at(database, away)
    assert everything(there) == rows and files(there.archive) == bytes_
    again = dsci("move", database, str(tmp_path / "second"), "--from-evidence", away)
    assert again.exit_code == 0, again.output
    back = store_at(str(tmp_path / "second"))
    assert everything(back) == rows == everything(full) and files(back.archive) == bytes_
    back.write([look(3)], "r/website")
    assert len(list(back.archive.names())) == 1, "a moved file is gone on with"


@pytest.mark.proves("store-moved")
def test_a_move_goes_to_an_empty_place(full: Store, tmp_path: Path) -> None:
    store_at(str(tmp_path / "taken")).finish("r", "website main", "110000")
    told = dsci("move", str(tmp_path / "first"), str(tmp_path / "taken"))
    assert told.exit_code == 1 and "table finished holds rows" in told.output
    (tmp_path / "other/evidence/r").mkdir(parents=True)
    (tmp_path / "other/evidence/r/website.warc.gz").write_bytes(b"of somebody else")
    told = dsci("move", str(tmp_path / "first"), str(tmp_path / "other"))
    assert told.exit_code == 1 and "nothing is overwritten" in told.output
    assert store_at(str(tmp_path / "other")).rows(Page) == []
    shutil.rmtree(tmp_path / "first/evidence")
    told = dsci("move", str(tmp_path / "first"), str(tmp_path / "bare"))
    assert told.exit_code == 1 and "in which pages lie; the source is not whole" in told.output
    for wrong in (["move", str(tmp_path / "none"), str(tmp_path / "x")], ["move", str(tmp_path / "first"), "sqlite:////x/y"]):
        assert dsci(*wrong).exit_code == 2


@pytest.mark.proves("store-moved")
@pytest.mark.parametrize("at", ["page", "r/website.warc.gz"])
def test_a_move_that_was_stopped_goes_on(full: Store, at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = store_at(str(tmp_path / "second"))

    def stopping(name: str) -> None:
        if name == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moving.move(full, target, KINDS, stopping)
    assert everything(target) == {}
    moved = moving.move(full, target, KINDS, lambda _name: None)
    assert moved.rows["page"] == 2 and everything(target) == everything(full) and list(verify(target, KINDS)) == []


@pytest.mark.proves("store-moved")
@pytest.mark.parametrize("worker", ["r/website", "r/probe"])
def test_what_is_written_beside_a_move_stops_it_and_goes_along_the_next_time(
    full: Store, worker: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that grows behind its copy, and one that comes after the last."""
    target = store_at(str(tmp_path / "second"))
    take = target.archive.take

    def beside(name: str, source: Any) -> None:
        take(name, source)
        full.write([look(3)], worker)

    with monkeypatch.context() as patch, pytest.raises(StoreFault, match="written meanwhile"):
        patch.setattr(target.archive, "take", beside)
        moving.move(full, target, KINDS, lambda _name: None)
    assert everything(target) == {}
    moved = moving.move(full, target, KINDS, lambda _name: None)
    assert moved.rows["page"] == 3 and everything(target) == everything(full) and files(target.archive) == files(full.archive)
    assert list(verify(target, KINDS)) == []


@pytest.mark.parametrize("spelt", ["{}", "{}/../evidence", "file://{}", "link"])
def test_two_stores_never_share_evidence(full: Store, spelt: str, tmp_path: Path) -> None:
    """Each would write where the other's rows end."""
    (tmp_path / "link").symlink_to(tmp_path / "first/evidence")
    place = str(tmp_path / "link") if spelt == "link" else spelt.format(tmp_path / "first/evidence")
    told = dsci("move", str(tmp_path / "first"), f"sqlite:///{tmp_path / 'second.sqlite'}", "--evidence", place)
    assert told.exit_code == 1 and "one place" in told.output and place in told.output, told.output
    assert everything(store_at(f"sqlite:///{tmp_path / 'second.sqlite'}", place)) == {}


def test_rows_of_an_unknown_kind_are_not_left_behind(full: Store, tmp_path: Path) -> None:
    with full.engine.begin() as connection:
        connection.exec_driver_sql("create table fact_of_tomorrow (page text)")
        connection.exec_driver_sql("insert into fact_of_tomorrow values ('x')")
    told = dsci("move", str(tmp_path / "first"), str(tmp_path / "second"))
    assert told.exit_code == 1 and "fact_of_tomorrow" in told.output


def opens(tables: str, folder: Path, start: Any, told: Any) -> None:
    start.wait()
    try:
        store = Store(tables, folder)
        store.write([look(1)], "r/website")
        told.put(len(store.rows(Page)))
    except BaseException as fault:
        told.put(repr(fault))


class Contended:
    """A connection to a file whose journal another process is changing."""

    def __init__(self, *faults: str) -> None:
        self.faults, self.asked = [*faults], list[str]()

    def execute(self, command: str) -> None:
        self.asked.append(command)
        if "journal_mode" in command and self.faults:
            fault = sqlite3.OperationalError("refused")
            fault.sqlite_errorname = self.faults.pop(0)
            raise fault


@pytest.mark.proves("tables-made-at-once")
def test_who_changes_the_journal_at_the_same_time_is_waited_for() -> None:
    busy, full = Contended("SQLITE_BUSY", "SQLITE_BUSY"), Contended("SQLITE_FULL")
    database._pragmas(busy, None)
    assert busy.asked.count("PRAGMA journal_mode=WAL") == 3 and busy.asked[-1] == "PRAGMA synchronous=NORMAL"
    with pytest.raises(sqlite3.OperationalError):
        database._pragmas(full, None)


@pytest.mark.proves("tables-made-at-once")
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_many_open_a_new_store_at_once(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    tables = f"sqlite:///{tmp_path / 'dsci.sqlite'}" if kind == "sqlite" else request.getfixturevalue("database")
    fork = multiprocessing.get_context("fork")
    start, told = fork.Event(), fork.Queue()
    each = [fork.Process(target=opens, args=(tables, tmp_path / "evidence", start, told)) for _ in range(6)]
    for process in each:
        process.start()
    start.set()
    assert [told.get(timeout=60) for _ in each] == [1] * 6
    for process in each:
        process.join()
    assert list(verify(Store(tables, tmp_path / "evidence"), KINDS)) == []
