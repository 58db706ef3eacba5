"""Filled sheets read back: every fault by sheet and cell, a file wholly or not at all, twice the same as once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dsci.contract import Judgement, Page
from dsci.store import Store, store_at

from .conftest import CITIES, GUIDE, LAYOUT, copied, dsci, export, fill, head, sheet, take

TITLE = "首页布局清晰"
Spoil = Callable[[Any], None]


@pytest.fixture(scope="module")
def handed(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder with the sheets of both, filled in: city number n is rated n modulo 5. To be copied."""
    at = copied(prepared, tmp_path_factory.mktemp("filled"))
    export(at, "--item", LAYOUT, "--share", "1", "--seed", "3")
    for rater in "甲乙":
        fill(at, rater, TITLE, lambda unit: CITIES.index(unit) % 5)
    return at


@pytest.fixture
def filled(at: Path, handed: Path) -> Path:
    """The same folder, for one test."""
    return copied(handed, at)


def change(at: Path, rater: str, spoil: Spoil) -> None:
    book = load_workbook(sheet(at, rater))
    spoil(book)
    book.save(sheet(at, rater))


def test_ratings_come_back_by_unit(filled: Path, store: Store) -> None:
    change(filled, "甲", lambda book: setattr(book[TITLE].cell(head(book[TITLE]) + 1, 3), "value", " 清楚 "))
    told = take(filled, "甲")
    rows = store.rows(Judgement)
    assert told.exit_code == 0 and "甲 评 8 项，未评 0 项" in told.output
    assert {row.unit: row.value for row in rows} == {unit: n % 5 for n, unit in enumerate(CITIES)}
    assert {(row.metric, row.period, row.rater, row.asked) for row in rows} == {(LAYOUT, "2026", "甲", 2)}
    (page,) = store.rows(Page, channel="worksheet")
    assert store.body(page) == sheet(filled, "甲").read_bytes() and {row.sheet for row in rows} == {page.sha256}
    assert [row.note for row in rows if row.note] == ["清楚"] and all(len(row.pages) == 1 for row in rows)
    line = next(row for row in rows if row.note).cell
    assert line == f"{TITLE}!B{head(load_workbook(sheet(filled, '甲'))[TITLE]) + 1}"


def test_the_same_bytes_twice_change_nothing(filled: Path, store: Store) -> None:
    take(filled, "甲")
    before = store.rows(Judgement), store.rows(Page)
    assert "没有变化" in take(filled, "甲").output
    assert (store.rows(Judgement), store.rows(Page)) == before


def test_words_and_figures_are_taken_as_people_type_them(filled: Path, store: Store) -> None:
    def typed(book: Any) -> None:
        page = book[TITLE]
        for step, value in enumerate(("３", "3", 3.0, " 4 ", "无法判断", None, 0), start=1):
            page.cell(head(page) + step, 2).value = value

    change(filled, "甲", typed)
    assert "甲 评 7 项，未评 1 项" in take(filled, "甲").output
    order = sorted(store.rows(Judgement), key=lambda row: int(row.cell.split("!B")[1]))
    assert [row.value for row in order][:6] == [3, 3, 3, 4, None, 0]


def cell(column: int, step: int, value: object) -> Spoil:
    def spoil(book: Any) -> None:
        page = book[TITLE]
        page.cell(head(page) + step, column).value = value

    return spoil


def taken_out(book: Any) -> None:
    book[TITLE].delete_rows(head(book[TITLE]) + 2)


def shifted(book: Any) -> None:
    book[TITLE].insert_cols(2)


