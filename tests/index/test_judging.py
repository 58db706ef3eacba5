"""One rule at a time: conditions, and what an observation or findings make of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dsci.contract import Observation, Status
from dsci.index.condition import Condition
from dsci.index.rulebook.book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Rule
from dsci.index.rulebook.judging import outcome, settle

from .findings import finding


def test_conditions() -> None:
    few = Condition.parse(">0 & <6")
    assert [few.holds(n) for n in (0, 1, 5, 6)] == [False, True, True, False]
    assert Condition.parse(">90").from_bound(100) is True
    assert Condition.parse(">90").from_bound(50) is None
    assert Condition.parse("<6").from_bound(6) is False
    assert Condition.parse("<6").from_bound(2) is None
    assert few.from_bound(6) is False and few.from_bound(3) is None
    assert Condition.parse("=1").from_bound(2) is False and Condition.parse("=1").from_bound(0) is None
    with pytest.raises(ValueError, match="no comparison"):
        Condition.parse("> much")


def rule(**fields: object) -> Rule:
    known: dict[str, object] = {"id": "r", "part": "", "item": "", "wording": "", "effect": "veto", "status": "published"}
    return Rule(**known | fields)  # type: ignore[arg-type]


def seen(status: Status, value: float | None = None, bound: float | None = None) -> Observation:
    return Observation("330100", "website", "website.x", "2026", datetime.now(UTC), value, status, bound)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (None, NOT_DECIDED),
        (seen(Status.OK, 91), FAIL),
        (seen(Status.OK, 90), PASS),
        (seen(Status.CENSORED, 95, 95), FAIL),
        (seen(Status.CENSORED, 5, 5), NOT_DECIDED),
        (seen(Status.ABSENT), FAIL),
        (seen(Status.DELETED), FAIL),
        (seen(Status.EMPTY), PASS),
        (seen(Status.NOT_APPLICABLE), NOT_APPLICABLE),
        (seen(Status.NOT_DECIDED), NOT_DECIDED),
        *((seen(status), NOT_DECIDED) for status in Status if status.failed),
    ],
)
def test_a_failed_look_is_never_a_failure(row: Observation | None, expected: str) -> None:
    asked = rule(metric="website.x", fails=Condition.parse(">90"), absent=FAIL, empty=PASS)
    assert outcome(asked, row) == expected


def test_fewer_than_least_is_no_failure_unless_what_was_not_seen_could_make_it_one() -> None:
    five = rule(least=5)
    assert [f.outcome for f in settle(five, [finding("r")] * 4)] == [PASS]
    assert [f.outcome for f in settle(five, [finding("r")] * 5)] == [FAIL] * 5
    assert [f.outcome for f in settle(five, [finding("r")] * 3 + [finding("r", NOT_DECIDED)] * 2)] == [NOT_DECIDED]
    assert [f.outcome for f in settle(five, [finding("r")] * 3 + [finding("r", NOT_DECIDED)])] == [PASS]
    assert [f.outcome for f in settle(five, [finding("r", PASS)] * 3)] == [PASS]
    (passed,) = settle(five, [finding("r")] * 4 + [finding("r", PASS)] * 9)
    assert passed.count == 4 and "4 处" in passed.seen


def test_what_was_never_looked_at_is_not_decided_however_many_failures_are_wanted() -> None:
    (unseen,) = settle(rule(least=5), [finding("r", NOT_DECIDED, seen="网站未查看")])
    assert (unseen.outcome, unseen.seen) == (NOT_DECIDED, "网站未查看")
    assert {f.outcome for f in settle(rule(least=5), [finding("r", NOT_DECIDED)] * 3)} == {NOT_DECIDED}
    (enough,) = settle(rule(least=5), [finding("r", NOT_DECIDED), finding("r", PASS)])
    assert enough.outcome == PASS


def test_what_is_right_is_one_line_and_findings_are_numbered() -> None:
    found = settle(rule(effect="deduction", points=2.0), [finding("r", PASS), finding("r"), finding("r", PASS), finding("r")])
    assert [(f.outcome, f.points, f.number) for f in found] == [(FAIL, 2, 0), (FAIL, 2, 1), (PASS, None, 2)]
    assert found[2].count == 2


def test_steps_past_the_limit_take_points_each() -> None:
    visits = rule(effect="deduction", points=5.0, step=0.01, metric="website.x", fails=Condition.parse("<1"))
    assert outcome(visits, seen(Status.OK, 0.995)) == PASS
    assert outcome(visits, seen(Status.OK, 0.97)) == FAIL
    assert [f.points for f in settle(visits, [finding("r", count=3)])] == [15]
