"""From a sheet to its rows by field: which row is the header, what lies above and between and is no row of data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .aliases import Found, Table, likelier, match, normal, shown, words
from .cells import Cell
from .files import NESTED, Sheet, Unreadable

SEARCHED = 30  # lines in which the header is looked for
EXPLAINED = "说明"  # the template's sheet of explanations
# what a cell merged over several lines may mean for each of them; a count in it would be counted again in each
SHARED = frozenset({"account_id", "account", "platform", "store", "stat", "since", "published", "name"})


@dataclass(frozen=True, slots=True)
class Line:
    """One row by field, with where it stands; `fault` says (field, why) it can't be read at all."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet that a table of the channel knows. `passed`: line and why it is no row of data."""

    table: Table
    headers: Mapping[str, str]
    lines: tuple[Line, ...]
    passed: tuple[tuple[int, str], ...]


def grids(sheets: list[Sheet], channel: str) -> list[Grid]:
    """The sheets of a file that the channel's tables know. Unreadable names the headers found where none does."""
    data = [sheet for sheet in sheets if sheet.name != EXPLAINED and sheet.rows]
    headed = [(sheet, at, found) for sheet in data if (best := _header(sheet, channel)) for at, found in (best,)]
    known = [(sheet, at, found) for sheet, at, found in headed if not found.lacking]
    if not known:
        raise Unreadable(_why(data, headed, channel))
    for sheet, at, _ in known:
        other = likelier(sheet.rows[at][1], channel)
        if other:
            raise Unreadable(f"这像是 {other} 的表，不是 {channel} 的；列名有：{shown(sheet.rows[at][1])}")
    return [_grid(sheet, at, found) for sheet, at, found in known]


def _header(sheet: Sheet, channel: str) -> tuple[int, Found] | None:
    """Place and columns of the row that holds most known headers."""
    found = [(at, f) for at, (_, cells) in enumerate(sheet.rows[:SEARCHED]) if (f := match(cells, channel))]
    return max(found, key=lambda pair: (not pair[1].lacking, len(pair[1].columns), -pair[0]), default=None)


def _why(data: list[Sheet], headed: list[tuple[Sheet, int, Found]], channel: str) -> str:
    if not data:
        return "没有数据行"
    if headed:
        sheet, at, found = headed[0]
        return f"“{sheet.name or found.table.title}”表缺少列：{'；'.join(found.lacking)}。现有的列：{shown(sheet.rows[at][1])}"
    rows = [cells for sheet in data for _, cells in sheet.rows[:SEARCHED]]
    widest = max(rows, key=lambda cells: sum(isinstance(cell, str) and bool(cell.strip()) for cell in cells))
    other = likelier(widest, channel)
    hint = f"这像是 {other} 的表" if other else f"用 dsci import {channel} --template 可得到空表"
    return f"没有找到 {channel} 的列名；现有的列：{shown(widest)}。{hint}"


def _grid(sheet: Sheet, at: int, found: Found) -> Grid:
    headers = {name: header for name, (_, header) in found.columns.items()}
    head = [normal(cell) for cell in sheet.rows[at][1]]
    passed = [*sheet.passed, *((number, "表头之上") for number, cells in sheet.rows[:at] if _filled(cells))]
    lines: list[Line] = []
    above: dict[str, Cell] = {}
    for number, cells in sheet.rows[at + 1 :]:
        why = _no_row(cells, head)
        if why:
            passed += [(number, why)] if _filled(cells) else []
            continue
        line = _line(sheet, number, cells, found, above)
        above = dict(line.cells)
        lines.append(line)
    return Grid(found.table, headers, tuple(lines), tuple(passed))


def _line(sheet: Sheet, number: int, cells: tuple[Cell, ...], found: Found, above: Mapping[str, Cell]) -> Line:
    read: dict[str, Cell] = {}
    fault: tuple[str, str] | None = None
    for name, (at, _) in found.columns.items():
        value = cells[at] if at < len(cells) else None
        first, last = sheet.merged.get((number, at), (number, number))
        if first != last and name not in SHARED:
            fault = name, f"第 {first} 至 {last} 行合并成一格，看不出属于哪一行"
        elif first < number and value is None:
            value = above.get(name)
        if value == NESTED:
            fault = name, "是嵌套的对象或列表，不是一个值"
        if value is not None and value != "":
            read[name] = value
    return Line(sheet.name, number, read, fault)


def _filled(cells: tuple[Cell, ...]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _no_row(cells: tuple[Cell, ...], head: list[str]) -> str:
    """Why a row is none of data, '' where it is."""
    if not _filled(cells):
        return "空行"
    texts = [normal(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
    if texts and texts[0] in words("words")["totals"]:
        return "合计"
    repeated = sum(text in head for text in texts)
    return "重复的表头" if repeated >= 2 and repeated == len(texts) else ""
