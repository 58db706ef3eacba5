"""`verify`: any byte flipped in any record is found and named; what no row names is told and is no fault."""

from __future__ import annotations

import random
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dsci.contract import Observation, Page, Result, Status
from dsci.store import Look, Store, store_at
from dsci.store.verify import examined, verify
from dsci.store.warc import GZIP_HEADER

from .looks import KINDS, NOW, look


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    """Four looks, one of them a redacted pair."""
    store = Store(f"sqlite:///{tmp_path / 'dsci.sqlite'}", tmp_path / "evidence")
    store.write([look(1), look(2, b"asked by Wang" * 9, b"asked by \xe2\x96\xa0" * 9)], "r/website")
    store.write([look(3, bytes(range(256)) * 40), look(4, b"")], "r/website")
    store.close()
    return store


def file_of(store: Store) -> Path:
    return Path(store.evidence) / "r/website.warc.gz"


@pytest.mark.proves("flipped-byte")
def test_a_byte_flipped_anywhere_is_found_and_named(kept: Store) -> None:
    path, pages = file_of(kept), kept.rows(Page)
    whole = path.read_bytes()
    starts = [n for n in range(len(whole)) if whole.startswith(GZIP_HEADER, n)]
    assert len(starts) == 6  # warcinfo, a pair, three responses
    rng = random.Random(7)
    for at in sorted({*rng.sample(range(len(whole)), 60), *(s + k for s in starts for k in range(len(GZIP_HEADER)))}):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        faults = list(verify(kept, KINDS))
        record = max(s for s in starts if s <= at)
        place = f"r/website.warc.gz at {record}:"
        assert any(place in line for line in faults), (at, faults)
        named = [p for p in pages if p.offset == record]
        assert all(any(p.id in line and p.url in line for line in faults) for p in named), (at, faults)
    path.write_bytes(whole)
    assert list(examined(kept, KINDS)) == []


@pytest.mark.proves("flipped-byte")
def test_a_flipped_bit_is_found_unless_it_fills_up_a_byte(kept: Store) -> None:
    """Behind the end of a deflate stream up to seven bits fill up its byte: no reader looks at them, and no content changes."""
    path, pages = file_of(kept), kept.rows(Page)
    whole, bodies = path.read_bytes(), [kept.body(p) for p in kept.rows(Page)]
    ends = [*(n for n in range(1, len(whole)) if whole.startswith(GZIP_HEADER, n)), len(whole)]
    rng = random.Random(8)
    for at, bit in [(rng.randrange(len(whole)), rng.randrange(8)) for _ in range(60)] + [(e - 9, 7) for e in ends]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        if not list(verify(kept, KINDS)):
            assert at + 9 in ends, (at, bit)
            assert [kept.body(p) for p in pages] == bodies
    path.write_bytes(whole)


def test_an_index_of_the_database_that_lost_an_entry_is_named(kept: Store) -> None:
    """What no row and no byte of the archive can tell: SQLite does, of its own file."""
    indexes = "select name, rootpage from sqlite_master where type = 'index' and tbl_name = 'page' and sql is not null"
    (name, page), *_ = query(kept, indexes)
    ((size,),) = query(kept, "pragma page_size")
    kept.close()
    path = Path(kept.tables.removeprefix("sqlite:///"))
    whole = bytearray(path.read_bytes())
    start = (page - 1) * size
    assert whole[start] == 10, "a leaf of an index"
    whole[start + 4] -= 1  # its number of entries
    path.write_bytes(whole)
    faults = list(verify(Store(kept.tables, kept.evidence), KINDS))
    assert faults and all(str(path) in line for line in faults) and any(name in line for line in faults), faults


def query(store: Store, asked: str) -> Any:
    with store.engine.connect() as connection:
        return connection.exec_driver_sql(asked).all()


def test_bytes_cut_out_or_put_in_do_not_hide_what_follows(kept: Store) -> None:
    path = file_of(kept)
    whole, first = path.read_bytes(), min(kept.rows(Page), key=lambda p: p.offset or 0)
    middle = (first.offset or 0) + 60
    for changed in (whole[:middle] + whole[middle + 1 :], whole[:middle] + b"\0" + whole[middle:], whole[:-20]):
        path.write_bytes(changed)
        faults = list(verify(kept, KINDS))
        assert faults and all(p.id in "".join(faults) for p in kept.rows(Page) if kept_wrong(kept, p))
    path.unlink()
    (gone,) = verify(kept, KINDS)
    assert "not in the archive; 4 pages" in gone


def kept_wrong(store: Store, page: Page) -> bool:
    try:
        store.record(page)
    except ValueError:
        return True
    return False


