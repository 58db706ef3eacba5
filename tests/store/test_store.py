"""The store: the same on both databases; whole looks or none; a flipped byte is found."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table, insert
from warcio.archiveiterator import ArchiveIterator

from dsci.contract import Account, Entry, Evidence, Judgement, Observation, Override, Page, Search, Status, fact
from dsci.store import Look, Store
from dsci.store.tables import table_of
from dsci.store.verify import examined, verify

from .looks import KINDS, NOW, look


def test_bytes_and_facts_come_back(store: Store) -> None:
    store.write([look(1), look(2, b"<html>\xb9</html>")], "r/website")
    pages = store.rows(Page, unit="330000")
    assert {store.body(p) for p in pages} == {b"<html>1</html>", b"<html>\xb9</html>"}
    entries = store.rows(Entry, unit="330000", channel="website")
    assert [e.position for e in sorted(entries, key=lambda e: e.position)] == [1, 2]
    assert entries[0].title == "标题��"
    assert entries[0].published == NOW
    assert list(verify(store, KINDS)) == []


def test_writing_twice_changes_nothing(store: Store) -> None:
    store.write([look(1)], "r/website")
    store.write([look(1)], "r/website")
    assert len(store.rows(Page)) == len(store.rows(Entry)) == 1


def test_a_look_without_bytes_is_a_row(store: Store) -> None:
    failed = replace(look(3).page, status=Status.TIMEOUT)
    store.write([Look(failed)], "r/website")
    (page,) = store.rows(Page)
    assert page.status is Status.TIMEOUT and page.offset is None
    with pytest.raises(ValueError, match="no bytes kept"):
        store.body(page)


def test_any_tool_reads_the_evidence(store: Store) -> None:
    store.write([look(1), look(2, b"asked by Wang", b"asked by \xe2\x96\xa0")], "r/website")
    with (store.evidence / "r/website.warc.gz").open("rb") as file:
        records = [(r.rec_type, r.content_stream().read()) for r in ArchiveIterator(file, check_digests="raise")]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "response", "conversion"]
    assert records[2][1] == b"" and records[3][1] == b"asked by \xe2\x96\xa0"
    raw = (store.evidence / "r/website.warc.gz").read_bytes()
    import gzip

    assert b"Wang" not in gzip.decompress(raw) and b"secret" not in gzip.decompress(raw)
    assert list(verify(store, KINDS)) == []


def test_a_tail_that_no_row_names_is_set_aside(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write([look(1)], "r/website")
    file = store.evidence / "r/website.warc.gz"
    before = file.read_bytes()

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(store, "_upsert", dies)
        store.write([look(2)], "r/website")
    assert len(file.read_bytes()) > len(before)
    assert len(store.rows(Page)) == 1
    store.close()
    again = Store(store.tables, store.evidence)
    tail = file.read_bytes()[len(before) :]
    again.write([look(3)], "r/website")
    assert file.read_bytes().startswith(before)
    assert (store.evidence / "r/website.warc.gz.lost-1").read_bytes() == tail
    assert {p.url[-1] for p in again.rows(Page)} == {"1", "3"}
    assert [(f.text.partition(":")[0], f.fault) for f in examined(again, KINDS)] == [("r/website.warc.gz.lost-1", False)]


def test_two_writers_take_two_files(store: Store) -> None:
    store.write([look(1)], "r/website")
    other = Store(store.tables, store.evidence)
    other.write([look(2)], "r/website")
    assert {p.warc for p in store.rows(Page)} == {"r/website.warc.gz", "r/website-2.warc.gz"}
    assert list(verify(store, KINDS)) == []


def test_a_flipped_byte_is_found_and_named(store: Store) -> None:
    store.write([look(1, b"x" * 5000), look(2)], "r/website")
    store.close()
    page = next(p for p in store.rows(Page) if p.url.endswith("/1"))
    file = store.evidence / page.warc
    raw = bytearray(file.read_bytes())
    raw[(page.offset or 0) + (page.length or 0) // 2] ^= 1
    file.write_bytes(raw)
    faults = list(verify(store, KINDS))
    assert len(faults) == 1 and page.id in faults[0]


def test_an_observation_needs_its_evidence(store: Store) -> None:
    store.write([look(1)], "r/website")
    (page,) = store.rows(Page)
    row = Observation("330000", "website", "website.x", "2026", NOW, 1.0, Status.OK)
    store.put([row])
    assert ["without evidence" in line for line in verify(store, KINDS)] == [True]
    store.put([Evidence("330000", "website.x", "2026", page.id)])
    assert list(verify(store, KINDS)) == []
    store.put([Evidence("330000", "website.x", "2026", "0" * 32)])
    assert ["not in the store" in line for line in verify(store, KINDS)] == [True]


def test_replacing_is_one_step(store: Store) -> None:
    rows = [Observation("330000", "website", f"website.{n}", "2026", NOW, n, Status.OK) for n in (1.0, 2.0)]
    store.put(rows)
    store.replace({Observation: {"unit": "330000", "period": "2026"}}, rows[:1])
    assert store.rows(Observation) == rows[:1]


def test_counting(store: Store) -> None:
    store.write([look(1), look(2), Look(replace(look(3).page, status=Status.DNS))], "r/website")
    assert store.count(Page) == [(3,)]
    assert store.count(Page, "status") == [("DNS", 1), ("OK", 2)]


def test_another_stores_evidence_is_never_cut(store: Store, tmp_path: Path) -> None:
    store.write([look(1)], "r/website")
    store.close()
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite'}", store.evidence)
    other.write([look(2)], "r/website")
    assert list(verify(store, KINDS)) == list(verify(other, KINDS)) == []


def test_headers_come_back_without_cookies(store: Store) -> None:
    store.write([look(1)], "r/website")
    (page,) = store.rows(Page)
    answer = store.answer(page)
    assert (answer.page, answer.body, answer.headers) == (page, b"<html>1</html>", (("Content-Type", "text/html"),))


def test_looks_below_http_are_records_too(store: Store) -> None:
    told = b'{"verified": true}'
    page = replace(look(1, told).page, url="tls://www.example.gov.cn:443/", http_status=None, content_type="application/json")
    store.write([Look(page, (("Content-Type", "application/json"),), told), look(2)], "r/website")
    with (store.evidence / "r/website.warc.gz").open("rb") as file:
        records = [(r.rec_type, r.content_type, r.content_stream().read()) for r in ArchiveIterator(file, check_digests="raise")]
    assert records[1] == ("resource", "application/json", told)
    (kept,) = store.rows(Page, url=page.url)
    assert store.answer(kept).body == told and store.answer(kept).headers == ()
    assert list(verify(store, KINDS)) == []


def test_a_store_made_before_gets_the_columns_it_lacks(store: Store) -> None:
    store.write([look(1)], "r/website")
    lost = {"page": ("about", "seconds"), "observation": ("simulated", "bound")}
    store.put([Observation("330000", "website", "website.x", "2026", NOW, 1.0, Status.OK, bound=2.0, simulated=True)])
    with store.engine.begin() as connection:
        for table, columns in lost.items():
            for column in columns:
                connection.exec_driver_sql(f"alter table {table} drop column {column}")
    store.close()
    again = Store(store.tables, store.evidence)
    (page,), (row,) = again.rows(Page), again.rows(Observation)
    assert (page.about, page.seconds, page.status) == ("", None, Status.OK)
    assert (row.value, row.bound, row.simulated) == (1.0, None, False)
    again.write([replace(look(2), page=replace(look(2).page, about="news\t\t要闻", seconds=2.5))], "r/website")
    assert {(p.about, p.seconds) for p in again.rows(Page)} == {("", None), ("news\t\t要闻", 2.5)}


def test_facts_gain_columns_too(store: Store) -> None:
    page = look(1).page
    row = fact(Search, page, "s", query="q", results=3, matching=1, smart=("suggest",))
    store.put([row])
    with store.engine.begin() as connection:
        connection.exec_driver_sql("alter table fact_search drop column smart")
    again = Store(store.tables, store.evidence)
    assert again.rows(Search) == [replace(row, smart=())]
    again.put([row])
    assert again.rows(Search) == [row]


def test_a_column_without_a_default_is_refused(store: Store) -> None:
    store.put([fact(Search, look(1).page, "s", query="q", results=3, matching=1)])
    with store.engine.begin() as connection:
        connection.exec_driver_sql("alter table fact_search drop column results")
    with pytest.raises(ValueError, match=r"fact_search\.results"):
        Store(store.tables, store.evidence).rows(Search)


def test_accounts_of_a_store_made_before_keep_their_rows_under_the_new_key(store: Store) -> None:
    row = Account("330100", "weibo", "weibo", "1", name="旧名", source="list", valid_to="2025-12-31")
    store.put([row])
    key = ("unit", "channel", "platform", "id")
    columns = [Column(c.name, c.type, primary_key=c.name in key, nullable=False) for c in table_of(Account).columns]
    before = Table("account", MetaData(), *columns)
    before.drop(store.engine)
    before.create(store.engine)
    with store.engine.begin() as connection:
        connection.execute(insert(before).values(**asdict(row)))
    store.close()
    again = Store(store.tables, store.evidence)
    renamed = replace(row, name="新名", valid_from="2026-01-01", valid_to="")
    again.put([renamed])
    assert again.rows(Account) == [row, renamed]
    assert Store(store.tables, store.evidence).rows(Account) == [row, renamed]


def test_what_people_say_comes_back_and_is_kept_with_its_look_or_not_at_all(store: Store) -> None:
    rating = Judgement("330000", "website.guide_clarity", "2026", "甲", None, "看不到", "s", "表!B9", NOW, 2, ("p", "q"))
    change = Override("330000", "website.ipv6", "2026", 1.0, Status.OK, "复核", "测评组", "e", "证.pdf", NOW)
    store.write([look(1)], "r/worksheet", [rating, change, replace(change, at=NOW.replace(hour=13), withdrawn=True)])
    assert store.rows(Judgement) == [rating] and len(store.rows(Override)) == 2 and store.rows(Override)[0] == change
    with pytest.raises(Exception, match=r"(?i)null"):
        store.write([look(2)], "r/worksheet", [replace(rating, note=None)])  # type: ignore[arg-type]
    assert len(store.rows(Page)) == 1
    assert [line.split(":")[0] for line in verify(store, KINDS)] == [
        "judgement 330000 website.guide_clarity 2026 by 甲", "override 330000 website.ipv6 2026",
    ]  # fmt: skip
