"""The long table of a workbook: every indicator of every unit, as its card prints it, with the look it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ... import registry
from ...contract import SHARE, YES_NO, IndicatorRow, Page
from ...pipeline import Board
from ...pipeline.card.indicators import indicator_rows
from ...pipeline.card.known import Known, known_of
from .about import LEVELS
from .chinese import status_zh
from .workbook import Linked

HEAD: list[object] = [
    "代码", "名称", "级别", "渠道", "类别", "指标", "编号", "原始值", "计量单位", "状态", "得分", "百分位", "得分变动", "原因",
    "观测途径", "依据",
]  # fmt: skip


def indicator_lines(board: Board) -> list[list[object]]:
    """The head, and a line per unit and indicator."""
    return [HEAD, *(line for code in board.scored.table.units for line in unit_lines(board, code))]


def unit_lines(board: Board, code: str) -> list[list[object]]:
    """A line per indicator of one unit; none of a unit that the registry lacks."""
    unit = registry.units().get(code)
    return list(_lines(known_of(board, unit))) if unit else []


def _lines(known: Known) -> Iterator[list[object]]:
    rows = indicator_rows(known)
    first: dict[str, str] = {}
    for e in known.evidence:
        first.setdefault(e.metric, e.page)
    pages = {p.id: p for p in known.board.store.rows(Page, id=sorted(set(first.values())))}
    for row in rows:
        page = pages.get(first.get(row.metric, ""))
        yield [
            known.code, known.unit.name, LEVELS[known.unit.level], row.channel_title, row.group_title, row.title, row.metric,
            row.value, measured_in(row), status_zh(row.status), row.score, row.percentile, row.change, row.reason, row.method,
            Linked(row.evidence, page.url) if page else row.evidence,
        ]  # fmt: skip


def measured_in(row: IndicatorRow) -> str:
    """What a value is counted in, as a reader of plain numbers needs it."""
    if row.unit == SHARE:
        return "比例（0–1）"
    return "是=1，否=0" if row.unit == YES_NO else row.unit
