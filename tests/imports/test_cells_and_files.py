"""Cells and files that would be read as something else: row numbers, exact ids, gross for net, units, bombs, lines of JSON."""

from __future__ import annotations

import io
import zipfile

import pytest

from dsci.channels.imports import xlsx as xlsx_module
from dsci.channels.imports.aliases import match
from dsci.channels.imports.cells import Refused, Row
from dsci.channels.imports.files import NULL, Unreadable, sheets
from dsci.channels.imports.wechat import _id

from . import AS_OF, xlsx


def row(**cells: object) -> Row:
    return Row(cells, {name: name for name in cells}, AS_OF)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [1, 17.0, "3", "123456789", "0000000012", "ab12"])
def test_a_rows_number_is_no_articles_id(number: object) -> None:
    assert _id(row(id=number, title="社保", published="2026-10-08")).startswith("t:")
    link = "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"
    assert _id(row(id=number, url=link)) == "AbCdEfGhIjKlMnOpQrStUv"


@pytest.mark.parametrize("number", ["2247483650_2", 2247483650, "AbCdEfGhIjKlMnOpQrStUv"])
def test_an_articles_id_is_kept(number: object) -> None:
    assert _id(row(id=number, title="社保", published="2026-10-08")) == str(number)


def test_ids_of_json_are_exact_and_of_excel_are_not() -> None:
    (sheet,) = sheets(b'[{"id": 5212345678901234, "n": 3, "f": 5.2e15}]')
    assert sheet.rows[1][1] == ("5212345678901234", 3, 5.2e15)
    assert row(id=sheet.rows[1][1][0]).id("id") == "5212345678901234"
    for rounded in (5212345678901234, 5.2e15):
        with pytest.raises(Refused, match="Excel"):
            row(id=rounded).id("id")


def field_of(header: str, table: str) -> set[str]:
    """The fields that the header means in that table."""
    others = {"account": ["公众号", "粉丝数"], "posts": ["发布时间", "链接"]}[table]
    found = match([*others, header], "wechat")
    assert found and found.table.name == table
    return {name for name, (at, _) in found.columns.items() if at == 2}


@pytest.mark.parametrize("header", ["净增关注", "净增关注人数", "净增粉丝", "净增关注人数（近30天）", "近30天净增关注"])
def test_net_is_net(header: str) -> None:
    assert field_of(header, "account") == {"gained"}


@pytest.mark.parametrize(
    ("header", "table"),
    [("新增关注人数(近30天)", "account"), ("近30天新增关注", "account"), ("新增关注人数", "account"), ("预估粉丝数", "account"),
     ("阅读人数", "posts"), ("总阅读人数", "posts"), ("分享人数", "posts"), ("总分享人数", "posts")],
)  # fmt: skip
def test_gross_guesses_and_people_are_no_column(header: str, table: str) -> None:
    assert field_of(header, table) == set()


@pytest.mark.parametrize("day", ["日期", "时间"])
def test_rows_of_days_are_not_rows_of_accounts(day: str) -> None:
    found = match(["公众号", day, "新增关注人数", "净增关注人数", "累计关注人数"], "wechat")
    assert found and found.table.name == "daily"
    found = match(["公众号", "统计日期", "净增关注人数", "累计关注人数"], "wechat")
    assert found and found.table.name == "account"


def with_strings(name: str, count: int, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook whose table of strings has that name and so many empty strings."""
    plain, out = zipfile.ZipFile(io.BytesIO(xlsx(("a", [["昵称"], ["甲"]])))), io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for part in (part for part in plain.namelist() if part != "xl/sharedStrings.xml"):
            body = plain.read(part)
            archive.writestr(part, body.replace(b"</Types>", override) if part == "[Content_Types].xml" else body)
        head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        archive.writestr(name, head + b"<si/>" * count + b"</sst>")
    return out.getvalue()


@pytest.mark.proves("zip-bomb")
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/worksheets/other.xml"])
def test_a_bomb_of_strings_is_not_unpacked(name: str) -> None:
    with pytest.raises(Unreadable, match=r"压缩了 \d+ 倍，最多 200 倍"):
        sheets(with_strings(name, 7_000_000))
    with pytest.raises(Unreadable, match=r"解开后有 35\d+ 字节，最多 30000000"):
        sheets(with_strings(name, 7_000_000, zipfile.ZIP_STORED))
    assert [line for _, line in sheets(with_strings(name, 100))[0].rows] == [("昵称",), ("甲",)]


@pytest.mark.proves("zip-bomb")
def test_each_part_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx(("a", [["昵称"], *([f"账号{n}"] for n in range(500))]))
    with monkeypatch.context() as patch, pytest.raises(Unreadable, match=r"sheet1\.xml 解开后有"):
        patch.setattr(xlsx_module, "PART", 11_000)
        sheets(data)
    with monkeypatch.context() as patch, pytest.raises(Unreadable, match="最多 2 倍"):
        patch.setattr(xlsx_module, "DENSE", 1000)
        patch.setattr(xlsx_module, "DENSEST", 2)
        sheets(data)
    assert len(sheets(data)[0].rows) == 501


@pytest.mark.parametrize("cell", [12000, 12000.0, "12000", "12,000", "１２０００", "10000+"])
def test_a_count_that_was_never_divided_is_refused(cell: object) -> None:
    with pytest.raises(Refused, match="以万为单位"):
        Row({"reads": cell}, {"reads": "阅读数(万)"}, AS_OF).count("reads")  # type: ignore[dict-item]


@pytest.mark.parametrize(("cell", "value"), [(1.2, 12_000), ("9999", 99_990_000), ("10+", 100_000), ("1.2万", 12_000)])
def test_a_count_in_ten_thousands(cell: object, value: int) -> None:
    found = Row({"reads": cell}, {"reads": "阅读数(万)"}, AS_OF).count("reads")  # type: ignore[dict-item]
    assert found and found.value == value


def test_json_a_line_each() -> None:
    (sheet,) = sheets('{"a": 1}\n\n{"b": "x\u2028y"}\nnull\r\n{"a": 2}\n'.encode())
    assert [line for line, _ in sheet.rows] == [0, 1, 3, 5]
    assert [cells[0] for _, cells in sheet.rows] == ["a", 1, None, 2]
    assert sheet.passed == ((4, NULL),)
    assert sheets(b'{"a": 1}')[0].rows == ((0, ("a",)), (1, (1,)))


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b'{"a": 1}\n{"a": ', "第 2 行不是 JSON"), (b'{"a": 1}\n[1]', "第 2 行不是 JSON 对象"), (b'{\n"a": 1,\n}', "^不是 JSON")],
)
def test_lines_that_are_no_objects(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        sheets(data)


def test_a_null_in_a_list_is_passed_over() -> None:
    (sheet,) = sheets(b'{"list": [{"a": 1}, null, {"a": 2}]}')
    assert sheet.rows == ((0, ("a",)), (1, (1,)), (3, (2,)))
    assert sheet.passed == ((2, NULL),)
