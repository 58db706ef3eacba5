"""Files of every kind and make: encodings, delimiters, hostile ones; nothing crashes and nothing is guessed."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dsci.channels.imports import xlsx as xlsx_module
from dsci.channels.imports.files import Sheet, Unreadable, sheets
from dsci.channels.imports.gather import Terms, _page, gather
from dsci.channels.imports.grid import grids
from dsci.channels.imports.reader import read
from dsci.channels.imports.whose import Known
from dsci.contract import Answer, Status

from . import ACCOUNTS, AS_OF, xlsx

TEXT = "昵称,粉丝数\n示例发布,10\n"


def cells(data: bytes) -> list[tuple[object, ...]]:
    return [row for sheet in sheets(data) for _, row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_in_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    text = TEXT.replace(",", delimiter) + f"甲, 乙{delimiter}5\n"
    data = (text.replace("甲, 乙", '"甲, 乙"')).encode(encoding)
    assert cells(data) == [("昵称", "粉丝数"), ("示例发布", "10"), ("甲, 乙", "5")]


def test_cells_that_are_dressed_up_for_spreadsheets() -> None:
    assert cells(b'a,b,c\n="0071",\'=1,"12\t"\n') == [("a", "b", "c"), ("0071", "=1", "12")]


def test_json_lists_wherever_they_lie() -> None:
    data = json.dumps({"data": {"list": [{"a": 1, "b": [1]}, {"c": None}], "n": 3}}).encode()
    (sheet,) = sheets(data)
    assert sheet == Sheet("list", ((0, ("a", "b", "c")), (1, (1, "{…}", None)), (2, (None, None, None))), {})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b" \n", "文件是空的"),
        (b'[{"a": NaN}]', "NaN is no number"),
        (b"[" * 100_000, "嵌套过深"),
        (b'{"a": ' * 100_000, "嵌套过深"),
        (b"[1, 2", "不是 JSON"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "另存为 .xlsx"),
        (b"<html><table>", "另存为 .xlsx"),
        (b"PK\x03\x04 no zip", "不是可读的 XLSX"),
        (b"\xff\xff\x00\x81\x20", "既不是 UTF-8"),
    ],
)
def test_files_that_are_none(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        sheets(data)


@pytest.mark.proves("zip-bomb")
def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_module, "UNPACKED", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(Unreadable, match="最多"):
        sheets(out.getvalue())


@pytest.mark.proves("xml-entities")
def test_entities_and_outside_links_are_not_followed() -> None:
    plain, out = zipfile.ZipFile(io.BytesIO(xlsx(("a", [["昵称"]])))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in plain.namelist():
            body = plain.read(part)
            if part.endswith("sheet1.xml"):
                head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                body = head + body[body.find(b"<worksheet") :]
            archive.writestr(part, body)
    with pytest.raises(Unreadable, match="Entit"):
        sheets(out.getvalue())


@pytest.mark.proves("formula-read")
def test_formulas_give_what_they_last_gave_or_nothing() -> None:
    assert cells(xlsx(("a", [["x", "=1+1"], ["='[1]out.xlsx'!A1", "y"]]))) == [("x",), (None, "y")]


def test_dates_of_excel_are_whole_seconds() -> None:
    rows = [["t"], [datetime(2026, 10, 8, 8, 29, 59, 999_700)], [datetime(2026, 10, 8)]]
    assert cells(xlsx(("a", rows)))[1:] == [("2026-10-08T08:30:00",), ("2026-10-08",)]


def test_hidden_sheets_are_no_data() -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["a"])
    book.create_sheet("hidden").append(["b"])
    book["hidden"].sheet_state = "hidden"
    book.save(out)
    assert cells(out.getvalue()) == [("a",)]


@pytest.mark.proves("far-rows")
def test_a_far_cell_costs_nothing() -> None:
    book, out = Workbook(), io.BytesIO()
    book.active["A1"] = "昵称"
    book.active["XFD100000"] = 1
    book.save(out)
    assert cells(out.getvalue()) == [("昵称",)]


WORDS = [
    "10万+", "1.2万", "-", "2026-10-08", "46303.5", "昨天", "示例发布", "2418724427", "5212345678901234", "是", "否", "合计",
    "{…}", "https://weibo.com/2418724427/K3fnuEfZK", "K3fnuEfZK", "５", "0", "头条", "抖音", "苹果",
]  # fmt: skip
NUMBERS = st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=True)
CELL = st.none() | NUMBERS | st.text(max_size=12) | st.sampled_from(WORDS)
HEADS = {
    "weibo": ["微博UID", "昵称", "mid", "博文链接", "发布时间", "转发数(万)", "点赞数", "统计时间", "统计起始", "粉丝数"],
    "wechat": ["公众号", "链接", "标题", "发布时间", "阅读数", "位置", "图片数", "累计关注人数", "净增关注", "日期"],
    "video": ["平台", "账号", "作品标题", "作品链接", "发布时间", "播放量", "点赞量", "体裁", "统计日期", "粉丝数"],
    "app": ["应用ID", "商店", "应用名称", "开发者", "版本号", "评分", "评分人数", "大小(MB)", "介绍", "更新说明", "星级"],
}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(HEADS)), st.data())
def test_any_rows_are_taken_or_rejected_and_no_number_is_invented(channel: str, data: st.DataObject) -> None:
    head = data.draw(st.lists(st.sampled_from(HEADS[channel]), min_size=4, unique=True))
    rows = data.draw(st.lists(st.lists(CELL, max_size=len(head) + 1), max_size=6))
    lines = [(1, tuple(head)), *((n, tuple(row)) for n, row in enumerate(rows, start=2))]
    try:
        found = grids([Sheet("s", tuple(lines), {(3, 2): (2, 4)})], channel)
    except Unreadable:
        return
    out = gather("f", found, Known(channel, ACCOUNTS), Terms(AS_OF))
    passed = sum(out.passed.values())
    blank = sum(not any(c is not None and str(c).strip() for c in row) for row in rows)
    assert out.read == out.accepted + len(out.rejected) + out.replaced == len(rows) - passed - blank
    assert all(r.reason and r.line for r in out.rejected)
    for handed in out.looks:
        kept = json.loads(handed.body)
        given_cells = {json.dumps(c) for row in rows for c in row} | {json.dumps(str(c)) for row in rows for c in row}
        assert kept["rows"] and handed.account in ACCOUNTS
        page = _page(handed.account, handed.purpose, handed.seen_at)
        assert read(Answer(page, handed.body)).status is not Status.CHANGED_SHAPE
        numbers = [v for row in kept["rows"] for k, v in row.items() if isinstance(v, int | float)]
        assert all(json.dumps(v) in given_cells for v in numbers)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf\xef\xbb\xbfa,b\n")
@example(b'"a\n')
@example(b"a,b\x00\n")
def test_any_bytes_are_sheets_or_refused(data: bytes) -> None:
    try:
        assert isinstance(sheets(data), list)
    except Unreadable as refused:
        assert str(refused)
