"""Anyone's CSV as tables: units x indicators, columns of text as groups, several periods where units stand more than once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...contract import Status, in_order
from ..sheet import Sheet, SheetError, of_csv
from . import codes as coded
from . import reading
from .cells import Source, Table, TableError, blank, from_observations

__all__ = [
    "Source", "Table", "TableError", "from_csv", "from_observations", "from_sheet", "panel_from_csv", "panel_from_sheet",
]  # fmt: skip
KEYS = ("unit", "code", "ucode", "country-code", "iso3", "id", "代码", "行政区划代码", "单位", "地区")
PERIODS = ("period", "time", "year", "时期", "年份", "年度")


def from_csv(path: str | Path, unit_column: str | None = None) -> Table:
    """The table of a CSV with a header, see `from_sheet`."""
    return from_sheet(_opened(path), unit_column)


def from_sheet(given: Sheet, unit_column: str | None = None) -> Table:
    """Anyone's rows under a header. Columns of text are groups. Cells as `reading`; empty: NOT_TRIED; one may name a status.

    The unit stands in `unit_column`, else in a column named in KEYS, else in the first column of text. TableError names line
    and column of what cannot be read.
    """
    sheet = _sorted_out(given, unit_column)
    _refuse_twice(sheet, range(len(sheet.rows)))
    return _table(sheet, range(len(sheet.rows)), ())


def panel_from_csv(path: str | Path, unit_column: str | None = None) -> dict[str, Table]:
    """A table per period of a CSV, see `panel_from_sheet`."""
    return panel_from_sheet(_opened(path), unit_column)


def panel_from_sheet(given: Sheet, unit_column: str | None = None) -> dict[str, Table]:
    """A table per period, in order, where a column named in PERIODS parts units that stand several times; else one of ''."""
    sheet = _sorted_out(given, unit_column)
    units = [row[sheet.key] for row in sheet.rows]
    column = next((i for i, name in enumerate(sheet.header) if name.lower() in PERIODS and i != sheet.key), None)
    if column is None or len(set(units)) == len(units):
        return {"": from_sheet(given, unit_column)}
    found: dict[str, list[int]] = {}
    for i, row in enumerate(sheet.rows):
        if not row[column]:
            raise TableError(f"{sheet.path}, line {sheet.lines[i]}: no {sheet.header[column]}")
        found.setdefault(row[column], []).append(i)
    for rows in found.values():
        _refuse_twice(sheet, rows)
    return {period: _table(sheet, found[period], (column,)) for period in in_order(found)}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file's header, rows of stripped cells, each row's line, the column of the unit, which columns are text alone."""

    path: str
    sha256: str
    header: Sequence[str]
    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    key: int
    text: list[bool]


def _opened(path: str | Path) -> Sheet:
    try:
        return of_csv(path)
    except SheetError as error:
        raise TableError(str(error)) from error


def _sorted_out(given: Sheet, unit_column: str | None) -> _Sheet:
    """TableError on doubled columns, no rows, or none that names the unit."""
    path, header, rows = given.file, given.header, given.rows
    for name in header:
        if header.count(name) > 1:
            raise TableError(f"{path}, line {given.head}: column {name!r} stands there twice")
    if not rows:
        raise TableError(f"{path}: no rows")
    columns = [[row[i] for row in rows] for i in range(len(header))]
    text = [not any(map(reading.counts, cells)) and any(map(reading.words, cells)) for cells in columns]
    return _Sheet(path, given.sha256, header, given.lines, rows, _key(given, text, unit_column), text)


def _key(given: Sheet, text: Sequence[bool], wanted: str | None) -> int:
    path, header, head = given.file, given.header, given.head
    if wanted is not None and wanted not in header:
        raise TableError(f"{path}, line {head}: no column {wanted!r}; there are {', '.join(header)}")
    named = [i for i, name in enumerate(header) if name == wanted or (wanted is None and name.lower() in KEYS)]
    found = named or [i for i, words in enumerate(text) if words]
    if not found:
        raise TableError(f"{path}, line {head}: which column names the unit? Name it `unit`, or say which")
    return found[0]


def _table(sheet: _Sheet, chosen: Sequence[int], aside: Sequence[int]) -> Table:
    """The table of those rows; the columns `aside` are neither indicators nor groups."""
    numbers = [i for i in range(len(sheet.header)) if i != sheet.key and i not in aside and not sheet.text[i]]
    texts = [i for i in range(len(sheet.header)) if i != sheet.key and i not in aside and sheet.text[i]]
    units = tuple(sheet.rows[r][sheet.key] for r in chosen)
    values, codes = blank(len(units), len(numbers))
    for r, row in enumerate(chosen):
        for c, i in enumerate(numbers):
            where = f"{sheet.path}, line {sheet.lines[row]}, column {sheet.header[i]}"
            values[r, c], codes[r, c] = _parse(sheet.rows[row][i], where)
    groups = {sheet.header[i]: tuple(sheet.rows[r][i] for r in chosen) for i in texts}
    lines = {unit: sheet.lines[r] for unit, r in zip(units, chosen, strict=True)}
    columns = {name: i + 1 for i, name in enumerate(sheet.header)}
    source = Source(sheet.path, sheet.sha256, lines, columns)
    return Table(units, tuple(sheet.header[i] for i in numbers), values, codes, False, groups, source)


def _refuse_twice(sheet: _Sheet, chosen: Sequence[int]) -> None:
    first: dict[str, int] = {}
    for i in chosen:
        unit, line = sheet.rows[i][sheet.key], sheet.lines[i]
        if not unit:
            raise TableError(f"{sheet.path}, line {line}: no unit")
        if unit in first:
            raise TableError(f"{sheet.path}, line {line}: unit {unit} stands already in line {first[unit]}")
        first[unit] = line


def _parse(cell: str, where: str) -> tuple[float, int]:
    read = reading.number(cell)
    if read is not None:
        return read[0], coded.status(read[1].value)
    if not cell:
        return float("nan"), coded.status(Status.NOT_TRIED.value)
    if cell not in Status.__members__ or cell in ("OK", "CENSORED"):
        share = "; write a share as 0.82, or 82 where the scheme counts in percent" if reading.percent(cell) else ""
        raise TableError(f"{where}: {cell!r} is no number{share}")
    return float("nan"), coded.status(cell)
