"""Tables that people hand over, CSV in UTF-8 or GB 18030 or a workbook, as sheets of text for the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ...channels.imports.cells import Cell
    from ...channels.imports.files import Sheet as Page
    from ...index.sheet import Sheet
    from ...index.table import Table

CELLS = 20_000_000  # of a sheet, filled or not: ours, a hundred times all units by all metrics


def sheet_of(path: str) -> Sheet:
    """The rows of a CSV, or of the first sheet of a workbook that has any. SheetError (a ValueError) says why there are none."""
    from ...channels.imports.files import OLD_EXCEL, Unreadable
    from ...channels.imports.xlsx import workbook
    from ...index.sheet import SheetError, of_csv, of_rows

    content = Path(path).read_bytes()
    if content.startswith(OLD_EXCEL):
        raise SheetError(path, "an old .xls workbook; save it as .xlsx")
    if not content.startswith(b"PK"):
        return of_csv(path)
    try:
        pages = [page for page in workbook(content, columns=None) if page.rows]
    except Unreadable as fault:
        raise SheetError(path, str(fault)) from fault
    if len(pages) > 1:
        click.echo(f"{path}: sheet {pages[0].name} is read, not {', '.join(page.name for page in pages[1:])}", err=True)
    if pages and len(pages[0].rows) * _width(pages[0]) > CELLS:
        raise SheetError(path, f"{len(pages[0].rows)} rows of {_width(pages[0])} cells, at most {CELLS} cells")
    return of_rows(path, content, _lines(pages[0]) if pages else ())


def _width(page: Page) -> int:
    """How long the first of several cells is."""
    return next((len(row) for _, row in page.rows if sum(cell is not None for cell in row) > 1), len(page.rows[0][1]))


def _lines(page: Page) -> Iterator[tuple[int, list[str]]]:
    """A page's lines as text, as long as the first of several cells at least; one merged downwards stands in all its lines."""
    cells, width = dict(page.rows), _width(page)
    for line, row in page.rows:
        full = [*row, *([None] * (width - len(row)))]
        for at in range(len(full)):
            first, _ = page.merged.get((line, at), (line, line))
            above = cells.get(first, ())
            full[at] = above[at] if first < line and at < len(above) else full[at]
        yield line, [_text(cell) for cell in full]


def _text(cell: Cell) -> str:
    """A cell as a CSV would have it: 2024, not 2024.0."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else str(cell)


def by_code(given: Table) -> Table:
    """The table with the registry's codes where it names units otherwise; other names stay. ValueError for one that is two."""
    codes = tuple(_code(unit) for unit in given.units)
    twice = next((i for i, code in enumerate(codes) if code in codes[:i]), None)
    if twice is not None:
        raise ValueError(f"{given.units[codes.index(codes[twice])]} and {given.units[twice]} are one unit, {codes[twice]}")
    lines = {code: given.source.lines[unit] for code, unit in zip(codes, given.units, strict=True)} if given.source else {}
    return replace(given, units=codes, source=replace(given.source, lines=lines) if given.source else None)


def _code(name: str) -> str:
    from ...registry import units

    if name in units():
        return name
    found = _names().get(name.casefold(), [])
    if len(found) > 1:
        raise ValueError(f"{name!r} is ambiguous: {', '.join(found[:6])}; write the code")
    return found[0] if found else name


@cache
def _names() -> dict[str, list[str]]:
    """Codes by name: a full name wins over a short one, a government over a county so called, as `registry.find` has it."""
    from ...registry import short_name, units
    from ...registry.selection import UPPER

    ranked: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for unit in units().values():
        county = 0 if unit.level in UPPER else 2
        names = {unit.name_en.casefold(): 1, short_name(unit): 1, unit.name: 0}  # the last wins where they are the same
        for name, short in names.items():
            ranked[name].append((county + short, unit.code))
    return {name: [code for place, code in found if place == min(found)[0]] for name, found in ranked.items()}
