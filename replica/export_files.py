"""Files as owners and vendors hand them over: CSV, XLSX and JSON, the same bytes for the same rows."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

Cell = str | int | float
LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class File:
    """A file handed over: of which channel, by whom. `rejected`: the lines that no reader may take, 1 is the first."""

    channel: str
    path: Path
    by: str  # owner | vendor
    rejected: tuple[int, ...] = ()


@dataclass
class Sheet:
    """Rows under a header, `above` lines of other words above it."""

    header: Sequence[str]
    above: Sequence[str] = ()
    rows: list[Sequence[Cell]] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)

    def add(self, *row: Cell) -> None:
        """Adds a row."""
        self.rows.append(row)

    def add_wrong(self, *row: Cell) -> None:
        """Adds a row that no reader may take."""
        self.rows.append(row)
        self.wrong.append(len(self.above) + 1 + len(self.rows))

    @property
    def lines(self) -> list[Sequence[Cell]]:
        """All lines, those above and the header first."""
        return [*((words,) for words in self.above), self.header, *self.rows]


def write_csv(sheet: Sheet, path: Path, encoding: str = "utf-8-sig") -> tuple[int, ...]:
    """Writes the sheet; returns the lines that are wrong."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(sheet.lines)
    path.write_bytes(text.getvalue().encode(encoding))
    return tuple(sheet.wrong)


def write_json(sheet: Sheet, path: Path) -> tuple[int, ...]:
    """Writes the rows as a list of objects; returns the places of those that are wrong, 1 is the first."""
    rows = [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return tuple(line - len(sheet.above) - 1 for line in sheet.wrong)


def write_xlsx(sheet: Sheet, path: Path, title: str = "Sheet1") -> tuple[int, ...]:
    """Writes the sheet as a workbook without the moment of writing; returns the lines that are wrong."""
    book, raw = Workbook(), io.BytesIO()
    page = book.active
    page.title = title
    for line in sheet.lines:
        page.append(line)
    book.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            body = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", made.read(name))
            kept.writestr(zipfile.ZipInfo(name, LONG_AGO), body, zipfile.ZIP_DEFLATED)
    return tuple(sheet.wrong)


def serial(moment: datetime) -> float:
    """The moment's China time as a spreadsheet counts it: days since the end of 1899."""
    return (moment.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86_400
