"""XLSX, which strangers send: unpacked sizes are bounded first, formulas and outside links never followed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.packaging.manifest import Manifest
from openpyxl.utils import column_index_from_string
from openpyxl.xml.constants import ARC_CONTENT_TYPES, SHARED_STRINGS
from openpyxl.xml.functions import fromstring

from .cells import Cell
from .files import COLUMNS, ROWS, Sheet, Unreadable, clean, plain

UNPACKED = 300_000_000  # bytes of all parts together
STRINGS, PART = 30_000_000, 100_000_000  # bytes of the table of strings, which is held whole, and of any one part
DENSE, DENSEST = 10_000_000, 200  # bytes from which a part may be no more than so many times its packed size
PARTS, SHEETS = 2000, 50
LAST_ROW = 1_048_576  # of a sheet, says Excel; a row that says it is beyond would be waited for line by line
MERGED = re.compile(rb'<(?:\w{1,9}:)?mergeCell\s[^<>]{0,80}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_MERGED = 100_000


def workbook(data: bytes, columns: int | None = COLUMNS) -> Iterator[Sheet]:
    """The sheets of a workbook, hidden ones left out, the first `columns` of each. Unreadable where it is none, or too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _bounded(archive)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Unreadable:
        raise
    except Exception as fault:  # zipfile, XML and openpyxl raise many kinds; all mean the same here
        why = fault.__cause__ or fault
        raise Unreadable(f"不是可读的 XLSX：{type(why).__name__}: {why}"[:200]) from fault
    total = 0
    for page in [p for p in book.worksheets if p.sheet_state == "visible"][:SHEETS]:
        try:
            rows = tuple(_rows(page, ROWS - total, columns))
            merged = _merged(archive, page._worksheet_path, columns)
        except Unreadable:
            raise
        except Exception as fault:
            raise Unreadable(f"“{page.title}”表读不出：{type(fault).__name__}: {fault}"[:200]) from fault
        total += len(rows)
        yield Sheet(page.title, rows, merged)


def _bounded(archive: zipfile.ZipFile) -> None:
    """Refuses what would unpack to more than is read. No part can give more bytes than it declares here."""
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if len(parts) > PARTS or size > UNPACKED:
        raise Unreadable(f"解开后有 {len(parts)} 个部分、{size} 字节，最多 {PARTS} 个、{UNPACKED} 字节")
    for part in parts:
        _part_bounded(part, PART)
    found = Manifest.from_tree(fromstring(archive.read(ARC_CONTENT_TYPES))).find(SHARED_STRINGS)
    strings = found.PartName.lstrip("/").casefold() if found else ""  # whatever it is called, this is the part that is read
    for part in parts:
        if part.filename.casefold() == strings or part.filename.casefold().endswith("sharedstrings.xml"):
            _part_bounded(part, STRINGS)


def _part_bounded(part: zipfile.ZipInfo, most: int) -> None:
    name, size = part.filename[-60:], part.file_size
    if size > most:
        raise Unreadable(f"其中的 {name} 解开后有 {size} 字节，最多 {most} 字节")
    if size > DENSE and size > DENSEST * part.compress_size:
        raise Unreadable(f"其中的 {name} 压缩了 {size // max(part.compress_size, 1)} 倍，最多 {DENSEST} 倍")


def _rows(page: Any, most: int, columns: int | None) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    page.reset_dimensions()  # what a sheet says of its own size is often wrong
    for line, cells in enumerate(page.iter_rows(values_only=True, max_col=columns), start=1):
        if line > LAST_ROW:
            raise Unreadable(f"有行号超过 {LAST_ROW} 的行")
        if cells.count(None) == len(cells):
            continue
        most -= 1
        if most < 0:
            raise Unreadable(f"超过 {ROWS} 行")
        last = max(at for at, cell in enumerate(cells, start=1) if cell is not None)
        yield line, tuple(_plain(cell) for cell in cells[:last])


def _plain(value: object) -> Cell:
    if isinstance(value, datetime):
        whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)  # a day's fraction is not exact
        return whole.date().isoformat() if whole.time() == time() else whole.isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return plain(value) if value is None or isinstance(value, bool | int | float) else clean(str(value))


def _merged(archive: zipfile.ZipFile, path: str, most: int | None) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells merged over several lines, each with the first and last line of its block."""
    blocks: dict[tuple[int, int], tuple[int, int]] = {}
    with archive.open(path.lstrip("/")) as part:
        for left, top, right, bottom in MERGED.findall(part.read()):
            first, last = int(top), int(bottom)
            columns = range(column_index_from_string(left.decode()), column_index_from_string(right.decode()) + 1)
            if first == last or (last - first + 1) * len(columns) + len(blocks) > MOST_MERGED:
                continue
            blocks |= {(line, at - 1): (first, last) for line in range(first, last + 1) for at in columns[:most]}
    return blocks
