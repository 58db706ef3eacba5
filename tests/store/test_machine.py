"""Trouble with the machine: no room, read-only, two at once, a server that goes away, a clock set back, an older copy."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from dsci.cli import main
from dsci.contract import Page
from dsci.spiders import evidence
from dsci.spiders.evidence import Finished, KeepEvidence
from dsci.store import Busy, Lost, Store, StoreFault, open_store, store_at
from dsci.store.verify import examined, verify

from .looks import KINDS, look

MEASURED = ("--unit", "北京", "--period", "2026")


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file may grow beyond that many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.proves("disk-full")
def test_a_full_disk_keeps_whole_batches_and_names_the_file(store: Store) -> None:
    store.write([look(1)], "r/website")
    file = Path(store.evidence) / "r/website.warc.gz"
    before = file.read_bytes()
    with room(len(before) + 300), pytest.raises(OSError, match=r"website\.warc\.gz"):
        store.write([look(2, os.urandom(100)), look(3, os.urandom(5000))], "r/website")
    assert file.read_bytes() == before and len(store.rows(Page)) == 1
    store.write([look(2), look(3)], "r/website")
    assert len(store.rows(Page)) == 3 and list(examined(store, KINDS)) == []


@pytest.mark.proves("disk-full")
def test_a_database_without_room_names_its_file(tmp_path: Path) -> None:
    store = store_at(str(tmp_path))
    with room((tmp_path / "dsci.sqlite").stat().st_size), pytest.raises(StoreFault, match=r"dsci\.sqlite"):
        store.write([replace(look(n), body=None) for n in range(9000)], "r/website")
    assert store.rows(Page) == []


@contextmanager
def unwritable() -> Iterator[Path]:
    """A folder with a store, and this process as one who may not write there."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = store_at(str(folder))
        store.write([look(1)], "r/website")
        store.close()
        for command in (["verify"], ["measure", *MEASURED]):  # what they import may be out of reach for whom we become
            assert CliRunner().invoke(main, [*command, "--store", str(folder)]).exit_code == 0
        open_store(str(folder)).close()
        open_store.cache_clear()
        assert not list(folder.glob("*-wal")), "nobody has it open"
        every = [folder, *folder.rglob("*")]
        for path in every:
            path.chmod(0o555 if path.is_dir() else 0o444)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            for path in every:
                path.chmod(0o755)


@pytest.mark.proves("read-only-store")
def test_a_read_only_store_is_read_and_says_so_where_it_is_written() -> None:
    with unwritable() as folder:
        told = CliRunner().invoke(main, ["verify", "--store", str(folder)])
        assert told.exit_code == 0 and told.output.endswith("dsci.sqlite: 1 pages, 0 faults\n")
        store = store_at(str(folder))
        assert store.body(store.rows(Page)[0]) == b"<html>1</html>"
        with pytest.raises(OSError, match=r"website\.warc\.gz"):
            store.write([look(2)], "r/website")
        refused = CliRunner().invoke(main, ["measure", *MEASURED, "--store", str(folder)])
        assert refused.exit_code == 1 and str(folder / "dsci.sqlite") in refused.output and "readonly" in refused.output
        with pytest.raises(StoreFault, match=str(folder / "x")):
            store_at(str(folder / "x"))


def holds(tables: str, folder: Path, pipe: Any) -> None:
    with Store(tables, folder).lock("crawl"):
        pipe.send("held")
        pipe.recv()


@pytest.mark.proves("two-crawls")
def test_one_crawl_until_its_process_ends(store: Store, tmp_path: Path) -> None:
    here, there = multiprocessing.Pipe()
    other = multiprocessing.get_context("fork").Process(target=holds, args=(store.tables, tmp_path / "e", there))
    store.engine.dispose()
    other.start()
    assert here.poll(30) and here.recv() == "held"
    with pytest.raises(Busy, match="crawl: another process"), store.lock("crawl"):
        pass
    with store.lock("visits"):
        pass
    other.kill()
    other.join()
    with freed(store), store.lock("crawl"):
        pass


@contextmanager
def freed(store: Store) -> Iterator[None]:
    """Goes on once a server has noticed that its client is gone."""
    for _ in range(100):
        try:
            with store.lock("crawl"):
                break
        except Busy:
            multiprocessing.Event().wait(0.05)
    yield


@pytest.mark.proves("two-crawls")
def test_the_second_crawl_is_told(tmp_path: Path) -> None:
    with store_at(str(tmp_path)).lock("crawl"):
        asked = ["crawl", "website", "--unit", "北京", "--replica", "127.0.0.1:1", "--store", str(tmp_path)]
        told = CliRunner().invoke(main, asked)
    assert told.exit_code == 1 and "crawl: another process" in told.output and str(os.getpid()) in told.output
    assert store_at(str(tmp_path)).rows(Page) == []


