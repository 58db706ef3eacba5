"""A book of rules as a ranking: each unit's points with the verdict as its tier, on the findings of `dsci inspect`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...contract import Finding
from ..scheme.model import Node, Origin, Scheme
from .book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Book
from .verdict import UNVERIFIED, Verdict

MET, PART = "met", "part"  # ours: where a book gives no points, the share of its rules that are met
BROKEN, HEARSAY, OPEN, OWN, LOW, PASSED = (
    *("不合格(单项否决)", "待核(条文未核实的单项否决)", "未判定(单项否决未查全)"),
    *("不合格(自拟扣分)", "不合格(扣分)", "合格"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit by one book. `score`: points, None after a broken veto. `coverage`: share of judged rules that were decided."""

    score: float | None
    tier: str
    coverage: float
    parts: Mapping[str, float]  # indicator -> points left of its own


def standing(book: Book, found: Sequence[Finding], verdict: Verdict) -> Standing:
    """What a unit's findings come to. ValueError for a book of flags alone: they decide nothing."""
    judged = [rule for rule in book.rules if rule.judged and rule.effect != "flag"]
    if not judged:
        raise ValueError(f"{book.id} has flags alone, and a flag decides nothing: see dsci inspect --book {book.id}")
    outcomes = {rule.id: {f.outcome for f in found if f.rule == rule.id} for rule in judged}
    decided = [seen for seen in outcomes.values() if seen and NOT_DECIDED not in seen]
    coverage = len(decided) / len(judged)
    if book.frame.full is None:
        return Standing(_met(decided), "", coverage, {})
    score = verdict.score
    if score is None:
        return Standing(None, _tier(verdict), coverage, {})
    left = {i.id: i.points - score.taken[i.id] for i in book.indicators if i.points and i.id in score.taken}
    return Standing(score.total, _tier(verdict), coverage, left)


def _met(decided: Iterable[set[str]]) -> float | None:
    """Share of the decided rules that are met, x 100; None where none applies."""
    applying = [seen for seen in decided if seen != {NOT_APPLICABLE}]
    return 100 * sum(FAIL not in seen and PASS in seen for seen in applying) / len(applying) if applying else None


def _tier(verdict: Verdict) -> str:
    """The verdict on the website; a mark passed or missed by this project's own points says so."""
    gate = next((g.outcome for g in verdict.gates if g.subject == "website"), PASS)
    score = verdict.score
    if gate in (FAIL, UNVERIFIED):
        return BROKEN if gate == FAIL else HEARSAY
    if score is not None and score.passed is False:
        return LOW if score.official else OWN
    return OPEN if gate == NOT_DECIDED else PASSED


def as_scheme(book: Book) -> Scheme:
    """The book's names as a scheme has them, for tables of ranks: the book on top, its indicators with points below."""
    own = "" if book.frame.full is not None else "(达标率, 本项目自拟)"
    parts = tuple(
        Node(i.id, PART, i.title, i.title, i.points or 0.0, i.status, metric=i.id) for i in book.indicators if i.id and i.points
    )
    root = Node(book.id, "index", f"{book.title}{own}", book.title_en, 1.0, book.source, parts)
    origin = Origin(book.source, book.source, "points of findings", "rules of the book, each with its status", "the verdict")
    return Scheme(book.id, book.title, book.title_en, book.source, origin, ("index", PART), (root,))
