"""A book of rules as a ranking: each unit's points with the verdict as its tier, on the findings of `dsci inspect`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...contract import Finding
from ..scheme.model import Node, Origin, Scheme
from .book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Book
from .points import LEAST, Part, decided, points, seen_of
from .verdict import UNVERIFIED, Verdict

PART = "part"
BROKEN, HEARSAY, OPEN, UNSEEN, OWN, LOW, PASSED = (
    *("不合格(单项否决)", "待核(条文未核实的单项否决)", "未判定(单项否决未查全)", "未判定(扣分项未查全)"),
    *("不合格(自拟扣分)", "不合格(扣分)", "合格"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit by one book. `score`: points, None after a broken veto and where less than half was seen. `coverage`: share
    of judged rules that were decided."""

    score: float | None
    tier: str
    coverage: float
    parts: Mapping[str, Part]


def standing(book: Book, found: Sequence[Finding], verdict: Verdict) -> Standing:
    """What a unit's findings come to. ValueError for a book of flags alone: they decide nothing."""
    if not book.ranking:
        raise ValueError(f"{book.id} has flags alone, and a flag decides nothing: see dsci inspect --book {book.id}")
    settled = [seen for seen in seen_of(book, found).values() if decided(seen)]
    coverage = len(settled) / len(book.ranking)
    if book.frame.full is None:
        return Standing(_met(settled) if coverage >= LEAST else None, "", coverage, {})
    if verdict.score is None:
        return Standing(None, BROKEN, coverage, {})
    own = points(book, found, verdict.score)
    base = own.base if coverage >= LEAST else None
    return Standing(None if base is None else own.total, _tier(book, verdict, base), coverage, own.parts)


def _met(settled: Iterable[set[str]]) -> float | None:
    """Share of the decided rules that are met, x 100 (ours: the book gives no points); None where none applies."""
    applying = [seen for seen in settled if seen != {NOT_APPLICABLE}]
    return 100 * sum(FAIL not in seen and PASS in seen for seen in applying) / len(applying) if applying else None


def _tier(book: Book, verdict: Verdict, base: float | None) -> str:
    """The verdict on the website; a mark passed or missed by this project's own points says so. The mark is missed by what
    was taken, and passed by the points over what was seen (`base`, None: too little); between them it is open."""
    gate, score = next((g.outcome for g in verdict.gates if g.subject == "website"), PASS), verdict.score
    if gate == UNVERIFIED:
        return HEARSAY
    if score is not None and score.passed is False:
        return LOW if score.official else OWN
    if gate == NOT_DECIDED:
        return OPEN
    return UNSEEN if base is None or (book.frame.passing is not None and base < book.frame.passing) else PASSED


def as_scheme(book: Book) -> Scheme:
    """The book's names as a scheme has them, for tables of ranks: the book on top, its indicators with points below."""
    own = "" if book.frame.full is not None else "(达标率, 本项目自拟)"
    parts = tuple(
        Node(i.id, PART, i.title, i.title, i.points or 0.0, i.status, metric=i.id) for i in book.indicators if i.id and i.points
    )
    root = Node(book.id, "index", f"{book.title}{own}", book.title_en, 1.0, book.source, parts)
    origin = Origin(book.source, book.source, "points of findings", "rules of the book, each with its status", "the verdict")
    return Scheme(book.id, book.title, book.title_en, book.source, origin, ("index", PART), (root,))