@pytest.mark.parametrize("kind", ["folder", "url"])
def test_a_new_file_and_its_folders_are_on_the_disk(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are synced are lost all the same where a loss of power takes the name of their file."""
    where = tmp_path / "evidence"
    store = Store(f"sqlite:///{tmp_path / 'dsci.sqlite'}", where if kind == "folder" else f"file://{where}")
    synced, sync = list[Path](), os.fsync

    def told(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())
        sync(handle)

    monkeypatch.setattr(os, "fsync", told)
    store.write([look(1)], "r/website")
    assert {tmp_path, where, where / "r"} <= {*synced} and any(path.parent == where / "r" for path in synced)


def keeper(store: Store) -> KeepEvidence:
    """The pipeline of a crawl whose engine only listens."""
    spider = SimpleNamespace(run="r", name="website", writer="website", reach="website main")
    keeping = KeepEvidence(SimpleNamespace(spider=spider, stats=Mock(), engine=Mock()))  # type: ignore[arg-type]
    keeping.store = store
    return keeping


@pytest.mark.proves("postgres-restarted")
def test_a_batch_waits_for_a_server_that_comes_back(
    database: str, server: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(database, tmp_path / "evidence")
    keeping = keeper(store)
    keeping.process_item(look(1))
    keeping.flush()
    server("stop")
    try:
        for item in (look(2), Finished("330000")):
            keeping.process_item(item)
        keeping.flush()
        keeping.flush()
        assert len(keeping.waiting) == 1 and not keeping.broken
        with pytest.raises(Lost, match=r"store postgresql.*: "):
            store.write([look(3)], "r/website")
    finally:
        server("start")
    keeping.flush()
    assert len(store.rows(Page)) == 2 and store.finished("r", "website main") == {"330000"}
    assert list(examined(store, KINDS)) == [], "while the server was away nothing was written to the archive"
    monkeypatch.setattr(evidence, "PATIENCE", 0.0)
    monkeypatch.setattr(store, "write", lambda *_: (_ for _ in ()).throw(Lost("gone")))
    monkeypatch.setattr(evidence, "deferred_from_coro", lambda _: None)
    keeping.process_item(look(4))
    with pytest.raises(Lost):
        keeping.flush()
    assert keeping.broken
    engine = cast("Mock", keeping.crawler.engine)
    assert [name for name, *_ in engine.method_calls] == ["pause", "unpause", "pause", "unpause", "close_spider_async"]


@pytest.mark.proves("clock-set-back")
def test_a_clock_set_back_gives_the_same_looks(store: Store) -> None:
    first, again = look(1), look(1)
    early = replace(again, page=replace(again.page, fetched_at=again.page.fetched_at - timedelta(days=400)))
    store.write([first], "r/website")
    store.write([early, look(2)], "r/website")
    assert [p.id for p in store.rows(Page)] == sorted(p.page.id for p in (first, look(2)))
    assert list(verify(store, KINDS)) == []


@pytest.mark.proves("older-backup")
def test_an_older_copy_of_the_tables_deletes_nothing(tmp_path: Path) -> None:
    store = store_at(str(tmp_path / "s"))
    store.write([look(1)], "r/website")
    store.close()
    shutil.copy(tmp_path / "s/dsci.sqlite", tmp_path / "backup")
    store = store_at(str(tmp_path / "s"))
    store.write([look(2, b"second")], "r/website")
    store.close()
    full = (tmp_path / "s/evidence/r/website.warc.gz").read_bytes()
    shutil.copy(tmp_path / "backup", tmp_path / "s/dsci.sqlite")
    old = store_at(str(tmp_path / "s"))
    old.write([look(3)], "r/website")
    file = tmp_path / "s/evidence/r/website.warc.gz"
    lost = file.with_name(f"{file.name}.lost-1")
    (page,) = old.rows(Page, url=look(1).page.url)
    assert file.read_bytes()[: (page.offset or 0) + (page.length or 0)] + lost.read_bytes() == full
    assert [(lost.name in f.text, f.fault) for f in examined(old, KINDS)] == [(True, False)]


@pytest.mark.proves("older-backup")
def test_an_older_copy_of_the_evidence_is_not_written_over(tmp_path: Path) -> None:
    store = store_at(str(tmp_path))
    store.write([look(1)], "r/website")
    store.close()
    file = tmp_path / "evidence/r/website.warc.gz"
    before = file.read_bytes()
    store.write([look(2)], "r/website")
    store.close()
    file.write_bytes(before)
    store.write([look(3)], "r/website")
    assert file.read_bytes() == before
    faults = list(verify(store, KINDS))
    assert len(faults) == 1 and look(2).page.url in faults[0]
