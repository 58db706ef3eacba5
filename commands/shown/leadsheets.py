"""Leaders, peers, provinces with their cities, parting channels and published exemplars as sheets for people."""

from __future__ import annotations

from collections.abc import Sequence

from ...contract import Account
from ...index.explain import published
from ...index.explain.coordination import movement, shared, together
from ...index.explain.differentiation import partings
from ...index.scored import Scored
from ..asked.meant import name_of, node_of
from ..asked.options import is_workbook, write_lines
from ..asked.scored import Loaded
from .about import SHEET, Rows
from .leading import cities_of, led, near
from .titles import titles
from .workbook import write_xlsx

Sheets = dict[str, Rows]


def leader_sheets(found: Loaded, population: str) -> Sheets:
    called = titles(found.scored)
    rows: Rows = [["名称", "编号", "领先单位", "得分", "领先分值", "并列单位", "区间内稳居第一", "有得分的单位数"]]
    for lead in led(found, population):
        tied = "、".join(map(name_of, lead.tied))
        rows.append([called[lead.node], lead.node, name_of(lead.unit), lead.score, lead.margin, tied,
                     "是" if lead.survives else "否", lead.of])  # fmt: skip
    return {"领先单位": rows}


def peer_sheets(found: Loaded, unit: str, node: str, population: str, same: Sequence[str]) -> Sheets:
    node, called = node_of(found.scored, node), titles(found.scored)
    head: list[object] = ["相近而更好的单位", "得分", "距离", "共有权重", "指标", "编号", "可提高分值", "本单位指标得分"]
    rows: Rows = [[*head, "对方指标得分"]]
    for peer in near(found, unit, node, population, same)[1]:
        own: list[object] = [name_of(peer.unit), peer.score, peer.distance, peer.common]
        better = [[called[row.node], row.node, row.points, row.own, row.theirs] for row in peer.ahead]
        rows += [[*own, *cells] for cells in better or [[None] * 5]]
    return {f"{name_of(unit)} {called[node]}"[:31]: rows}


def coordination_sheets(found: Loaded, earlier: tuple[str, Scored] | None) -> Sheets:
    scored, of, called = found.scored, cities_of(found), titles(found.scored)
    rows = together(scored, of, [root.id for root in scored.scheme.roots], earlier[1] if earlier else None)
    moves: Rows = [["名称", "编号", "省份数", "省与地市得分的秩相关", "变动的秩相关", "平均差距"]]
    moves += [[called[m.node], m.node, m.provinces, m.level, m.moved, m.mean_gap] for m in movement(rows)]
    each: Rows = [["省份", "名称", "编号", "本级得分", "地市平均", "地市数", "差距", "地市标准差", "本级变动", "地市变动"]]
    each += [
        [name_of(r.province), called[r.node], r.node, r.own, r.cities_mean, r.cities, r.gap, r.spread, r.change, r.cities_change]
        for r in rows
    ]
    same: Rows = [["渠道", "平台", "账号", "省份", "共用的地市"]]
    for s in shared(found.store.rows(Account), of) if found.store else ():
        same.append([s.channel, s.platform, s.id, name_of(s.province), "、".join(map(name_of, s.cities))])
    return {"省市协同": moves, "各省": each, "共用平台": same}


def parting_sheets(found: Loaded, population: str) -> Sheets:
    called, nodes = titles(found.scored), [root.id for root in found.scored.scheme.roots]
    rows: Rows = [["单位", "离散度", *(f"{called[n]} 百分位" for n in nodes), "最好", "最差"]]
    for row in partings(found.scored, found.populations[population], nodes):
        places = [row.percentiles.get(n) for n in nodes]
        rows.append([name_of(row.unit), row.spread, *places, called[row.high], called[row.low]])
    return {"渠道分化": rows}


def published_sheets(found: Loaded, population: str) -> Sheets:
    called = titles(found.scored)
    rows: Rows = [["渠道", "报告所举", "评语", "单位", "本次得分", "本次名次", "有得分的单位数", "出处"]]
    for row in published.beside(found.scored, found.populations[population]):
        told = row.named
        rows.append([called[told.channel], told.name, told.words, name_of(told.unit), row.score, row.rank, row.of,
                     published.source()])  # fmt: skip
    return {"报告标杆": rows}


def write_sheets(out: str, sheets: Sheets, told: Rows) -> None:
    """A workbook with `told` as its sheet 说明; as CSV the sheets one below the other, an empty line between."""
    if is_workbook(out):
        write_xlsx(out, {**sheets, SHEET: told})
        return
    lines: Rows = []
    for rows in sheets.values():
        lines += ([[]] if lines else []) + rows
    write_lines(lines, out)