def test_a_pair_belongs_together(kept: Store) -> None:
    """The first half of a redacted pair, swapped for that of another, whole in itself."""
    path, page = file_of(kept), next(p for p in kept.rows(Page) if p.url.endswith("/2"))
    whole, start = path.read_bytes(), page.offset or 0
    half = whole.rfind(GZIP_HEADER, 0, start)
    other = Store(kept.tables.replace("dsci.sqlite", "b.sqlite"), path.parent.parent / "b")
    other.write([look(2, b"asked by Li", b"asked by \xe2\x96\xa0")], "r/website")
    (theirs,) = other.rows(Page)
    foreign = (Path(other.evidence) / "r/website.warc.gz").read_bytes()[: theirs.offset]
    foreign = foreign[foreign.rfind(GZIP_HEADER) :]
    path.write_bytes(whole[:half] + foreign + whole[start:])
    moved = len(foreign) - (start - half)
    with kept.engine.begin() as connection:
        connection.exec_driver_sql(f'update page set "offset" = "offset" + {moved} where "offset" >= {start}')
    assert ["the response that it was made from" in line for line in verify(kept, KINDS)] == [True]


def test_what_no_row_names_is_a_note(kept: Store) -> None:
    again = Store(kept.tables, kept.evidence)
    again.write([look(1)], "r/website")  # made again: its first record is nobody's now
    again.close()
    path = file_of(kept)
    path.write_bytes(path.read_bytes() + GZIP_HEADER + b"half a rec")
    (path.parent / "of-a-person.txt").write_text("x")
    found = list(examined(again, KINDS))
    assert [f.fault for f in found] == [False] * 3
    assert "of-a-person.txt" in found[0].text and "tail" in found[1].text and look(1).page.url in found[2].text


def test_a_score_rests_on_its_observation(kept: Store) -> None:
    score = Result("s", "2026", "level:province", "330000", "website.x", "indicator", 50.0, 1, 1, "", 1.0)
    kept.put([Observation("110000", "website", "website.x", "2026", NOW, None, Status.DNS), score])
    (line,) = verify(kept, KINDS)
    assert line.startswith("result s 330000 website.x 2026")
    kept.put([Observation("330000", "website", "website.x", "2026", NOW, None, Status.DNS)])
    assert list(verify(kept, KINDS)) == []


@pytest.mark.parametrize(("lost", "told"), [
    ('"offset" = null', "no place of its bytes"), ("length = null", "the row says None"),
    ("warc = 'r/website.warc.gz.lost-1'", "it is not read; 1 pages"), ("warc = 'r/mine.txt'", "it is not read; 1 pages"),
    ("warc = ''", "not in the archive; 1 pages"),
])  # fmt: skip
def test_a_page_whose_bytes_nobody_finds_is_a_fault(kept: Store, lost: str, told: str) -> None:
    for name in ("website.warc.gz.lost-1", "mine.txt"):
        (file_of(kept).parent / name).write_bytes(b"x")
    page = kept.rows(Page)[0]
    with kept.engine.begin() as connection:
        connection.exec_driver_sql(f"update page set {lost} where id = '{page.id}'")
    (fault,) = verify(kept, KINDS)
    assert page.id in fault and page.url in fault and told in fault


def test_a_visit_keeps_the_hash_only(kept: Store) -> None:
    kept.write([Look(replace(look(5).page, purpose="visit"))], "r/website")
    assert list(examined(kept, KINDS)) == []


def test_a_run_may_be_named_like_what_is_set_aside(tmp_path: Path) -> None:
    store = store_at(str(tmp_path))
    store.write([look(1)], "a.lost-1/website")
    assert list(examined(store, KINDS)) == []
    (file,) = (tmp_path / "evidence").rglob("*.warc.gz")
    file.write_bytes(file.read_bytes()[:-9])
    assert len(list(verify(store, KINDS))) == 1


def test_a_file_that_comes_while_files_are_listed_is_read(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept.archive, "names", lambda: iter(()))
    assert list(examined(kept, KINDS)) == []


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    kept.write([look(5)], "a/first")
    kept.write([look(6)], "s/last")
    last = file_of(kept).parent.parent / "s/last.warc.gz"
    last.write_bytes(last.read_bytes()[:-9])
    whole, refused = kept.archive.open, PermissionError(13, "Permission denied")

    def opened(name: str) -> Any:
        if name.startswith("a/"):
            raise refused
        return Broken() if name.startswith("r/") else whole(name)

    monkeypatch.setattr(kept.archive, "open", opened)
    first, second, third = verify(kept, KINDS)
    assert first.startswith("a/first.warc.gz: it cannot be read: ") and "Permission denied" in first
    assert second.startswith("r/website.warc.gz: it cannot be read: ") and "Input/output" in second
    assert look(6).page.id in third


def test_an_archive_that_cannot_be_listed_is_named_and_what_rows_name_is_read(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(kept.archive, "names", refused)
    path = file_of(kept)
    path.write_bytes(path.read_bytes()[:-9])
    listing, cut = verify(kept, KINDS)
    assert str(kept.evidence) in listing and "Permission denied" in listing and "r/website.warc.gz at" in cut
