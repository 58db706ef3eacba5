"""Tables of an audit about weights, ranks and units, with Chinese heads."""

from __future__ import annotations

from collections.abc import Mapping

from ...index.audit.standing import UnitRank, nodes_by_level
from ...index.scored import plain
from .auditwords import Rows, Words
from .chinese import kind_zh

SIDES = {"strength": "优势", "weakness": "短板"}


def weights(w: Words) -> Rows:
    own = {child: weight for b in w.report.scored.branches for child, weight in zip(b.children, b.weights, strict=True)}
    kinds = w.report.scored.scheme.kinds
    head: list[object] = ["代码", "名称", "层级", "在上级中的权重", "有效权重"]
    return [head] + [[n, w.title(n), kind_zh(kinds[n]), own.get(n), share] for n, share in w.report.effective.items()]


def removals(w: Words) -> Rows:
    head: list[object] = ["代码", "名称", "层级", "平均位次变动", "最大位次变动", "变动最大的单位", "失去得分的单位数"]
    return [head] + [
        [r.node, w.title(r.node), kind_zh(r.kind), r.shift, r.largest, w.name(r.unit) if r.unit else "", r.lost]
        for r in w.report.removals
    ]


def without(w: Words) -> Rows:
    """The top's score of each unit without each element, in the order of the removals."""
    head: list[object] = ["代码", "名称", *(f"剔除{w.title(r.node)}" for r in w.report.removals)]
    return [head] + [
        [unit, w.name(unit), *(plain(r.scores[i]) for r in w.report.removals)]
        for i, unit in enumerate(w.report.scored.table.units)
    ]


def wide(w: Words, what: str) -> Rows:
    """Units x nodes, the best in the top first; no rows where there are no ranks within groups."""
    nodes = [n for n in nodes_by_level(w.report.scored) if n in w.report.effective]
    cells: Mapping[tuple[str, str], UnitRank] = {(s.unit, s.node): s for s in w.report.standings}
    order = [s.unit for s in w.report.standings if s.node == w.report.top]
    grouped = what == "group_rank"
    if grouped and not any(s.group for s in cells.values()):
        return []
    head: list[object] = ["代码", "名称", *(["组"] if grouped else []), *map(w.title, nodes)]
    return [head] + [
        [unit, w.name(unit), *([cells[unit, nodes[0]].group] if grouped else []), *(getattr(cells[unit, n], what) for n in nodes)]
        for unit in order
    ]


def strengths(w: Words) -> Rows:
    head: list[object] = ["代码", "名称", "方面", "序号", "指标代码", "指标", "所属分支", "位次", "原始值"]
    rows: Rows = [head]
    for s in w.report.strengths:
        branch = w.title(s.branch) if s.branch else ""
        rows.append([s.unit, w.name(s.unit), SIDES[s.side], s.place, s.indicator, w.title(s.indicator), branch, s.rank, s.value])
    return rows