def stranger(book: Any) -> None:
    book["说明"]["B3"].value = "丙"


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (cell(2, 3, 5), f"{TITLE}!B11：“5”不是可选的评分（0、1、2、3、4、无法判断）"),
        (cell(2, 3, "很好"), f"{TITLE}!B11：“很好”不是可选的评分"),
        (cell(2, 3, 2.5), f"{TITLE}!B11：“2.5”不是可选的评分"),
        (cell(1, 3, "U099"), f"{TITLE}!A11：代码“U099”不在这位评分员的名单里"),
        (cell(1, 3, "U001"), f"{TITLE}!A11：代码 U001 在第 9 行已出现"),
        (cell(3, 3, "长" * 2001), f"{TITLE}!C11：备注有 2001 个字"),
        (taken_out, f"{TITLE}：缺少代码 U002"),
        (shifted, f"{TITLE}!B8：应是表头“评分”"),
        (lambda book: book.remove(book[TITLE]), f"{TITLE}：缺少这张表"),
        (lambda book: book.create_sheet("草稿").append(("x",)), "草稿：不是评分表中原有的表"),
        (stranger, "评分员“丙”不在 key.csv 中"),
        (lambda book: book.remove(book["说明"]), "不是 dsci worksheet export 的评分表"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_cell_and_nothing_is_kept(filled: Path, store: Store, spoil: Spoil, fault: str) -> None:
    change(filled, "甲", spoil)
    told = take(filled, "甲")
    assert told.exit_code == 1 and fault in told.output and "整个文件未导入" in told.output
    assert store.rows(Judgement) == [] == store.rows(Page, channel="worksheet")


@pytest.mark.proves("formula-read")
def test_a_formula_is_not_run(filled: Path, store: Store) -> None:
    change(filled, "甲", cell(2, 3, "=1+1"))
    assert "甲 评 7 项，未评 1 项" in take(filled, "甲").output and len(store.rows(Judgement)) == 7


def test_all_faults_are_told_at_once_and_other_files_are_taken(filled: Path, store: Store) -> None:
    def both(book: Any) -> None:
        cell(2, 1, 9)(book)
        cell(2, 2, "x")(book)

    change(filled, "甲", both)
    told = take(filled, "甲", "乙")
    assert told.exit_code == 1 and "有 2 处错误" in told.output and f"{TITLE}!B9" in told.output and f"{TITLE}!B10" in told.output
    assert {row.rater for row in store.rows(Judgement)} == {"乙"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0 old", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused(filled: Path, store: Store, data: bytes) -> None:
    sheet(filled, "甲").write_bytes(data)
    told = take(filled, "甲")
    assert told.exit_code == 1 and "XLSX" in told.output and store.rows(Judgement) == []


def test_the_key_of_another_round_is_refused(filled: Path) -> None:
    export(filled, "--item", LAYOUT, "--share", "1", "--seed", "4", out="other")
    (filled / "rating" / "key.csv").write_bytes((filled / "other" / "key.csv").read_bytes())
    told = take(filled, "甲")
    assert told.exit_code == 1 and "不是同一批" in told.output


def test_a_key_that_excel_saved_again_still_fits_and_a_changed_one_does_not(filled: Path) -> None:
    path = filled / "rating" / "key.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    assert take(filled, "甲").exit_code == 0
    path.write_text(text.replace("330100", "330900"), encoding="utf-8")
    assert "不是同一批" in take(filled, "乙").output
    path.write_text(text.replace("330100", "000000"), encoding="utf-8")
    told = take(filled, "乙")
    assert told.exit_code == 2 and "没有代码为“000000”的单位" in told.output


def test_ratings_need_the_pages_that_were_shown(filled: Path, tmp_path: Path) -> None:
    files = [str(sheet(filled, "甲")), "--key", str(filled / "rating" / "key.csv")]
    store_at(str(tmp_path / "elsewhere" / "store")).count(Page)  # a store without a page
    told = dsci(tmp_path / "elsewhere", "worksheet", "import", *files)
    assert told.exit_code == 1 and "库中没有评分时出示的 8 个页面" in told.output


def test_a_later_sheet_counts_and_the_earlier_stays(filled: Path, store: Store) -> None:
    take(filled, "甲")
    fill(filled, "甲", TITLE, lambda _unit: 4)
    take(filled, "甲")
    assert len(store.rows(Judgement)) == 16 and len(store.rows(Page, channel="worksheet")) == 2


def test_items_are_sheets_of_their_own(at: Path, store: Store) -> None:
    export(at, "--item", LAYOUT, "--item", GUIDE, "--share", "1")
    fill(at, "甲", "办事指南易懂", lambda _unit: 2)
    assert "甲 评 8 项，未评 8 项" in take(at, "甲").output
    assert {(row.metric, len(row.pages)) for row in store.rows(Judgement)} == {(GUIDE, 2)}
