"""What the state's rules found, as sheets: counted, and line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from ... import registry
from ...contract import Finding
from ...index.rulebook.book import FAIL, NOT_DECIDED
from ...pipeline.findings import settled
from ...pipeline.inspecting import PERSON, UNREAD
from .about import LEVELS
from .workbook import Linked

Rows = list[list[object]]
UNIT: list[object] = ["代码", "名称", "级别"]
SEVERITIES = {"veto": "单项否决", "deduction": "扣分", "bonus": "加分", "advice": "建议", "flag": "提示"}
OUTCOMES = {"fail": "不符合", "pass": "符合", "not_decided": "未能判定", "not_applicable": "不适用"}


def of_unit(code: str) -> list[object]:
    """Code, full name and level; of a unit that the registry lacks its key alone."""
    unit = registry.units().get(code)
    return [code, unit.name, LEVELS[unit.level]] if unit else [code, code, ""]


def finding_counts(found: Sequence[Finding]) -> Rows:
    """Per unit, book and severity how many rules ended in each outcome; one with several findings counts once, by the worst."""
    rows: Rows = [[*UNIT, "规则书", "严重程度", *OUTCOMES.values()]]
    severities = {(f.book, f.rule): f.severity for f in found}
    for unit, own in groupby(sorted(found, key=_unit), key=_unit):
        ends = Counter((rule[0], severities[rule], outcome) for rule, outcome in settled(own).items())
        for book, severity in sorted({(book, severity) for book, severity, _ in ends}):
            counts = (ends[book, severity, outcome] for outcome in OUTCOMES)
            rows.append([*of_unit(unit), book, SEVERITIES.get(severity, severity), *counts])
    return rows


def _unit(found: Finding) -> str:
    return found.unit


def finding_lines(found: Sequence[Finding]) -> Rows:
    """A line per unit and rule that does not hold, or that more looks could decide: how often, what was seen first, and where."""
    rows: Rows = [[*UNIT, "规则书", "规则", "严重程度", "结果", "规则文字", "处数", "所见（首处）", "扣加分", "官方检查", "依据"]]

    def place(f: Finding) -> tuple[str, str, str, str]:
        return f.unit, f.book, f.rule, f.outcome

    told = [f for f in found if f.outcome == FAIL or (f.outcome == NOT_DECIDED and f.seen not in (PERSON, UNREAD))]
    for _, same in groupby(sorted(told, key=place), key=place):
        first, *others = same
        points = [f.points for f in (first, *others) if f.points is not None]
        rows.append([
            *of_unit(first.unit), first.book, first.rule, SEVERITIES.get(first.severity, first.severity), OUTCOMES[first.outcome],
            first.wording, 1 + len(others), first.seen, sum(points) if points else None, "是" if first.official else "否",
            Linked(first.page[:10], first.url),
        ])  # fmt: skip
    return rows
