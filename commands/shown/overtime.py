"""Regions and trends over periods as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..asked.meant import name_of
from .chinese import said_zh

if TYPE_CHECKING:
    from ...index.periods.regions import Spread
    from ...index.scored import Scored

Rows = list[list[object]]
REGIONS = {"east": "东部", "central": "中部", "west": "西部", "northeast": "东北"}


def regions(
    series: Mapping[str, Scored], node: str, members: Sequence[str], by: str, against: str
) -> tuple[Rows, list[str]]:
    """Every period: each region beside the one compared with, and the members as a whole; a note where there are no regions."""
    from ...index.periods.regions import regions as compared
    from ...index.periods.regions import spread

    rows: Rows = [["时期", "区域", "单位数", "均值", "相当于比较区域", "标准差", "极差", "最低", "最高", "基尼系数", "变异系数"]]
    for period, scored in series.items():
        if by not in scored.table.groups:
            return [], [f"no regions: the data have no column {by!r} (see --by)"]
        at = [scored.rows[unit] for unit in members if unit in scored.rows]
        scores, labels = scored.scores[at, scored.columns[node]], [scored.table.groups[by][i] for i in at]
        if against not in labels:
            return [], [f"no regions: no unit of {against!r} in {period} (see --against)"]
        for r in compared(scores, labels, against):
            rows.append([period, REGIONS.get(r.label, r.label), *_spread(r.spread, r.share)])
        whole = spread(scores)
        rows += [[period, "全部", *_spread(whole, None)]] if whole else []
    return rows, []


def _spread(s: Spread, share: float | None) -> list[object]:
    return [s.count, s.mean, share, s.deviation, s.range, s.least, s.most, s.gini, s.variation]


def trends(series: Mapping[str, Scored], node: str, members: Sequence[str]) -> tuple[Rows, list[str]]:
    """Each unit's scores in every period, points a year by least squares, compound growth; a note where periods are no years."""
    from ...index.periods.trend import step_of
    from ...index.periods.trend import trends as reckoned

    if len(series) < 2:
        return [], []
    try:
        names, found = sorted(series, key=step_of), reckoned(series, node)
    except ValueError as fault:
        return [], [f"no trend: {fault}"]
    rows: Rows = [["代码", "名称", *names, "有得分的时期占比", "每年变化（分）", "年均增长率", "说明"]]
    for unit in (u for u in members if u in found):
        t = found[unit]
        own = dict(zip(t.times, t.values, strict=True))
        told = (t.available, t.slope, t.growth, said_zh(t.reason))
        rows.append([unit, name_of(unit), *(own.get(step_of(p)) for p in names), *told])
    return rows, []
