"""What `dsci sheets` writes, `dsci import` takes: the same facts, statuses and observations in another store."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dsci.channels import channels
from dsci.channels.imports import exact
from dsci.cli import main
from dsci.commands.shown.workbook import write_xlsx
from dsci.contract import (
    CHINA,
    Account,
    Comments,
    Fact,
    FullText,
    Method,
    Observation,
    Page,
    Period,
    Post,
    Profile,
    Status,
    Timeline,
    fact,
    page_id,
)
from dsci.pipeline import measure_period
from dsci.registry import units
from dsci.store import Look, Store, open_store

SEEN = datetime(2026, 10, 31, 20, 0, 0, 123456, tzinfo=CHINA)
UID = "2418724427"
RUN = "2026-10-31"


def look(
    purpose: str, number: int, status: Status = Status.OK, seen: datetime = SEEN, unit: str = "330100", id: str = UID
) -> Page:
    url, body = f"https://m.weibo.cn/{purpose}?n={number}", f"{number}".encode()
    return Page(
        page_id(RUN, "weibo", unit, purpose, f"{url}{seen}"), url, unit, "weibo", id, purpose, RUN, 0, seen, seen, status, 200,
        "application/json", sha256=sha256(body).hexdigest(), method=Method.COOKIE_API,
    )  # fmt: skip


def post(page: Page, number: int, **rest: Any) -> Post:
    told: dict[str, Any] = {
        "published": page.seen_at - timedelta(days=number, hours=3), "title": f"社保指南 {number}\n二", "pictures": 3,
        "original": number % 2 == 0, "pinned": False, "reposts": number, "comments": 2, "likes": 100, "reads": None,
        "media": ("picture", "video"),
    }  # fmt: skip
    return fact(Post, page, str(5_212_345_678_901_000 + number), **(told | rest))


def profile(page: Page, followers: int, **rest: Any) -> Profile:
    return fact(
        Profile, page, page.account, name="杭州发布", description="=SUM(1)\r\n\x0b-", verified=True,
        verified_reason="杭州市人民政府", followers=followers, following=3, posts=9, likes=None, **rest,
    )  # fmt: skip


@pytest.fixture
def crawled(tmp_path: Path) -> Store:
    """A store as a crawl would leave it: lists of two pages, an empty look, a failed one, an account without any."""
    store = open_store(str(tmp_path / "a"))
    store.put([
        Account("330100", "weibo", "weibo", UID, name="杭州发布", source="list"),
        Account("330200", "weibo", "weibo", "3", name="宁波发布", source="list"),
        Account("330300", "weibo", "weibo", "", "absent", source="looked", checked="2026-10-31"),
    ])  # fmt: skip
    early, card = look("profile", 1, seen=SEEN - timedelta(days=40)), look("profile", 1)
    first, second = look("timeline", 1), look("timeline", 2)
    words, said, none = look("longtext", 1), look("comments", 1), look("comments", 2, Status.EMPTY)
    blocked = look("timeline", 1, Status.BLOCKED, unit="330200", id="3")
    posts = [post(first, n) for n in range(12)] + [post(second, n, censored=("likes",)) for n in range(12, 36)]
    ends = [
        fact(Timeline, first, first.url, items=12, oldest=posts[11].published, more=True),
        fact(Timeline, second, second.url, items=24, oldest=posts[-1].published, more=False),
    ]
    rest = [
        fact(FullText, words, posts[0].key, length=900, guides=2),
        fact(Comments, said, posts[1].key, seen=5, own=1, repeated=2, more=False),
        fact(Comments, none, posts[2].key, seen=0, own=0, repeated=0, more=False), profile(early, 1000), profile(card, 1500),
    ]  # fmt: skip
    pages = (early, card, first, second, words, said, none)
    every: list[Fact] = [*posts, *ends, *rest]
    looks = [Look(p, (), b"1", None, tuple(f for f in every if f.page == p.id)) for p in pages]
    looks = [replace(x, page=replace(x.page, sha256=sha256(b"1").hexdigest())) for x in looks]
    store.write([*looks, Look(blocked)], f"{RUN}/weibo")
    return store


def observed(store: Store) -> dict[tuple[str, str], tuple[Any, ...]]:
    codes = ("330100", "330200", "330300", "330400")
    period = Period.parse("2026")
    list(measure_period(store, [units()[c] for c in codes], period, period.end))
    rows = [o for code in codes for o in store.rows(Observation, unit=code, channel="weibo")]
    return {(o.unit, o.metric): (o.value, o.status, o.bound) for o in rows}


def dsci(*words: str) -> Any:
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 0, run.output
    return run


def test_the_same_observations_elsewhere(crawled: Store, tmp_path: Path) -> None:
    sheets, other = str(tmp_path / "w.xlsx"), str(tmp_path / "b")
    dsci("sheets", "weibo", "--store", str(tmp_path / "a"), "--out", sheets)
    said = dsci("import", "weibo", sheets, "--store", other)
    assert "未导入 0 行" in said.output
    again = open_store(other)
    before = observed(crawled)
    assert observed(again) == before
    assert {status for (unit, _), (_, status, _) in before.items() if unit == "330300"} == {Status.ABSENT}
    assert {status for (unit, _), (_, status, _) in before.items() if unit == "330400"} == {Status.NOT_TRIED}
    assert before["330200", "weibo.posts_per_day"][1] is Status.BLOCKED
    assert {p.method for p in again.rows(Page)} == {Method.IMPORT_OWNER}
    assert {o.method for o in again.rows(Observation, unit="330100", channel="weibo") if o.value is not None} == {"import_owner"}


def test_every_fact_comes_back_and_reparse_and_verify_hold(crawled: Store, tmp_path: Path) -> None:
    sheets, other = str(tmp_path / "w.xlsx"), str(tmp_path / "b")
    dsci("sheets", "weibo", "--store", str(tmp_path / "a"), "--out", sheets)
    dsci("import", "weibo", sheets, "--store", other)
    again = open_store(other)

    def told(store: Store, kind: type[Fact]) -> set[tuple[Any, ...]]:
        names = [f.name for f in fields(kind) if f.name != "page"]
        rows = [[getattr(row, name) for name in names] for row in store.rows(kind)]
        return {tuple(exact.cell(value) for value in row) for row in rows}

    for kind in (Post, Profile, FullText, Comments, Timeline):
        assert told(again, kind) == told(crawled, kind)
    before = {kind: again.rows(kind) for kind in (Post, Profile, Timeline)}
    assert "0 of another status" in dsci("reparse", "--store", other).output
    assert {kind: again.rows(kind) for kind in before} == before
    assert "0 faults" in dsci("verify", "--store", other).output


def test_a_fact_row_that_is_tied_to_another_look_is_rejected(crawled: Store, tmp_path: Path) -> None:
    sheets, other = tmp_path / "w.xlsx", str(tmp_path / "b")
    dsci("sheets", "weibo", "--store", str(tmp_path / "a"), "--out", str(sheets))
    book = load_workbook(sheets)
    book["发布"]["A2"] = 999
    book["发布"]["G3"] = "也许"
    book.save(sheets)
    run = CliRunner().invoke(main, ["import", "weibo", str(sheets), "--store", other])
    assert run.exit_code == 1
    assert "“查看”表中没有编号“999”、账号 2418724427、用途 timeline 的一行" in run.output
    assert "“也许”既不是“是”，也不是“否”" in run.output
    assert len(open_store(other).rows(Post)) == 34


def test_every_kind_of_the_four_channels_has_its_sheet_and_headers() -> None:
    kinds = {kind for name in ("weibo", "wechat", "app", "video") for kind in channels()[name].kinds}
    assert kinds <= set(exact.KINDS)
    for kind in exact.KINDS:
        assert [f.name for f, _ in exact.columns(kind) if f.name not in exact.NAMES] == []
        assert len(set(exact.head(kind))) == len(exact.head(kind))


TEXT = st.text(max_size=60).map(lambda t: exact.ILLEGAL.sub("", t))


@settings(max_examples=60, deadline=None)
@given(TEXT, st.none() | st.booleans(), st.none() | st.integers(0, 10**12), st.sampled_from([(), ("likes",), ("a", "b")]))
def test_any_fact_survives_its_sheet(title: str, flag: bool | None, number: int | None, words: tuple[str, ...]) -> None:
    page = look("timeline", 1)
    row = post(page, 1, title=title, original=flag, likes=number, censored=words)
    book = exact.sheets([], [page], [row])
    values = dict(zip(exact.head(Post), book["发布"][1], strict=True))
    for field, hint in exact.columns(Post):
        assert exact.value_of(values[exact.NAMES[field.name]], hint) == getattr(row, field.name)


def test_texts_survive_the_workbook(tmp_path: Path) -> None:
    texts = ["=1+1", "'x", " x ", "_x000D_", "a\nb", "1e5", "007", "是", "+86", "\u3000全", "😀", "x" * 9000]
    write_xlsx(str(tmp_path / "t.xlsx"), {"a": [("t",), *((exact.cell(t),) for t in texts)]})
    found = [row[0] for row in load_workbook(tmp_path / "t.xlsx", read_only=True)["a"].iter_rows(min_row=2, values_only=True)]
    assert found == texts


def imported(store: Store, days: int, followers: int, method: Method = Method.IMPORT_VENDOR) -> None:
    """A profile by import, so many days before SEEN."""
    page = look("profile", 9, seen=SEEN - timedelta(days=days))
    page = replace(page, url=f"import:a.csv#{days}", method=method, run="import-a")
    page = replace(page, id=page_id(page.run, "weibo", page.unit, "profile", page.url), sha256=sha256(b"1").hexdigest())
    store.write([Look(page, (), b"1", None, (profile(page, followers),))], "import-a/weibo")


def test_an_earlier_profile_by_the_other_road_keeps_the_history(crawled: Store, tmp_path: Path) -> None:
    sheets, other = str(tmp_path / "w.xlsx"), str(tmp_path / "b")
    imported(crawled, 20, 1100)
    imported(crawled, 10, 1490, Method.IMPORT_OWNER)
    dsci("sheets", "weibo", "--store", str(tmp_path / "a"), "--out", sheets)
    dsci("import", "weibo", sheets, "--store", other, "--by", "owner")
    again, before = open_store(other), observed(crawled)
    assert observed(again) == before
    assert before["330100", "weibo.followers"][0] == 1500
    assert before["330100", "weibo.followers_jump"][0] == pytest.approx(390 / 1100 / 10)
    assert sorted(p.method for p in again.rows(Page, purpose="profile")) == [
        *[Method.IMPORT_OWNER] * 3, Method.IMPORT_VENDOR,
    ]  # fmt: skip


def test_a_profile_after_the_look_that_counts_is_left_out_and_said(crawled: Store, tmp_path: Path) -> None:
    sheets, other = str(tmp_path / "w.xlsx"), str(tmp_path / "b")
    imported(crawled, -2, 1600)
    said = dsci("sheets", "weibo", "--store", str(tmp_path / "a"), "--out", sheets)
    assert "1 profiles left out" in said.output
    dsci("import", "weibo", sheets, "--store", other)
    assert observed(open_store(other))["330100", "weibo.followers"] == observed(crawled)["330100", "weibo.followers"]


def test_an_older_crawls_list_keeps_its_posts_and_tells_no_end(crawled: Store, tmp_path: Path) -> None:
    sheets, other = str(tmp_path / "w.xlsx"), str(tmp_path / "b")
    page = replace(look("timeline", 7, seen=SEEN - timedelta(days=20)), run="2026-10-11", sha256=sha256(b"1").hexdigest())
    page = replace(page, id=page_id(page.run, "weibo", page.unit, "timeline", page.url))
    end = fact(Timeline, page, page.url, items=1, oldest=page.seen_at, more=True)
    crawled.write([Look(page, (), b"1", None, (post(page, 90), end))], "2026-10-11/weibo")
    dsci("sheets", "weibo", "--store", str(tmp_path / "a"), "--out", sheets)
    dsci("import", "weibo", sheets, "--store", other)
    again = open_store(other)
    assert observed(again) == observed(crawled)
    assert (len(again.rows(Post)), len(again.rows(Timeline))) == (37, 2)


def test_the_accounts_of_a_workbook_have_headers_in_chinese_or_english(crawled: Store, tmp_path: Path) -> None:
    sheets = tmp_path / "w.xlsx"
    dsci("sheets", "weibo", "--store", str(tmp_path / "a"), "--out", str(sheets))
    book = load_workbook(sheets)
    page = book["账号名录"]
    assert [cell.value for cell in page[1]][:4] == ["单位代码", "渠道", "平台", "账号ID"]
    page.title = "账号登记"
    for at, field in enumerate(fields(Account), start=1):
        page.cell(1, at, field.name)
    page.append(("999999", "weibo", "weibo", "5", "main", "x"))
    book.save(sheets)
    run = CliRunner().invoke(main, ["import", "weibo", str(sheets), "--store", str(tmp_path / "b")])
    assert "账号登记 第 5 行 单位代码：“999999”有误：没有这个单位代码；整行未导入" in run.output
    assert open_store(str(tmp_path / "b")).rows(Account) == crawled.rows(Account)


def test_a_look_that_met_another_shape_comes_back_as_such(crawled: Store, tmp_path: Path) -> None:
    crawled.write([Look(replace(look("longtext", 8, Status.CHANGED_SHAPE), reason="$.data: missing"))], f"{RUN}/weibo")
    sheets, other = str(tmp_path / "w.xlsx"), str(tmp_path / "b")
    dsci("sheets", "weibo", "--store", str(tmp_path / "a"), "--out", sheets)
    dsci("import", "weibo", sheets, "--store", other)
    assert [p.reason for p in open_store(other).rows(Page, status="CHANGED_SHAPE")] == ["$.data: missing"]
