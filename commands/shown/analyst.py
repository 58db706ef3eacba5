"""The workbook that an analyst would build of a scored period: a sheet a table, 说明 first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from ...contract import Definition, Finding, Result, china_text
from ...index.scheme.model import Node
from ...index.table import codes
from ...pipeline import Board
from ...pipeline.book.appendix import definitions
from ...pipeline.book.tree import Tree
from .about import SHEET, about, population_zh
from .analystfindings import UNIT, Rows, finding_counts, finding_lines, of_unit
from .chinese import kind_zh
from .rankings import ranking_rows, ranking_sheets

Lines = Sequence[Sequence[object]]  # the first is the head
MOST = 1_000_000  # lines of a sheet; Excel holds 1,048,576


def analyst_sheets(board: Board, found: Iterable[Finding], indicators: Lines) -> dict[str, Lines]:
    """Every sheet by its name; `found`: what the state's rules found; `indicators`: a line per unit and indicator, under their
    head. Those without a line are left out."""
    findings = list(found)
    rankings = ranking_sheets(ranking_rows(board.found, board.scored.scheme))
    defined = definitions(Tree(board.scored.scheme, "zh"), board.scored)
    made: dict[str, Lines] = {f"排名 {name}": lines for name, lines in rankings.items()}
    made |= _parted("指标", indicators)
    made |= {
        "覆盖率": coverage(board), "历年": history(board), "检查汇总": finding_counts(findings),
        "检查结果": finding_lines(findings), "权重": weights(board), "定义": definition_lines(defined),
    }  # fmt: skip
    kept = {name: lines for name, lines in made.items() if len(lines) > 1}
    return {SHEET: told(board, kept), **kept}


def told(board: Board, sheets: Mapping[str, Lines]) -> Rows:
    """What the numbers are, and what stands on which sheet."""
    populations = "、".join(population_zh(name) for name in board.members)
    more = [
        ("观测截止", f"{china_text(board.as_of)} 北京时间"), ("单位数", str(len(board.scored.table.units))),
        ("名次区间", "90% 区间，由权重与缺失值的随机抽样得出"), ("百分位", "0–100，100 为最好；在卡片所比较的范围内"),
        *((f"工作表：{name}", f"{len(lines) - 1} 行") for name, lines in sheets.items()),
    ]  # fmt: skip
    simulated = board.scored.table.simulated
    return about(board.scored.scheme, board.period, populations, "本库观测（dsci crawl、import、measure）", simulated, *more)


def coverage(board: Board) -> Rows:
    """Per unit the share of the weight that was observed, and per channel how many indicators have a value."""
    scored, scheme = board.scored, board.scored.scheme
    tops = [*(c.id for c in scheme.composites), *(root.id for root in scheme.roots)]
    head = [*UNIT, *(f"{board.title(node)} 覆盖率" for node in tops)]
    columns = {r.id: [scored.leaf_columns[leaf.id] for leaf in r.walk() if leaf.metric] for r in scheme.roots}
    seen = codes.are(scored.codes, "value", "bound")
    head += [f"{board.title(root)} {what}" for root in columns for what in ("有值指标数", "指标数")]
    rows: Rows = [head]
    for unit, row in scored.rows.items():
        line = [*of_unit(unit), *(scored.covered(unit, node) for node in tops)]
        for places in columns.values():
            line += [int(np.count_nonzero(seen[row, places])), len(places)]
        rows.append(line)
    return rows


def history(board: Board) -> Rows:
    """Scores and ranks within the level of every period that was scored, this one last."""
    season, front = board.season, list(board.season.front)
    levels = [name for name in board.members if name.startswith("level:")] or list(board.members)
    rows: Rows = [[*UNIT, "时期", "指数", "编号", "得分", "名次", "参评单位数", "等级"]]
    for period in season.periods:
        kept = board.found if period == board.period else board.store.rows(
            Result, scheme=board.scored.scheme.id, period=period, population=levels, node=front
        )  # fmt: skip
        for r in (r for r in kept if r.population in levels and r.node in front):
            rows.append([*of_unit(r.unit), r.period, board.title(r.node), r.node, r.score, r.rank, r.of, r.tier])
    return rows


def weights(board: Board) -> Rows:
    """Every node with its weight in the node above it."""
    scheme = board.scored.scheme
    rows: Rows = [["名称", "编号", "类别", "上级", "在上级中的权重"]]
    for composite in scheme.composites:
        rows.append([board.title(composite.id), composite.id, kind_zh("composite"), "", None])
        rows += [[board.title(node), node, kind_zh(scheme.kinds[node]), board.title(composite.id), float(weight)]
                 for node, weight in zip(composite.nodes, composite.weights, strict=True)]  # fmt: skip

    def below(node: Node) -> None:
        for child in node.children:
            kind = kind_zh(scheme.kinds[child.id])
            rows.append([board.title(child.id), child.id, kind, board.title(node.id), float(child.weight)])
            below(child)

    for root in scheme.roots:
        below(root)
    return rows


def definition_lines(defined: Sequence[Definition]) -> Rows:
    """What each indicator is made of, where its definition is from, and of how many units it was observed."""
    head = "指标 编号 渠道 类别 计量单位 方向 在综合指数中的权重 有值单位数 怎样得出 定义来源"
    rows: Rows = [list(head.split())]
    for d in defined:
        way = "越大越好" if d.direction > 0 else "越小越好"
        rows.append([d.title, d.metric, d.channel_title, d.group_title, d.unit, way, d.weight, d.units, d.made_of, d.source])
    return rows


def _parted(name: str, lines: Lines) -> dict[str, Lines]:
    """One sheet, or several where there are more lines than one holds."""
    if len(lines) <= MOST + 1:
        return {name: lines}
    parts = [lines[at : at + MOST] for at in range(1, len(lines), MOST)]
    return {name if i == 1 else f"{name} {i}": [lines[0], *part] for i, part in enumerate(parts, start=1)}
