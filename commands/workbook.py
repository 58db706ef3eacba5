"""XLSX as an analyst wants it: frozen heads, filters, number formats; text that looks like a formula stays text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ..contract import CHINA

BOLD = Font(bold=True)
FLOAT = "0.000"
WIDEST = 48


def write_xlsx(path: str, sheets: Mapping[str, Sequence[Any]], *kinds: type) -> None:
    """Writes one sheet per entry: records of the kind at the same place, or rows of cells whose first is the head."""
    book = Workbook(write_only=True)
    for (title, rows), kind in zip(sheets.items(), kinds or [None] * len(sheets), strict=True):
        table: list[Sequence[Any]] = _table(rows, kind) if kind else list(rows)
        _fill(book.create_sheet(title[:31]), table)
    part = Path(f"{path}.part")
    book.save(part)
    part.replace(path)


def _table(rows: Iterable[Any], kind: type) -> list[Sequence[Any]]:
    names = [f.name for f in fields(kind)]
    return [names, *([getattr(row, name) for name in names] for row in rows)]


def _fill(sheet: WriteOnlyWorksheet, table: list[Sequence[Any]]) -> None:
    head = table[0]
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(table)}"
    for number, name in enumerate(head, start=1):
        shown = [len(str(row[number - 1])) for row in table[:50]]
        sheet.column_dimensions[get_column_letter(number)].width = min(WIDEST, max(8, *shown) + 2, 2 * len(str(name)) + 40)
    sheet.append([_cell(sheet, name, BOLD) for name in head])
    for row in table[1:]:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Any, font: Font | None = None) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    elif isinstance(value, tuple):
        value = " ".join(value)
    try:
        cell = WriteOnlyCell(sheet, value)
    except IllegalCharacterError:
        cell = WriteOnlyCell(sheet, "".join(c for c in value if c.isprintable()))
    if isinstance(cell.value, str):
        cell.data_type = "s"
    elif isinstance(value, float):
        cell.number_format = FLOAT
    if font:
        cell.font = font
    return cell
