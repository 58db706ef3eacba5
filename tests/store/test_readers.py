"""Stores as they are read: beside a writer, made before tables there are now, damaged, on a server that goes away."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dsci.cli import main
from dsci.contract import Account, Entry, Observation, Page, Result, Status
from dsci.store import Lost, Store, StoreFault, database, store_at
from dsci.store.seen import last_answers, unanswered
from dsci.store.verify import verify

from .looks import KINDS, NOW, look


def writes(folder: Path, pipe: Any) -> None:
    """A crawl whose log is empty at first; at a word it writes much and merges its log."""
    store = store_at(str(folder))
    store.write([look(1)], "r/website")
    with store.engine.connect() as held:
        held.exec_driver_sql("pragma wal_checkpoint(truncate)")
        pipe.send((folder / "dsci.sqlite-wal").stat().st_size)
        pipe.recv()
        store.write([look(n) for n in range(1, 500)], "r/website")
        held.exec_driver_sql("pragma wal_checkpoint(truncate)")
        pipe.send(None)
        pipe.recv()


@pytest.mark.proves("read-only-store")
def test_a_reader_without_rights_sees_what_a_crawl_writes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = multiprocessing.Pipe()
    crawl = multiprocessing.get_context("fork").Process(target=writes, args=(tmp_path, there))
    crawl.start()
    try:
        assert here.poll(30) and here.recv() == 0
        monkeypatch.setattr(database, "_writable", lambda _path: False)
        reader = store_at(str(tmp_path))
        assert reader.readonly and len(reader.rows(Page)) == 1
        here.send("write")
        assert here.poll(30) and here.recv() is None
        assert len(reader.rows(Page)) == 499 == len(reader.rows(Entry))
        reader.close()
    finally:
        crawl.kill()
        crawl.join()


@pytest.fixture
def readonly(monkeypatch: pytest.MonkeyPatch) -> Callable[[Store], Store]:
    """A store opened again as one that may only be read."""
    def again(store: Store) -> Store:
        store.close()
        monkeypatch.setattr(database, "_writable", lambda _path: False)
        return Store(store.tables, store.evidence)

    return again


def test_tables_of_later_versions_are_empty_in_a_store_that_may_only_be_read(
    tmp_path: Path, readonly: Callable[[Store], Store]
) -> None:
    store = store_at(str(tmp_path))
    score = Result("s", "2026", "level:province", "330000", "website.x", "indicator", 50.0, 1, 1, "", 1.0)
    rows = [Observation("330000", "website", "website.x", "2026", NOW, value, Status.OK) for value in (1.0,)]
    store.write([look(1)], "r/website", [score, *rows])
    for table in ("override", "finished", "evidence", "judgement", "finding", "completeness", "account"):
        with store.engine.begin() as connection:
            connection.exec_driver_sql(f"drop table {table}")
    old = readonly(store)
    assert old.finished("r", "website main") == set() and old.rows(Account) == [] and old.count(Account) == [(0,)]
    assert last_answers(old, "website", ["website main"], [], NOW) == {} and unanswered(old, "r", "website") == set()
    assert ["without evidence" in line for line in verify(old, KINDS)] == [True]


def test_without_observations_and_pages_nothing_rests_on_them(tmp_path: Path, readonly: Callable[[Store], Store]) -> None:
    store = store_at(str(tmp_path))
    score = Result("s", "2026", "level:province", "330000", "website.x", "indicator", 50.0, 1, 1, "", 1.0)
    store.write([look(1)], "r/website", [score])
    for table in ("observation", "page"):
        with store.engine.begin() as connection:
            connection.exec_driver_sql(f"drop table {table}")
    faults = list(verify(readonly(store), KINDS))
    assert len(faults) == 1 and faults[0].startswith("Entry ") and "is not in the store" in faults[0]


READS: dict[str, Callable[[Store], Any]] = {
    "rows": lambda s: s.rows(Page), "each": lambda s: list(s.each(Page)), "beginning": lambda s: s.beginning(Page, "url", "h"),
    "finished": lambda s: s.finished("r", "website main"), "count": lambda s: s.count(Page, "status"),
    "last_answers": lambda s: last_answers(s, "website", ["website main"], [], NOW),
    "unanswered": lambda s: unanswered(s, "r", "website"), "lock": lambda s: s.lock("crawl").__enter__(),
}  # fmt: skip


@pytest.mark.proves("postgres-restarted")
def test_reads_say_that_the_server_is_gone(database: str, server: Callable[[str], None], tmp_path: Path) -> None:
    store = Store(database, tmp_path / "evidence")
    server("stop")
    try:
        for read in READS.values():
            with pytest.raises(Lost, match="store postgresql"):
                read(store)
    finally:
        server("start")
    for read in READS.values():
        read(store)


def test_a_damaged_table_is_told_with_its_file(tmp_path: Path) -> None:
    store = store_at(str(tmp_path))
    store.write([look(n) for n in range(500)], "r/website")
    store.close()
    path = tmp_path / "dsci.sqlite"
    with sqlite3.connect(path) as connection:
        pages = connection.execute("select rootpage from sqlite_master where tbl_name in ('page', 'finished')").fetchall()
        ((size,),) = connection.execute("pragma page_size")
    connection.close()
    whole = bytearray(path.read_bytes())
    for (page,) in pages:
        whole[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(whole)
    store = store_at(str(tmp_path))
    for name in ("rows", "each", "finished", "count", "last_answers", "unanswered"):
        with pytest.raises(StoreFault, match=r"dsci\.sqlite: .*malformed"):
            READS[name](store)


def test_a_database_in_memory_is_no_place_for_a_crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["crawl", "website", "--unit", "北京", "--replica", "127.0.0.1:1", "--store", "sqlite://"])
    assert told.exit_code == 1 and "sqlite:///FILE" in told.output and list(tmp_path.iterdir()) == []
