"""The frame of a book: from the findings on one unit to its verdict. The national one is 国办秘函〔2019〕19号's:

any veto fails; 100 less the deductions, each indicator's capped at its points; ×100/(100 − services) for units without
outward services; below 60 fails; above 80 up to 30 of bonus are added. Which points are official, the rules say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...contract import Finding
from .book import FAIL, HARMLESS, NOT_APPLICABLE, NOT_DECIDED, PASS, Book, Rule

UNVERIFIED = "unverified"  # broken, but only by a rule whose wording could not be read
DIGITS = 2  # ours: points are rounded so before they are compared with a mark


@dataclass(frozen=True, slots=True)
class Gate:
    """The vetoes of one subject (a channel): fail | unverified | not_decided | pass, and which rules made it so."""

    subject: str
    outcome: str
    failed: tuple[Rule, ...]
    undecided: tuple[Rule, ...]
    persons: tuple[Rule, ...]  # only a person can tell


@dataclass(frozen=True, slots=True)
class Score:
    """Points: `base` of `full` after deductions, `bonus` that counts, `total`. `official`: every rule in it is published."""

    full: float
    base: float
    bonus: float
    total: float
    passed: bool | None  # None: the book states no mark
    undecided: int  # rules with points that could not be judged
    official: bool
    taken: dict[str, float]  # per indicator, capped


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a book says of one unit. No score where a veto is broken: nothing further is inspected then."""

    gates: tuple[Gate, ...]
    score: Score | None
    failures: int  # findings to work off


def verdict(book: Book, found: Sequence[Finding], services: bool = True) -> Verdict:
    """The verdict on one unit's findings; `services` is False for a unit without outward services."""
    subjects = dict.fromkeys(rule.subject for rule in book.rules if rule.effect == "veto")
    gates = tuple(_gate(book, found, subject) for subject in subjects)
    broken = any(g.outcome == FAIL for g in gates if g.subject == "website")
    failures = sum(f.outcome == FAIL and f.severity not in HARMLESS for f in found)
    return Verdict(gates, None if broken else score(book, found, services), failures)


def _gate(book: Book, found: Sequence[Finding], subject: str) -> Gate:
    rules = [r for r in book.rules if r.effect == "veto" and r.subject == subject]
    outcomes = {r.id: {f.outcome for f in found if f.rule == r.id} for r in rules}
    failed = tuple(r for r in rules if FAIL in outcomes[r.id])
    persons = tuple(r for r in rules if not r.judged)
    undecided = tuple(r for r in rules if r.judged and r not in failed and (NOT_DECIDED in outcomes[r.id] or not outcomes[r.id]))
    judged = [r for r in rules if r.judged]
    if any(r.status == "published" for r in failed):
        kind = FAIL
    elif failed:
        kind = UNVERIFIED
    elif undecided or not judged:
        kind = NOT_DECIDED
    else:
        kind = NOT_APPLICABLE if all(outcomes[r.id] == {NOT_APPLICABLE} for r in judged) else PASS
    return Gate(subject, kind, failed, undecided, persons)


def score(book: Book, found: Iterable[Finding], services: bool = True) -> Score | None:
    """The points; None where the book's frame has none."""
    frame, rules = book.frame, [r for r in book.rules if r.effect in ("deduction", "bonus")]
    if frame.full is None:
        return None
    by_rule: dict[str, list[Finding]] = {r.id: [] for r in rules}
    for finding in found:
        by_rule.get(finding.rule, []).append(finding)
    left_out = "" if services else frame.services
    rules = [r for r in rules if not left_out or r.indicator != left_out]
    taken = _taken(book, rules, by_rule)
    full = frame.full - sum(i.points or 0 for i in book.indicators if i.id == left_out)
    base = round((full - sum(taken.values())) * frame.full / full, DIGITS)
    bonus = bonus_of(book, [f for r in rules for f in by_rule[r.id]], base)
    return Score(
        full=frame.full,
        base=base,
        bonus=bonus,
        total=round(base + bonus, DIGITS),
        passed=None if frame.passing is None else base >= frame.passing,
        undecided=sum(any(f.outcome == NOT_DECIDED for f in by_rule[r.id]) or not by_rule[r.id] for r in rules),
        official=all(r.status != "own" for r in rules) and frame.passing_status == "published",
        taken=taken,
    )


def bonus_of(book: Book, found: Iterable[Finding], base: float) -> float:
    """The bonus points that count beside so many points of `base`: each rule's once, and at most the frame's."""
    frame = book.frame
    if frame.bonus_above is None or base <= frame.bonus_above:
        return 0.0
    by_rule: dict[str, list[Finding]] = {r.id: [] for r in book.rules if r.effect == "bonus"}
    for finding in found:
        by_rule.get(finding.rule, []).append(finding)
    earned = sum(_points(rule, by_rule[rule.id]) for rule in book.rules if rule.effect == "bonus")
    return round(min(earned, frame.bonus_most or earned), DIGITS)


def _taken(book: Book, rules: Sequence[Rule], by_rule: dict[str, list[Finding]]) -> dict[str, float]:
    """Points lost per indicator, each at most the indicator's."""
    lost: dict[str, float] = {}
    for rule in rules:
        if rule.effect == "deduction":
            lost[rule.indicator] = lost.get(rule.indicator, 0.0) + _points(rule, by_rule[rule.id])
    most = {i.id: i.points for i in book.indicators}
    return {name: min(points, cap) if (cap := most[name]) is not None else points for name, points in lost.items()}


def _points(rule: Rule, found: Sequence[Finding]) -> float:
    """What a rule takes or gives: its findings' points, at most its cap; a bonus is given once."""
    total = sum(f.points or 0.0 for f in found)
    cap = rule.points if rule.effect == "bonus" else rule.cap
    return total if cap is None else min(total, cap)
