"""A book of rules as a ranking: points, verdict as tier, share of rules that could be judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsci.contract import Finding
from dsci.index.rulebook import load
from dsci.index.rulebook.book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Book
from dsci.index.rulebook.points import Part
from dsci.index.rulebook.ranking import BROKEN, HEARSAY, LOW, OPEN, OWN, PASSED, UNSEEN, Standing, as_scheme, standing
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
    assert own.parts["information"] == Part(27, 1) and own.parts["services"] == Part(25, 1)


def test_a_broken_veto_gives_no_points_and_says_on_what_it_rests() -> None:
    assert (stands(veto_4_1=FAIL).score, stands(veto_4_1=FAIL).tier) == (None, BROKEN)
    assert stands(veto_4_2=FAIL).tier == HEARSAY


def test_what_could_not_be_judged_lowers_coverage_and_leaves_the_verdict_open() -> None:
    own, judged = stands(veto_2=NOT_DECIDED), [r for r in BOOK.rules if r.judged]
    assert own.tier == OPEN and own.coverage == pytest.approx(1 - 1 / len(judged))


def unseen(*starts: str, book: Book = BOOK) -> dict[str, str]:
    """The rules whose ids begin so, not decided."""
    return {r.id.replace("-", "_").replace(".", "_"): NOT_DECIDED for r in book.rules if r.id.startswith(starts)}


def test_a_unit_that_was_never_looked_at_has_no_points() -> None:
    for rows in ([], [finding(r.id, NOT_DECIDED, severity=r.effect) for r in BOOK.rules]):
        own = standing(BOOK, rows, verdict(BOOK, rows))
        assert (own.score, own.tier, own.coverage) == (None, OPEN, 0)
        assert set(own.parts.values()) == {Part(None, 0)}


def test_points_are_those_over_what_was_seen() -> None:
    """办事服务 (25 of 100) was not seen: 3 points lost of 75 are 4 of 100. 信息发布 was: 30 − 3."""
    own = stands(own_info_5=FAIL, **unseen("own-serv"))
    assert own.score == 96 and own.tier == PASSED
    assert own.parts["services"] == Part(None, 0) and own.parts["information"] == Part(27, 1)
    assert own.coverage == pytest.approx(1 - 5 / 53)


def test_points_without_ceilings_are_those_over_what_was_seen() -> None:
    """census-2015 can take, once each or up to the cap, 5 + 1 + 0.1, 5 + 3 + 4 + 5, 5 × 5 and 16: 64.1. Without the 25 of
    answers 39.1 are seen: 5 points lost are 5 × 64.1 / 39.1 = 8.197."""
    census = load("census-2015")
    own = stands(census, updates_1=FAIL, **unseen("answers", book=census))
    assert own.score == pytest.approx(91.8) and own.parts == {}


def test_less_than_half_of_the_points_or_of_the_rules_gives_none() -> None:
    """信息发布 and 办事服务 are 55 of 100 points; 功能设计 with the vetoes and the bonus 31 of 53 rules."""
    few = stands(**unseen("own-info", "own-serv"))
    assert (few.score, few.tier) == (None, UNSEEN) and few.coverage > 0.5
    rules = stands(**unseen("veto", "media", "own-plus", "own-func"))
    assert rules.score is None and rules.coverage == pytest.approx(22 / 53) and rules.parts["information"].points == 30


def test_a_mark_missed_only_by_what_was_not_seen_is_open() -> None:
    """20 + 7 lost of 60 seen are 45 of 100: 55 are under the mark of 60; what was taken alone leaves 73, which is not."""
    lost = {r.id.replace("-", "_"): FAIL for r in BOOK.rules if r.indicator in ("information", "reading")}
    own = stands(**lost | unseen("own-serv", "own-func"))
    assert own.score == 55 and own.tier == UNSEEN


def test_a_broken_rule_is_decided_whatever_else_was_not_seen() -> None:
    rows = [*found(own_info_3=FAIL), finding("own-info-3", NOT_DECIDED)]
    assert standing(BOOK, rows, verdict(BOOK, rows)).coverage == 1


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
    assert stands(guide, **dict.fromkeys(judged[: len(judged) // 2 + 1], NOT_DECIDED)).score is None
    assert "自拟" in as_scheme(guide).title_of("guide-2017")


def test_flags_rank_nobody() -> None:
    with pytest.raises(ValueError, match="a flag decides nothing"):
        stands(load("flags-2026"))


def test_as_scheme_names_the_total_and_the_parts_with_points() -> None:
    scheme = as_scheme(BOOK)
    assert list(scheme.kinds) == ["inspection-2019", "information", "reading", "services", "interaction", "functions", "bonus"]
    assert scheme.title_of("services").startswith("办事服务")
