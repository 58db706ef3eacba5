"""A book's points over the rules that were decided (ours): what was not seen takes no points, and gives none either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...contract import Finding
from .book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Book, Rule
from .verdict import DIGITS, Score, bonus_of

LEAST = 0.5  # ours, as in dsci-2026: less than half seen gives no points and no rank
Seen = Mapping[str, set[str]]  # rule -> outcomes of its findings


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator: points left of its own, None where less than LEAST was seen; `seen`: share of what its rules can take."""

    points: float | None
    seen: float


@dataclass(frozen=True, slots=True)
class Points:
    """`total`: points with the bonus that counts, None where less than LEAST was seen."""

    base: float | None
    total: float | None
    parts: Mapping[str, Part]


def seen_of(book: Book, found: Iterable[Finding]) -> Seen:
    """The outcomes of each rule that units can be ranked by."""
    outcomes: dict[str, set[str]] = {rule.id: set() for rule in book.ranking}
    for finding in found:
        if finding.rule in outcomes:
            outcomes[finding.rule].add(finding.outcome)
    return outcomes


def decided(outcomes: set[str]) -> bool:
    """True for a rule that is broken, or that was looked at everywhere."""
    return FAIL in outcomes or (bool(outcomes) and NOT_DECIDED not in outcomes)


def points(book: Book, found: Sequence[Finding], score: Score) -> Points:
    """The verdict's points over what was seen: base = full − taken / share, `share` the part of all points that the rules
    seen anywhere can take. A rule can take its cap, or its points once; an indicator's rules come to the indicator's points.
    """
    seen = seen_of(book, found)
    rules = {name: [r for r in book.ranking if r.effect == "deduction" and r.indicator == name] for name in score.taken}
    own = {i.id: i.points for i in book.indicators}
    parts = {name: _part(own[name], score.taken[name], _share(of, seen)) for name, of in rules.items() if own[name] and of}
    worth = {name: own[name] or sum(map(_worth, of)) for name, of in rules.items() if of}
    whole = sum(worth.values())
    share = sum(worth[name] * _share(rules[name], seen) for name in worth) / whole if whole else 1.0
    if share < LEAST:
        return Points(None, None, parts)
    base = score.full - (score.full - score.base) / share
    base = round(base if share == 1 else max(base, 0.0), DIGITS)
    return Points(base, round(base + bonus_of(book, found, base), DIGITS), parts)


def _part(own: float | None, taken: float, share: float) -> Part:
    return Part(None if own is None or share < LEAST else round(max(own - taken / share, 0.0), DIGITS), share)


def _share(rules: Sequence[Rule], seen: Seen) -> float:
    """Of the points that these rules can take, the part of those that were seen anywhere; 0 where none can take any."""
    whole = sum(map(_worth, rules))
    return sum(_worth(rule) for rule in rules if _looked_at(seen[rule.id])) / whole if whole else 0.0


def _looked_at(outcomes: set[str]) -> bool:
    return bool(outcomes & {FAIL, PASS}) or outcomes == {NOT_APPLICABLE}


def _worth(rule: Rule) -> float:
    return rule.cap or rule.points or 0.0
