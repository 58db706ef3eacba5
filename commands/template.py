"""The empty sheets that `dsci import --template` writes: a sheet a table with drop-downs, and one that explains every column."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..channels.imports.aliases import Table, tables, words
from ..channels.imports.grid import EXPLAINED

HEAD = ("工作表", "列", "类型", "必填", "示例", "含义", "meaning", "也认得的列名 also known as")
KINDS = {
    "id": "编号（文本）", "words": "文字", "count": "计数", "whole": "整数", "stars": "0 至 5", "number": "数", "time": "时间",
    "flag": "是/否", "media": "媒体", "link": "链接", "platform": "平台", "store": "商店",
}  # fmt: skip
SECTIONS = {"platform": "platforms", "store": "stores"}
LINES = 5000  # lines that drop-downs reach


def write_template(channel: str, path: str) -> None:
    """Writes the empty workbook of a channel."""
    book = Workbook()
    book.remove(book.active)
    for table in tables(channel).values():
        _empty(book.create_sheet(table.title), table)
    _explain(book.create_sheet(EXPLAINED), list(tables(channel).values()))
    part = Path(f"{path}.part")
    book.save(part)
    part.replace(path)


def _empty(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for at, field in enumerate(table.fields, start=1):
        letter = get_column_letter(at)
        sheet.cell(1, at, table.headers[field.name][0]).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 14
        if field.kind in ("id", "link"):
            sheet.column_dimensions[letter].number_format = "@"  # else a spreadsheet rounds long numbers
        if choices := _choices(field.kind):
            choice = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{LINES}")
            sheet.add_data_validation(choice)


def _choices(kind: str) -> tuple[str, ...]:
    """The words that a drop-down of that kind offers."""
    listed = words(SECTIONS[kind]).values() if kind in SECTIONS else ()
    return ("是", "否") if kind == "flag" else tuple(names[0] for names in listed)


def _explain(sheet: Worksheet, listed: list[Table]) -> None:
    sheet.append(HEAD)
    for table in listed:
        for field in table.fields:
            also = " ".join(table.headers[field.name][1:])
            needed = _needed(table, field.name)
            example = table.example.get(field.name, "")
            header = table.headers[field.name][0]
            sheet.append((table.title, header, KINDS[field.kind], needed, example, field.zh, field.en, also))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGH", (12, 18, 12, 14, 30, 48, 48, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _needed(table: Table, name: str) -> str:
    """What the explanation says of a column that has to be there, alone or in place of others."""
    need = next((need for need in table.needs if name in need), ())
    others = "、".join(table.headers[other][0] for other in need if other != name)
    return "" if not need else f"或{others}" if others else "是"
