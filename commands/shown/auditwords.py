"""What an audit found, in Chinese sentences: one pattern a rule, with where its limit is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...index.audit.findings import Finding
from ...index.audit.report import Audit
from ..asked.meant import name_of
from .titles import titles

Rows = list[list[object]]
SHOWN = 5  # of each rule, on the first sheet
FEW = 30  # units; ours: Pearson's r of 30 pairs differs from 0 by chance alone up to about 0.36 (5 % level)
DEFAULTS, COLOURS, OURS = "COINr 1.1.14 默认界限", "COINr 相关图的界限", "本项目自定界限"


@dataclass(frozen=True)
class Words:
    """An audit with titles and names at hand."""

    report: Audit

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Of every node, no two alike; an indicator's is its metric's, where it is one of ours."""
        return titles(self.report.scored)

    def title(self, node: str) -> str:
        """A node's title; a column of the table is called as it is."""
        return self.titles.get(node, node)

    @staticmethod
    def name(unit: str) -> str:
        return name_of(unit)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A heading, and a sentence with {node}, {other}, {value}, {limit} in it; numbers are shown by `shown`."""

    heading: str
    source: str
    sentence: str
    shown: str = ".2f"


PATTERNS: Mapping[str, Pattern] = {
    "few": Pattern("数据", DEFAULTS, "《{node}》只有{value}的单位有数据，低于{limit}：先查缺失原因，再定去留。", ".0%"),
    "zeros": Pattern("数据", DEFAULTS, "《{node}》的非零值只占{value}，不足{limit}：多数单位并列，难以区分。", ".0%"),
    "repeated": Pattern("数据", DEFAULTS, "《{node}》的不同取值只占{value}，不足{limit}：名次多有并列。", ".0%"),
    "outliers": Pattern("数据", DEFAULTS, "《{node}》分布偏斜（偏度{value}）且尾部很重：少数极端值左右得分，考虑缩尾或取对数。"),
    "unseen": Pattern("数据", DEFAULTS, "《{node}》平均只观测到{value}的指标，低于{limit}：其得分所据不足。", ".0%"),
    "against": Pattern("结构", COLOURS, "《{node}》与所属的《{other}》负相关（{value}）：先核对方向，再看是否放错了位置。"),
    "weak": Pattern("结构", COLOURS, "《{node}》与所属的《{other}》几乎不相关（{value}，低于{limit}）：它对总分影响甚微。"),
    "twins": Pattern("结构", DEFAULTS, "《{node}》与同一分支的《{other}》高度相关（{value}，高于{limit}）：同一件事可能算两次。"),
    "twins_across": Pattern("结构", DEFAULTS, "《{node}》与另一分支的《{other}》高度相关（{value}，高于{limit}）：可能重复。"),
    "opposed": Pattern("结构", COLOURS, "《{node}》与同一分支的《{other}》此消彼长（{value}，低于{limit}）：合成时互相抵消。"),
    "size": Pattern("结构", DEFAULTS, "《{node}》随“{other}”而变（相关{value}，界限{limit}）：可能只反映规模，考虑除以它。"),
    "unreliable": Pattern("结构", "Nunnally 1978", "《{node}》的克龙巴赫α为{value}，低于{limit}：其下各指标未必衡量同一件事。"),
    "manifold": Pattern("结构", "Kaiser 1960", "《{node}》有{value}个特征值大于{limit}的主成分：它可能含几个不同的方面。", ".0f"),
    "heavy": Pattern("影响", OURS, "去掉《{node}》，名次平均变动{value}位（界限{limit}位，即单位数的5%）：排名很依赖它。", ".1f"),
    "silent": Pattern("影响", OURS, "去掉《{node}》，没有一个单位的名次改变：它不影响排名。"),
}


HEAD: list[object] = ["类别", "说明", "代码", "另一代码", "数值", "界限", "依据"]


def sentences(w: Words) -> Rows:
    """The first sheet: what was audited, then the most striking of each rule, and how many there are besides."""
    rows: Rows = [HEAD]
    rows += [["概况", text, "", "", None, None, ""] for text in _overview(w)]
    for rule, pattern in PATTERNS.items():
        found = [f for f in w.report.findings if f.rule == rule]
        rows += [_line(w, f) for f in found[:SHOWN]]
        if len(found) > SHOWN:
            rest = f"同类另有{len(found) - SHOWN}项，见“要点明细”。"
            rows.append([pattern.heading, rest, "", "", None, None, pattern.source])
    return rows


def everything(w: Words) -> Rows:
    """Every finding, by rule."""
    return [HEAD, *(_line(w, f) for f in w.report.findings)]


def _line(w: Words, f: Finding) -> list[object]:
    pattern = PATTERNS[f.rule]
    return [pattern.heading, sentence(w, f), f.node, f.other, f.value, f.limit, pattern.source]


def sentence(w: Words, found: Finding) -> str:
    """One finding as a sentence."""
    pattern = PATTERNS[found.rule]
    value, limit = (f"{number:{pattern.shown}}" for number in (found.value, found.limit))
    other = w.title(found.other) if found.other else ""
    return pattern.sentence.format(node=w.title(found.node), other=other, value=value, limit=limit)


def _overview(w: Words) -> list[str]:
    report, units = w.report, len(w.report.scored.table.units)
    with_score = sum(row.node == report.top and row.score is not None for row in report.standings)
    seen = report.availability.means().get(report.top) or 0.0
    told = [
        f"审查《{w.title(report.top)}》：{units}个单位，{len(report.statistics)}项指标，{with_score}个单位有得分；"
        f"平均观测到{seen:.0%}的指标。"
    ]
    moved = [r for r in report.removals if r.shift is not None]
    if moved:
        most = max(moved, key=lambda r: r.shift or 0.0)
        who = f"，变动最大的是{w.name(most.unit)}（{most.largest}位）" if most.unit else ""
        told.append(f"对排名影响最大的是《{w.title(most.node)}》：去掉它，名次平均变动{most.shift:.1f}位{who}。")
    if units < FEW:
        told.append(f"单位不足{FEW}个：相关系数、α和主成分都不稳定，只作提示。")
    if report.scored.table.simulated:
        told.append("所用数据为模拟数据，不反映任何真实单位。")
    if not report.findings:
        told.append("各项检查均未越过界限。")
    return told
