"""XLSX as an analyst wants it: frozen heads, filters, number formats; text that looks like a formula stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ...contract import CHINA
from ...files import whole
from .formats import number_format, width

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 cannot hold
BOLD = Font(bold=True)
WIDEST = 48
WRAPPED = Alignment(wrap_text=True, vertical="top")
LONGEST_LINK, MOST_LINKS = 2079, 65_000  # what Excel takes


@dataclass(frozen=True, slots=True)
class Linked:
    """A cell that leads to a page."""

    text: str
    url: str

    def __str__(self) -> str:
        return self.text


def write_xlsx(path: str, sheets: Mapping[str, Sequence[Any]], *kinds: type, wrap: bool = False) -> None:
    """Writes one sheet per entry: records of the kind at the same place, or rows of cells whose first is the head.
    With `wrap`, long texts go on in the next line of their cell."""
    book = Workbook(write_only=True)
    for (title, rows), kind in zip(sheets.items(), kinds or [None] * len(sheets), strict=True):
        table: Sequence[Sequence[Any]] = _table(rows, kind) if kind else rows
        _fill(book.create_sheet(_titled(title)), table, wrap)
    with whole(Path(path)) as part:
        book.save(part)


def _titled(text: str) -> str:
    """A sheet's name as a workbook takes it."""
    kept = "".join(c if c.isprintable() and c not in "[]:*?/\\" else " " for c in text)
    return kept.strip(" '")[:31].strip(" '") or "1"


def _table(rows: Iterable[Any], kind: type) -> list[Sequence[Any]]:
    names = [f.name for f in fields(kind)]
    return [names, *([getattr(row, name) for name in names] for row in rows)]


def _fill(sheet: WriteOnlyWorksheet, table: Sequence[Sequence[Any]], wrap: bool) -> None:
    head, first = table[0], table[:50]
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(table)}"
    for number, name in enumerate(head, start=1):
        shown = [width(row[number - 1]) for row in first]
        sheet.column_dimensions[get_column_letter(number)].width = min(WIDEST, max(8, *shown) + 2, 2 * len(str(name)) + 40)
    sheet.append([_cell(sheet, name, BOLD) for name in head])
    for number, row in enumerate(islice(table, 1, None), start=2):
        sheet.append([_shown(sheet, value, str(head[at]), (number, at + 1), wrap) for at, value in enumerate(row)])


def _shown(sheet: WriteOnlyWorksheet, value: Any, head: str, place: tuple[int, int], wrap: bool) -> Any:
    """What stands in a cell: plain text as it is, which takes half the time, all else as a cell of its own."""
    if value is None or (isinstance(value, str) and not wrap and _plain(value)):
        return value
    cell = _cell(sheet, str(value) if isinstance(value, Linked) else value)
    if cell.data_type == "n" and cell.value is not None:
        cell.number_format = number_format(cell.value, head, sheet.title)
    if wrap:
        cell.alignment = WRAPPED
    if isinstance(value, Linked) and place[0] <= MOST_LINKS:
        _link(cell, value.url, f"{get_column_letter(place[1])}{place[0]}")
    return cell


def _plain(text: str) -> bool:
    """Text that no spreadsheet takes for a formula or an error, and that a workbook can hold."""
    return text[:1] not in ("=", "#") and ILLEGAL.search(text) is None


def _link(cell: WriteOnlyCell, url: str, place: str) -> None:
    if url.startswith(("http://", "https://")) and url.isprintable() and len(url) <= LONGEST_LINK:
        cell.hyperlink = url
        cell.hyperlink.ref = place


def _cell(sheet: WriteOnlyWorksheet, value: Any, font: Font | None = None) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    elif isinstance(value, tuple):
        value = " ".join(map(str, value))
    if isinstance(value, str):
        value = ILLEGAL.sub("", value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(cell.value, str):
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell
