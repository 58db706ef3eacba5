"""A framework table as COINr's iMeta has it, or with Chinese heads: read with every fault by its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite

from ..document import Fault, SchemeError
from ..sheet import Sheet
from .heads import HEADS, head_faults, places
from .tree import Element as Element
from .tree import tree_faults

TYPES = {
    "indicator": "indicator", "指标": "indicator", "aggregate": "aggregate", "汇总": "aggregate", "group": "", "分组": "",
    "denominator": "", "分母": "", "other": "", "其他": "", "其它": "",
}  # fmt: skip
DIRECTIONS = {"": 1, "1": 1, "+1": 1, "正": 1, "正向": 1, "-1": -1, "负": -1, "负向": -1}
FLAGS = {"": None, "true": True, "1": True, "是": True, "false": False, "0": False, "否": False}


def read(sheet: Sheet) -> tuple[Element, ...]:
    """The elements in the table's order; groups and denominators are left out. SchemeError lists every fault by line."""
    found, faults = [], []
    for line, cells in _rows(sheet):
        wrong = list(_cell_faults(line, cells))
        faults += wrong
        kind = _kind(cells)
        if kind and not wrong:
            found.append(_element(line, cells, kind == "indicator"))
    faults += tree_faults(found) if not faults else []
    if faults or not found:
        raise SchemeError(sheet.file, sorted(faults) or [Fault(1, "no indicators")])
    return tuple(found)


def _kind(cells: Mapping[str, str]) -> str:
    """indicator, aggregate, or '' for columns that are neither; without a type, level 1 is an indicator."""
    plain = "indicator" if number(cells["level"]) == 1 else "aggregate"
    return TYPES.get(cells["type"].lower(), "") if cells["type"] else plain


def _rows(sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    """Line and cells by our names, '' for columns that are not there."""
    wrong, place = head_faults(sheet), places(sheet.header)
    if wrong:
        raise SchemeError(sheet.file, wrong)
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        yield line, {key: row[place[key]] if key in place else "" for key in HEADS}


def _cell_faults(line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    kind, code = cells["type"].lower(), cells["code"]
    if not code:
        yield Fault(line, "no code")
    if kind and kind not in TYPES:
        yield Fault(line, f"{code}: type {cells['type']!r} is none of {', '.join(TYPES)}")
    elif kind and not TYPES[kind]:
        return
    if number(cells["level"]) is None or (number(cells["level"]) or 0) % 1 or (number(cells["level"]) or 0) < 1:
        yield Fault(line, f"{code}: level {cells['level']!r} is no whole number from 1")
    if cells["direction"] not in DIRECTIONS:
        yield Fault(line, f"{code}: direction {cells['direction']!r}; want 1 or -1")
    if cells["clip"].lower() not in FLAGS:
        yield Fault(line, f"{code}: {cells['clip']!r} is neither true nor false")
    for key in ("weight", "target", "lower", "upper", "scale"):
        if cells[key] and number(cells[key]) is None:
            yield Fault(line, f"{code}: {key} {cells[key]!r} is no number")
    if (number(cells["weight"]) or 0) < 0:
        yield Fault(line, f"{code}: a weight below 0")


def _element(line: int, cells: Mapping[str, str], indicator: bool) -> Element:
    weight = number(cells["weight"])
    return Element(
        line, int(number(cells["level"]) or 0), cells["code"], cells["name"] or cells["code"], cells["parent"], indicator,
        DIRECTIONS[cells["direction"]], 1.0 if weight is None else weight, cells["denominator"], number(cells["target"]),
        number(cells["lower"]), number(cells["upper"]), number(cells["scale"]), FLAGS[cells["clip"].lower()],
    )  # fmt: skip


def number(cell: str) -> float | None:
    """The number in a cell; None where it holds none, or an infinite one."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if isfinite(value) else None
