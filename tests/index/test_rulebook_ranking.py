"""A book of rules as a ranking: points, verdict as tier, share of rules that could be judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsci.contract import Finding
from dsci.index.rulebook import load
from dsci.index.rulebook.book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Book
from dsci.index.rulebook.ranking import BROKEN, HEARSAY, LOW, OPEN, OWN, PASSED, Standing, as_scheme, standing
from dsci.index.rulebook.verdict import verdict

from .findings import finding

BOOK = load("inspection-2019")


def found(book: Book = BOOK, **changed: str) -> list[Finding]:
    """Every judged rule in order, but for those named: rule -> outcome. Points as the rule gives them."""
    rows = []
    for rule in book.rules:
        outcome = changed.get(rule.id.replace("-", "_").replace(".", "_"), PASS if rule.effect != "bonus" else FAIL)
        earned = outcome == (PASS if rule.effect == "bonus" else FAIL)
        rows.append(finding(rule.id, outcome, rule.points if earned else None, severity=rule.effect))
    return [row for row, rule in zip(rows, book.rules, strict=True) if rule.judged]


def stands(book: Book = BOOK, **changed: str) -> Standing:
    rows = found(book, **changed)
    return standing(book, rows, verdict(book, rows))


def test_points_and_bonus() -> None:
    """100 less 3 for the home page is 97, above 80: 3 for the assistant count."""
    own = stands(own_info_5=FAIL, own_plus_2=PASS)
    assert (own.score, own.tier, own.coverage) == (100, PASSED, 1)
    assert own.parts["information"] == 27 and own.parts["services"] == 25


def test_a_broken_veto_gives_no_points_and_says_on_what_it_rests() -> None:
    assert (stands(veto_4_1=FAIL).score, stands(veto_4_1=FAIL).tier) == (None, BROKEN)
    assert stands(veto_4_2=FAIL).tier == HEARSAY


def test_what_could_not_be_judged_lowers_coverage_and_leaves_the_verdict_open() -> None:
    own, judged = stands(veto_2=NOT_DECIDED), [r for r in BOOK.rules if r.judged]
    assert own.tier == OPEN and own.score == 100 and own.coverage == pytest.approx(1 - 1 / len(judged))


def test_a_mark_missed_by_own_points_says_so() -> None:
    lost = {r.id.replace("-", "_"): FAIL for r in BOOK.rules if r.effect == "deduction"}
    assert stands(**lost).tier == OWN
    official = replace(BOOK, rules=tuple(replace(r, status="published") for r in BOOK.rules))
    assert stands(official, **lost).tier == LOW


def test_a_book_without_points_counts_the_rules_that_are_met() -> None:
    guide = load("guide-2017")
    judged = [r.id.replace("-", "_").replace(".", "_") for r in guide.rules if r.judged]
    own = stands(guide, **{judged[0]: FAIL, judged[1]: NOT_DECIDED, judged[2]: NOT_APPLICABLE})
    assert own.score == pytest.approx(100 * (len(judged) - 3) / (len(judged) - 2)) and own.tier == ""
    assert own.coverage == pytest.approx(1 - 1 / len(judged))
    assert "自拟" in as_scheme(guide).title_of("guide-2017")


def test_flags_rank_nobody() -> None:
    with pytest.raises(ValueError, match="a flag decides nothing"):
        stands(load("flags-2026"))


def test_as_scheme_names_the_total_and_the_parts_with_points() -> None:
    scheme = as_scheme(BOOK)
    assert list(scheme.kinds) == ["inspection-2019", "information", "reading", "services", "interaction", "functions", "bonus"]
    assert scheme.title_of("services").startswith("办事服务")
