"""What the state's rules find: vetoes met, and those that more looks must decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from ...contract import Finding, FindingCount, FindingRow
from ...index.rulebook.book import FAIL, NOT_DECIDED, PASS, Book, Rule
from ..findings import BOOKS, settled
from ..inspecting import findings_of, load_book
from .known import Known

VETO = "veto"


def judged(known: Known) -> tuple[tuple[FindingRow, ...], tuple[FindingCount, ...]]:
    """Vetoes that were met, then those open for want of looks; and how many rules of each book ended in what.

    Findings of the period that `dsci inspect` kept are taken; else they are made here and kept nowhere. What only a person
    can decide is counted as not decided and not listed.
    """
    kept = known.season.held.get(known.code)
    if kept is None:
        kept = known.board.store.rows(Finding, unit=known.code, period=known.board.period, book=list(BOOKS))
    rows: list[FindingRow] = []
    counts: list[FindingCount] = []
    for book in map(_book, BOOKS):
        found = [f for f in kept if f.book == book.id] or findings_of(known.case, book)
        rows += _listed(known, book, found)
        counts += _counts(known, book, found)
    return tuple(sorted(rows, key=lambda row: row.outcome != FAIL)), tuple(counts)


@cache
def _book(name: str) -> Book:
    return load_book(name)


def _listed(known: Known, book: Book, found: Sequence[Finding]) -> Iterable[FindingRow]:
    rules = {rule.id: rule for rule in book.rules}
    told = [f for f in found if f.severity == VETO and f.rule in rules and _tells(rules[f.rule], f)]
    once: dict[tuple[str, str], FindingRow] = {}
    for f in told:
        row = FindingRow(
            book=book.id, book_title=_title(known, book), rule=f.rule, wording=f.wording, severity=f.severity,
            outcome=f.outcome, seen=f.seen, count=f.count, official=f.official, evidence=f.page[:10], url=f.url,
        )  # fmt: skip
        first = once.setdefault((f.rule, f.outcome), row)
        if first is not row:
            once[f.rule, f.outcome] = replace(first, count=first.count + f.count)
    return once.values()


def _tells(rule: Rule, found: Finding) -> bool:
    return found.outcome == FAIL or (found.outcome == NOT_DECIDED and rule.judged)


def _counts(known: Known, book: Book, found: Sequence[Finding]) -> Iterable[FindingCount]:
    """By severity, in the book's order; a rule with several findings counts once, by the worst of them."""
    severities = {f.rule: f.severity for f in found}
    ends = settled(found)
    for severity in dict.fromkeys(f.severity for f in found):
        ended = [outcome for (_, rule), outcome in ends.items() if severities[rule] == severity]
        numbers = [ended.count(outcome) for outcome in (FAIL, PASS, NOT_DECIDED)]
        failed, passed, open_ = numbers
        yield FindingCount(
            book.id, _title(known, book), severity, failed, passed, open_, len(ended) - sum(numbers)
        )  # fmt: skip


def _title(known: Known, book: Book) -> str:
    return book.title_en if known.board.lang == "en" else book.title
