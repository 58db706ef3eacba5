"""The tables that the site offers: the analyst's workbook, and each of its sheets as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...contract import Download, Finding
from ...pipeline import Board
from ..asked.options import write_lines
from .about import SHEET, population_zh
from .analyst import Lines, analyst_sheets
from .sheetfiles import write_tables
from .workbook import Linked

FOLDER = "d"
KINDS = {
    SHEET: "metadata", "指标": "indicators", "覆盖率": "coverage", "历年": "history", "检查汇总": "counts",
    "检查结果": "findings", "权重": "weights", "定义": "definitions",
}  # fmt: skip
RANKING = "排名 "


def write_downloads(board: Board, found: Iterable[Finding], indicators: Lines, out: Path) -> tuple[Download, ...]:
    """Writes the workbook and the CSVs under the site's root, and gives what they are."""
    sheets = analyst_sheets(board.speaking("zh"), found, indicators)  # one workbook for all languages
    book = f"{FOLDER}/dsci-{board.period}.xlsx"
    write_tables(str(out / book), sheets)
    populations = {f"{RANKING}{population_zh(name)}": name for name in board.members}
    made = [Download(book, "workbook", (out / book).stat().st_size, 0)]
    for name, lines in sheets.items():
        kind = "rankings" if name.startswith(RANKING) else KINDS[name.split()[0]]
        part = populations.get(name, name.removeprefix(RANKING)) if kind == "rankings" else "-".join(name.split()[1:])
        file = f"{FOLDER}/{'-'.join(filter(None, (kind, part.removeprefix('level:'))))}.csv"
        marked = board.scored.table.simulated and kind != "metadata"
        ends: tuple[list[object], list[object]] = (["数据性质"], ["模拟数据"]) if marked else ([], [])
        write_lines(([*map(_plain, line), *ends[number > 0]] for number, line in enumerate(lines)), str(out / file))
        made.append(Download(file, kind, (out / file).stat().st_size, len(lines) - 1))
    return tuple(made)


def _plain(cell: object) -> object:
    """A link as its text, so that it is neutralised as any text is."""
    return str(cell) if isinstance(cell, Linked) else cell
