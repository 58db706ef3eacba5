"""What the state's rules find over many units: how often each outcome, and which rules are broken most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ...contract import Finding, FindingCount, Problem
from ...index.rulebook.book import FAIL, HARMLESS, NOT_APPLICABLE, NOT_DECIDED, OUTCOMES, PASS, Book, Rule
from ..findings import BOOKS as BOOKS
from ..findings import settled
from .problems import FEWEST, NAMED
from .tree import Tree

MOST = 20  # rules of a book

Found = Mapping[str, Sequence[Finding]]  # by unit
Ends = Mapping[str, Mapping[tuple[str, str], str]]  # by unit, then book and rule


def counts(tree: Tree, found: Found, books: Sequence[Book]) -> tuple[FindingCount, ...]:
    """Rules by outcome, added up over the units, per book and severity in the order of the book; none without findings."""
    ends = Counter(
        (book.id, book.by_id[rule].effect, outcome)
        for own in found.values()
        for (of, rule), outcome in settled(own).items()
        for book in books
        if book.id == of and rule in book.by_id
    )
    return tuple(
        FindingCount(book.id, book.title_en if tree.lang == "en" else book.title, effect,
                     *(ends[book.id, effect, outcome] for outcome in (FAIL, PASS, NOT_DECIDED, NOT_APPLICABLE)))
        for book in books
        for effect in dict.fromkeys(rule.effect for rule in book.rules)
        if any(ends[book.id, effect, outcome] for outcome in OUTCOMES)
    )  # fmt: skip


def broken(tree: Tree, found: Found, books: Sequence[Book], best_first: Sequence[str]) -> tuple[Problem, ...]:
    """The rules that at least a tenth of those decided break, and every veto that is met: book by book, the commonest first.

    Bonuses not earned and flags are no problems.
    """
    ends = {unit: settled(own) for unit, own in found.items()}
    rules = [(book, rule) for book in books for rule in book.rules if rule.judged and rule.effect not in HARMLESS]
    rows = [_broken(tree, ends, book, rule, best_first) for book, rule in rules]
    vetoes = {name(book, rule) for book, rule in rules if rule.effect == "veto"}
    many = [row for row in rows if row.lacking and (row.rule in vetoes or row.lacking >= FEWEST * row.seen)]
    many.sort(key=lambda row: (row.rule not in vetoes, -row.lacking / row.seen, -row.lacking, row.rule))
    return tuple(row for book in books for row in [row for row in many if row.rule.startswith(f"{book.id}/")][:MOST])


def name(book: Book, rule: Rule) -> str:
    """What a rule is called among the rules of all books."""
    return f"{book.id}/{rule.id}"


def vetoed(found: Found, books: Sequence[Book]) -> tuple[int, int]:
    """Units that meet a veto whose wording is published, and those of which one was decided."""
    vetoes = [(book.id, rule) for book in books for rule in book.rules if rule.effect == "veto"]
    official = {(book, rule.id) for book, rule in vetoes if rule.status == "published"}
    ends = [{outcome for rule, outcome in settled(own).items() if rule in official} for own in found.values()]
    return sum(FAIL in own for own in ends), sum(bool(own & {FAIL, PASS}) for own in ends)


def _broken(tree: Tree, ends: Ends, book: Book, rule: Rule, order: Sequence[str]) -> Problem:
    own = {unit: ends[unit].get((book.id, rule.id), "") for unit in order if unit in ends}
    count, better = Counter(own.values()), [tree.told_apart(unit) for unit, outcome in own.items() if outcome == PASS]
    channel = tree.title(rule.subject) if rule.subject in tree.channels else ""
    return Problem(
        metric="", rule=name(book, rule), title=rule.wording.partition(", 每")[0], channel_title=channel, lacking=count[FAIL],
        seen=count[FAIL] + count[PASS], unseen=count[NOT_DECIDED], before=None, better=tuple(better[:NAMED]), kind=rule.effect,
    )  # fmt: skip
