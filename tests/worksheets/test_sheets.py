"""The sheets that raters get: who gets what, what is open to them, what they can tell of whom they rate."""

from __future__ import annotations

from pathlib import Path
from stat import S_IMODE

import pytest
from openpyxl import load_workbook

from dsci.channels import metrics
from dsci.channels.rubrics import items
from dsci.store import Store

from .conftest import CITIES, GUIDE, LAYOUT, dsci, export, head, sheet, units_of


def test_the_rubric_is_worded_to_the_last_level() -> None:
    channels = [item.channel for item in items().values()]
    assert {"website", "weibo", "wechat", "app", "video"} == set(channels)
    for item in items().values():
        assert len(item.levels) in (2, 5) and len(set(item.levels)) == len(item.levels) and "？" in item.question
        assert metrics()[item.id] == item.metric and item.metric.direction == 1 and item.metric.unit == "分"
        assert item.points(0) == 0 and item.points(len(item.levels) - 1) == 100
    assert items()[LAYOUT].points(3) == 75


def test_a_sheet_is_as_a_rater_expects(at: Path) -> None:
    assert export(at, "--item", "website", "--share", "1").exit_code == 0
    book = load_workbook(sheet(at, "甲"))
    about = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True, max_col=2)}
    assert (about["评分员"], about["时期"], len(about["批次"])) == ("甲", "2026", 12) and book.security.lockStructure
    page, item = book["办事指南易懂"], items()[GUIDE]
    top = head(page)
    shown = [str(page.cell(line, 1).value) for line in range(1, top)]
    assert shown[:2] == [item.zh, item.question] and [text.split("　") for text in shown[2:]] == [
        [str(n), level] for n, level in enumerate(item.levels)
    ]
    assert [cell.value for cell in page[top]] == ["代码", "评分", "备注", "页面1", "抓取时间1", "页面2", "抓取时间2"]
    assert page.freeze_panes == f"B{top + 1}" and page.max_row == top + 8
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == '"0,1,2,3,4,无法判断"' and str(choice.sqref) == f"B{top + 1}:B{top + 8}" and choice.showErrorMessage
    assert len(choice.prompt) <= 255 and choice.prompt.startswith(f"0 {item.levels[0]}")
    assert page.protection.sheet and not page.protection.password
    row = page[top + 1]
    assert [cell.protection.locked for cell in row[:5]] == [True, False, False, True, True]
    assert row[3].hyperlink.target == row[3].value and row[4].value == "2026-10-31 20:00"
    assert book["有可推广的创新"].data_validations.dataValidation[0].formula1 == '"否,是,无法判断"'
    assert all(page.column_dimensions[letter].width >= 10 for letter in "ABCDEFG")


def test_what_is_shown_was_seen(at: Path) -> None:
    export(at, "--item", GUIDE, "--share", "0")
    links = {cell.value for cell in load_workbook(sheet(at, "甲"))["办事指南易懂"]["D"] if cell.hyperlink}
    links |= {cell.value for cell in load_workbook(sheet(at, "乙"))["办事指南易懂"]["D"] if cell.hyperlink}
    assert len(links) == 8 and not any("gone" in str(link) for link in links)


def test_the_seed_draws_codes_and_deals_out(at: Path) -> None:
    for out, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        export(at, "--item", LAYOUT, "--share", "0.25", "--draw", "6", "--seed", seed, out=out)
    keys = [(at / out / "key.csv").read_text(encoding="utf-8-sig") for out in "abc"]
    assert keys[0] == keys[1] != keys[2]
    lines = [line.split(",") for line in keys[0].splitlines()[1:]]
    units, raters = [line[1] for line in lines], [line[4].split() for line in lines]
    assert len(set(units)) == 6 and set(units) < set(CITIES) and units != sorted(units)
    assert sum(len(names) for names in raters) == 6 + 2  # a quarter of six, rounded up, is given to both
    assert sorted(names[0] for names in raters) == ["乙"] * 3 + ["甲"] * 3, "each is the first rater of half"


@pytest.mark.parametrize(("blind", "named", "linked"), [("code", False, True), ("full", False, False), ("none", True, True)])
def test_blinding_is_as_it_says(at: Path, blind: str, named: bool, linked: bool) -> None:
    export(at, "--item", GUIDE, "--share", "1", "--blind", blind)
    page = load_workbook(sheet(at, "甲"))["办事指南易懂"]
    row = page[head(page) + 1]
    assert ("gov.cn" in row[3].value, row[3].hyperlink is not None) == (linked, linked)
    assert linked or row[3].value.startswith("/guide/")
    everything = " ".join(str(cell.value) for line in page.iter_rows() for cell in line)
    assert any(name in everything for name in ("杭州", "宁波", "330100 ")) is named


def test_the_key_stays_with_the_organiser(at: Path) -> None:
    told = export(at, "--item", LAYOUT, "--share", "1")
    assert S_IMODE((at / "rating" / "key.csv").stat().st_mode) == 0o600
    assert [p.name for p in sorted((at / "rating" / "raters").iterdir())] == ["评分表-乙.xlsx", "评分表-甲.xlsx"]
    assert set(units_of(at).values()) == set(CITIES) and "首页布局清晰：8 个单位，8 个由两人评" in told.output
    again = export(at, "--item", LAYOUT)
    assert again.exit_code == 2 and "已存在" in again.output


def test_an_account_is_shown_where_people_visit_it(at: Path) -> None:
    export(at, "--item", "weibo.content_usefulness", "--share", "1")
    page = load_workbook(sheet(at, "甲"))["微博内容有用"]
    assert page.max_row == head(page) + 1 and page.cell(page.max_row, 4).value == "https://weibo.com/u/1234567890"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("--item", "website.nothing"), "no item 'website.nothing'"),
        (("--rater", "甲"), "want different ids"),
        (("--rater", "丙 丁"), "want different ids"),
        (("--share", "1.5"), "want 0 to 1"),
        (("--draw", "9"), "9 units cannot be drawn of 8"),
        (("--item", "app"), "nothing for 甲, 乙 to rate"),
        (("--period", "2025"), "nothing was measured in 2025"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_before_anything_is_written(at: Path, words: tuple[str, ...], fault: str) -> None:
    told = export(at, *words)
    assert told.exit_code == 2 and fault in told.output and not (at / "rating").exists()


def test_one_rater_alone_says_so(at: Path, store: Store) -> None:
    unit = ("worksheet", "export", "--unit", "330100", "--rater", "甲", "--item", LAYOUT, "--out", str(at / "one"))
    assert "two raters" in dsci(at, *unit).output
    told = dsci(at, *unit, "--share", "0")
    assert told.exit_code == 0 and "评分将不采用" in told.output
