"""The index's input: units x indicators, each cell a value or the status that stands in its place."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..contract import Observation, Status
from .arrays import Array

KEYS = ("unit", "code", "ucode", "country-code", "iso3", "id", "代码", "行政区划代码", "单位", "地区")
Statuses = NDArray[np.str_]


class TableError(ValueError):
    """A table that cannot be read: names the file, line and column, or the unit and metric."""


@dataclass(frozen=True, slots=True)
class Table:
    """Values (units x indicators, NaN where none; a lower bound where CENSORED) with the status of each."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Array
    status: Statuses
    simulated: bool = False

    def columns(self, names: Sequence[str]) -> tuple[Array, Statuses]:
        """Values and statuses of those indicators. TableError names those that the table lacks."""
        place = {name: i for i, name in enumerate(self.indicators)}
        lacking = [name for name in names if name not in place]
        if lacking:
            raise TableError(f"the table lacks the columns {', '.join(lacking)}; it has {', '.join(self.indicators)}")
        chosen = [place[name] for name in names]
        return self.values[:, chosen], self.status[:, chosen]


def from_observations(observations: Iterable[Observation], units: Sequence[str], metrics: Sequence[str]) -> Table:
    """The table of these units and metrics; a cell without observation is NOT_TRIED, other units' are left out."""
    rows, columns = ({name: i for i, name in enumerate(names)} for names in (units, metrics))
    values, status = _empty(len(units), len(metrics))
    simulated, seen = False, set()
    for o in observations:
        if o.unit not in rows or o.metric not in columns:
            continue
        if (o.unit, o.metric) in seen:
            raise TableError(f"unit {o.unit}: two observations of {o.metric} (second: period {o.period})")
        seen.add((o.unit, o.metric))
        simulated |= o.simulated
        cell = rows[o.unit], columns[o.metric]
        values[cell], status[cell] = _cell(o), o.status.value
    return Table(tuple(units), tuple(metrics), values, status, simulated)


def _empty(units: int, indicators: int) -> tuple[Array, Statuses]:
    wide = max(len(s) for s in Status)
    return np.full((units, indicators), np.nan), np.full((units, indicators), Status.NOT_TRIED.value, f"<U{wide}")


def _cell(o: Observation) -> float:
    value = o.bound if o.status is Status.CENSORED and o.value is None else o.value
    if (value is not None) != (o.status in (Status.OK, Status.CENSORED)):
        raise TableError(f"unit {o.unit}: {o.metric} is {o.status} with value {value}")
    return float("nan") if value is None else value


# ---------------------------------------------------------------------------------- CSV


def from_csv(path: str | Path, unit_column: str | None = None) -> Table:
    """Anyone's CSV with a header. Columns of text alone are left out; an empty cell is NOT_TRIED, a cell may name a status.

    The unit stands in `unit_column`, else in a column named in KEYS, else in the first column of text.
    """
    header, lines, rows = _read(Path(path))
    if not rows:
        raise TableError(f"{path}: no rows")
    text = [not any(_is_number(row[i]) for row in rows) and any(_is_words(row[i]) for row in rows) for i in range(len(header))]
    key = _key(path, header, text, unit_column)
    units = [row[key] for row in rows]
    _refuse_twice(path, units, lines)
    chosen = [i for i in range(len(header)) if i != key and not text[i]]
    values, status = _empty(len(rows), len(chosen))
    for r, row in enumerate(rows):
        for c, i in enumerate(chosen):
            values[r, c], status[r, c] = _parse(row[i], f"{path}, line {lines[r]}, column {header[i]}")
    return Table(tuple(units), tuple(header[i] for i in chosen), values, status)


def _read(path: Path) -> tuple[list[str], list[int], list[list[str]]]:
    """Header, the line number of each row, rows of stripped cells. TableError on ragged rows and doubled columns."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            numbered = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: {error}") from error
    header = numbered[0][1] if numbered else []
    for name in header:
        if header.count(name) > 1:
            raise TableError(f"{path}, line 1: column {name!r} stands there twice")
    for line, row in numbered[1:]:
        if len(row) != len(header):
            raise TableError(f"{path}, line {line}: {len(row)} cells where the header has {len(header)}")
    return header, [line for line, _ in numbered[1:]], [row for _, row in numbered[1:]]


def _key(path: str | Path, header: Sequence[str], text: Sequence[bool], wanted: str | None) -> int:
    if wanted is not None and wanted not in header:
        raise TableError(f"{path}, line 1: no column {wanted!r}; there are {', '.join(header)}")
    named = [i for i, name in enumerate(header) if name == wanted or (wanted is None and name.lower() in KEYS)]
    found = named or [i for i, words in enumerate(text) if words]
    if not found:
        raise TableError(f"{path}, line 1: which column names the unit? Name it `unit`, or say which")
    return found[0]


def _refuse_twice(path: str | Path, units: Sequence[str], lines: Sequence[int]) -> None:
    first: dict[str, int] = {}
    for unit, line in zip(units, lines, strict=True):
        if not unit:
            raise TableError(f"{path}, line {line}: no unit")
        if unit in first:
            raise TableError(f"{path}, line {line}: unit {unit} stands already in line {first[unit]}")
        first[unit] = line


def _is_number(cell: str) -> bool:
    try:
        return isfinite(float(cell))
    except ValueError:
        return False


def _is_words(cell: str) -> bool:
    return bool(cell) and cell not in Status.__members__


def _parse(cell: str, where: str) -> tuple[float, str]:
    if _is_number(cell):
        return float(cell), Status.OK.value
    if not cell:
        return float("nan"), Status.NOT_TRIED.value
    if cell not in Status.__members__ or cell in ("OK", "CENSORED"):
        raise TableError(f"{where}: {cell!r} is no number")
    return float("nan"), cell
