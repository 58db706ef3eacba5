"""A rule's findings: from the value of a metric, and from the outcomes of a check drawn together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import floor

from ...contract import Finding, Observation, Status
from .book import FAIL, HARMLESS, NOT_APPLICABLE, NOT_DECIDED, PASS, Rule

GONE = (Status.ABSENT, Status.DELETED, Status.DELISTED)


def outcome(rule: Rule, row: Observation | None) -> str:
    """What a metric's observation says of a rule. A failed look decides nothing; nothing there is what the rule says it is."""
    if row is None or rule.fails is None:
        return NOT_DECIDED
    if row.status in GONE:
        return rule.absent
    if row.status is Status.EMPTY:
        return rule.empty
    if row.status is Status.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if row.status is Status.CENSORED and row.bound is not None:
        found = rule.fails.from_bound(row.bound)
        return NOT_DECIDED if found is None else FAIL if found else PASS
    if row.value is None:
        return NOT_DECIDED
    return FAIL if rule.fails.holds(row.value) and (rule.step is None or steps(rule, row.value)) else PASS


def steps(rule: Rule, value: float) -> int:
    """How many whole steps a value lies past the rule's limit; 1 where the rule counts none."""
    if rule.step is None or rule.fails is None:
        return 1
    return floor(abs(value - rule.fails.limit) / rule.step + 1e-9)


def settle(rule: Rule, found: Sequence[Finding]) -> list[Finding]:
    """The findings that stand: fewer failures than the rule wants are none; what is right is one line, with its number.

    Where nothing at all was seen, nothing is decided, however many failures the rule wants.
    With its points: those of a deduction at each failure, those of a bonus where it is earned.
    """
    by = {kind: [f for f in found if f.outcome == kind] for kind in (FAIL, NOT_DECIDED, PASS, NOT_APPLICABLE)}
    failed, undecided = by[FAIL], by[NOT_DECIDED]
    something_seen = failed or (undecided and by[PASS])
    if something_seen and len(failed) < rule.least and rule.least > 1:
        return _numbered(_too_few(rule, failed, undecided))
    fine = [*_one(by[PASS]), *_one(by[NOT_APPLICABLE])] if by[PASS] or not failed else []
    return _numbered([_with_points(rule, f) for f in (*failed, *undecided, *fine)])


def _too_few(rule: Rule, failed: Sequence[Finding], undecided: Sequence[Finding]) -> list[Finding]:
    """One finding: the rule holds, or it could yet be broken by what was not seen."""
    kind = NOT_DECIDED if len(failed) + len(undecided) >= rule.least else PASS
    seen = f"已见 {len(failed)} 处, 未能查看 {len(undecided)} 处, 达 {rule.least} 处为不合格"
    return [replace((*failed, *undecided)[0], outcome=kind, seen=seen, count=len(failed))]


def _one(found: Sequence[Finding]) -> list[Finding]:
    if len(found) < 2:
        return list(found)
    return [replace(found[0], seen=f"{found[0].seen} 等 {len(found)} 处", count=sum(f.count or 1 for f in found))]


def _with_points(rule: Rule, finding: Finding) -> Finding:
    earned = {"deduction": FAIL, "bonus": PASS}.get(rule.effect)
    if rule.points is None or finding.outcome != earned:
        return finding
    return replace(finding, points=rule.points * (finding.count if rule.step else 1))


def _numbered(found: Sequence[Finding]) -> list[Finding]:
    return [replace(finding, number=number) for number, finding in enumerate(found)]


def failing(found: Sequence[Finding]) -> Iterator[Finding]:
    """Those that something must be done about; a bonus not earned and a flag are none."""
    return (f for f in found if f.outcome == FAIL and f.severity not in HARMLESS)
