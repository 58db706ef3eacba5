"""The tables of this folder as typed rows with their line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
UNITS = HERE / "units.csv"
ACCOUNTS = HERE / "accounts.csv"
GROUPS = HERE / "groups.toml"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of units.csv, as written."""

    code: str
    name: str
    name_en: str
    level: str
    parent: str
    region: str
    city_group: str
    portal_url: str
    reached_by: str  # direct | protocol-switch | ua-mobile | none
    reach_error: str
    news_url: str
    policy_url: str


def cells(path: Path, wanted: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line number and cells of each row. ValueError names file, line and column where the table has another shape."""
    table = csv.DictReader(io.StringIO(_text(path), newline=""))
    try:
        header = tuple(table.fieldnames or ())
        for column in (*(c for c in wanted if c not in header), *(c for c in header if c not in (*wanted, *optional))):
            raise ValueError(f"{path} line 1, column {column}: {'unknown' if column in header else 'missing'}")
        for row in table:
            if None in row or None in row.values():
                amount = "many" if None in row else "few"
                raise ValueError(f"{path} line {table.line_num}: too {amount} cells, want {len(header)}")
            yield table.line_num, row
    except csv.Error as fault:
        raise ValueError(f"{path} line {table.line_num + 1}: {fault}") from fault


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise ValueError(f"{path} line {line}: not UTF-8; save the table as CSV UTF-8") from fault


def unit_rows(path: Path = UNITS) -> Iterator[tuple[int, UnitRow]]:
    """Line number and row of each unit."""
    for line, row in cells(path, tuple(f.name for f in fields(UnitRow))):
        yield line, UnitRow(**row)


@cache
def known_rows() -> dict[str, tuple[int, UnitRow]]:
    """Line and row of units.csv per code."""
    return {row.code: (line, row) for line, row in unit_rows()}
