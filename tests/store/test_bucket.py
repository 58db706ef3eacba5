"""Evidence by URL: every batch an object of its own, complete before a row names it."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from warcio.archiveiterator import ArchiveIterator

from dsci.contract import Page
from dsci.store import Store, StoreFault, store_at
from dsci.store.archive import archive_of
from dsci.store.verify import examined, verify

from .looks import KINDS, look


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    MemoryFileSystem.store.clear()
    url = f"memory://{tmp_path.name}/dsci" if request.param == "memory" else f"file://{tmp_path / 'shared'}"
    return Store(f"sqlite:///{tmp_path / 'dsci.sqlite'}", url)


def test_every_batch_is_an_object_that_any_tool_reads(store: Store) -> None:
    store.write([look(1), look(2, b"asked by Wang", b"asked by \xe2\x96\xa0")], "r/website")
    store.write([look(3, b"third")], "r/website")
    names = list(store.archive.names())
    assert [name.rpartition("-")[2] for name in names] == ["1.warc.gz", "2.warc.gz"]
    assert {name.partition("-")[0] for name in names} == {"r/website"}
    assert sorted(store.body(p) for p in store.rows(Page)) == [b"<html>1</html>", b"asked by \xe2\x96\xa0", b"third"]
    with store.archive.open(names[0]) as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise") if record.content_stream().read()]
    assert kinds == ["warcinfo", "response", "conversion"]
    assert list(examined(store, KINDS)) == []


def test_two_processes_never_write_one_object(store: Store) -> None:
    other = Store(store.tables, store.evidence)
    for number, each in enumerate((store, other, store, other)):
        each.write([look(number)], "r/website")
    assert len(set(store.archive.names())) == 4
    assert list(verify(other, KINDS)) == []


def test_an_object_that_no_row_came_to_name_is_told_and_no_fault(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(store, "_upsert", dies)
        store.write([look(1)], "r/website")
    (note,) = examined(store, KINDS)
    assert not note.fault and "1 records that no row names" in note.text and look(1).page.url in note.text


def test_an_object_that_cannot_be_written_leaves_no_row(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: BinaryIO, file: BinaryIO) -> None:
        file.write(source.read(300))
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(shutil, "copyfileobj", full)
        store.write([look(1)], "r/website")
    assert store.rows(Page) == [] and list(store.archive.names()) == []
    store.write([look(1)], "r/website")
    assert len(list(store.archive.names())) == 1 and list(examined(store, KINDS)) == []


def test_tables_that_last_do_not_name_evidence_that_does_not(tmp_path: Path) -> None:
    for tables in (f"sqlite:///{tmp_path / 'dsci.sqlite'}", "postgresql+psycopg://dsci@localhost/dsci"):
        with pytest.raises(StoreFault, match="evidence memory://: it ends with the process"):
            store_at(tables, "memory://x")
    assert store_at("sqlite://", "memory://x").evidence == "memory://x"


def test_a_url_of_no_known_kind_is_refused_by_name() -> None:
    with pytest.raises(StoreFault, match="nothing://"):
        archive_of("nothing://bucket/folder")
    if find_spec("s3fs") is None:
        with pytest.raises(StoreFault, match="s3fs"):
            archive_of("s3://bucket/folder")
    assert archive_of("memory://user:secret@x").where == "memory://…@x"


def test_an_object_that_comes_after_a_listing_has_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Services' packages remember what they listed."""
    store = Store(f"sqlite:///{tmp_path / 'dsci.sqlite'}", f"memory://{tmp_path.name}/late")
    store.write([look(1)], "r/website")
    (page,), asked = store.rows(Page), list[str]()
    monkeypatch.setattr(MemoryFileSystem, "invalidate_cache", lambda _self, path=None: asked.append(path))
    monkeypatch.setattr(MemoryFileSystem, "isfile", lambda _self, _path: bool(asked))
    assert (store.archive.size(page.warc) or 0) > 0


@pytest.mark.parametrize("where", ["open", "read"])
def test_what_a_service_raises_is_told_with_the_file(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages of object stores let errors out that are no OSError."""
    class NoCredentials(Exception):
        pass

    class Failing:
        def fail(self, *_: Any, **__: Any) -> Any:
            raise NoCredentials("none found")

        read = seek = __enter__ = fail

        def __exit__(self, *_: Any) -> None: ...
        def close(self) -> None: ...

    store = Store(f"sqlite:///{tmp_path / 'dsci.sqlite'}", f"memory://{tmp_path.name}/told")
    store.write([look(1)], "r/website")
    (page,) = store.rows(Page)
    monkeypatch.setattr(MemoryFileSystem, "cat_file", Failing.fail)
    monkeypatch.setattr(MemoryFileSystem, "open", Failing.fail if where == "open" else lambda *_, **__: Failing())
    (fault,) = verify(store, KINDS)
    assert page.warc in fault and "NoCredentials: none found" in fault
    with pytest.raises(ValueError, match="NoCredentials"):
        store.body(page)
    with pytest.raises(StoreFault, match=rf"{tmp_path.name}/told/r/website-.*NoCredentials"):
        store.write([look(2)], "r/website")
