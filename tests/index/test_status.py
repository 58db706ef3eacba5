"""What absent, blocked, empty and censored things do to score and coverage; a composite worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsci.contract import FAILED, Status
from dsci.index.arrays import StepError
from dsci.index.engine import score
from dsci.index.results import results
from dsci.index.table import codes

ABSENT, BLOCKED, EMPTY = Status.ABSENT, Status.BLOCKED, Status.EMPTY


def test_a_composite_by_hand(tiny, table) -> None:
    """a = 0.75·80 + 0.25·50 = 72.5, b = (40 + 20)/2 = 30, all = 0.6·72.5 + 0.4·30 = 55.5."""
    found = score(tiny(), table({"u": (8, 10, 40, 20)}))
    assert [found.score("u", n) for n in ("a.many", "a.late", "a", "b", "all")] == pytest.approx([80, 50, 72.5, 30, 55.5])
    assert found.covered("u", "all") == 1
    assert found.reason("u", "all") == ""


def test_an_absent_channel_is_zero_and_observed(tiny, table) -> None:
    found = score(tiny(), table({"u": (8, 10, ABSENT, ABSENT), "late": (ABSENT, ABSENT, 40, 20)}))
    assert found.score("u", "b") == 0
    assert found.score("u", "all") == pytest.approx(0.6 * 72.5)
    assert found.score("late", "a") == 0, "zero service, not zero days late"
    assert found.covered("u", "all") == 1


@pytest.mark.parametrize("failure", sorted(FAILED))
def test_a_failed_look_is_never_a_zero(tiny, table, failure: Status) -> None:
    found = score(tiny(), table({"u": (8, 10, failure, failure)}))
    assert found.score("u", "b") is None
    assert found.reason("u", "b") == f"not observed: {failure} x2"
    assert found.score("u", "all") == pytest.approx(72.5)
    assert found.covered("u", "all") == pytest.approx(0.6)


def test_nothing_seen_nothing_scored(tiny, table) -> None:
    found = score(tiny(), table({"u": (Status.NOT_TRIED,) * 4}))
    assert found.score("u", "all") is None
    assert found.covered("u", "all") == 0
    (row,) = results(found, {"everyone": ("u",)}, "2026", kinds=("composite",))
    assert (row.score, row.rank, row.of, row.tier, row.coverage) == (None, None, 0, "", 0)


def test_withheld_below_the_threshold_and_not_counted_above(tiny, table) -> None:
    found = score(tiny(), table({"u": (BLOCKED, 10, 40, 20)}))
    assert found.score("u", "a") is None
    assert found.covered("u", "a") == pytest.approx(0.25)
    assert found.reason("u", "a") == "25% observed, 50% wanted"
    assert found.covered("u", "all") == pytest.approx(0.4), "a withheld channel does not carry the composite"
    assert found.score("u", "all") is None


def test_half_observed_is_enough_at_a_half(tiny, table) -> None:
    found = score(tiny(), table({"u": (8, 10, 40, BLOCKED)}))
    assert found.score("u", "b") == pytest.approx(40)
    assert found.covered("u", "all") == pytest.approx(0.6 + 0.2)


def test_what_does_not_apply_leaves_the_denominator(tiny, table) -> None:
    found = score(tiny(), table({"u": (8, EMPTY, Status.NOT_APPLICABLE, Status.DELISTED)}))
    assert found.score("u", "a") == pytest.approx(80)
    assert found.covered("u", "a") == 1
    assert found.score("u", "b") is None
    assert found.reason("u", "b") == "does not apply"
    assert (found.score("u", "all"), found.covered("u", "all")) == (pytest.approx(80), 1)


def test_an_indicator_may_decide_otherwise(tiny, table) -> None:
    assert score(tiny(), table({"u": (8, 10, 40, EMPTY)})).score("u", "b") == pytest.approx(20)


def test_a_bound_counts_as_the_value_or_not_at_all(tiny, table) -> None:
    cells = table({"u": (8, 10, 40, 20)})
    cells.codes[0, 2] = codes.status("CENSORED")
    assert score(tiny(), cells).score("u", "b") == pytest.approx(30)
    assert score(tiny('CENSORED = "bound"', 'CENSORED = "drop"'), cells).score("u", "b") == pytest.approx(20)


def test_impute_takes_the_mean_and_lowers_coverage(tiny, table) -> None:
    scheme = tiny('failed = "drop"', 'failed = "impute"')
    found = score(scheme, table({"u": (8, 10, 40, 20), "v": (8, 10, 60, 30), "w": (8, 10, 50, BLOCKED)}))
    assert found.score("w", "b.two") == pytest.approx(25)
    assert found.score("w", "b") == pytest.approx(37.5)
    assert found.covered("w", "b") == pytest.approx(0.5)


def test_refuse_names_indicator_unit_and_status(tiny, table) -> None:
    with pytest.raises(StepError, match=r"indicator a\.late, unit v: the scheme refuses status BLOCKED"):
        score(tiny('failed = "drop"', 'failed = "refuse"'), table({"u": (8, 10, 40, 20), "v": (8, BLOCKED, 40, 20)}))


def test_an_infinite_value_is_named(tiny, table) -> None:
    with pytest.raises(StepError, match=r"indicator b\.one, unit u: an infinite value"):
        score(tiny(), table({"u": (8, 10, float("inf"), 20)}))


def test_zero_under_a_geometric_channel_is_named(tiny, table) -> None:
    scheme = tiny('title_en = "B"', 'title_en = "B"\naggregate = "geometric"')
    assert score(scheme, table({"u": (8, 10, 40, 10)})).score("u", "b") == pytest.approx(20)
    with pytest.raises(StepError, match=r"indicator b\.two, unit v"):
        score(scheme, table({"u": (8, 10, 40, 10), "v": (8, 10, 40, 0)}))


def test_constant_indicators_are_refused_or_set_aside_and_noted(tiny, table) -> None:
    cells = table({"u": (8, 10, 40, 20), "v": (8, 5, 60, 30)})
    scheme = tiny('metric = "a.many"\nworst = 0\nbest = 10', 'metric = "a.many"\nnormalise = "minmax"')
    with pytest.raises(StepError, match=r"indicator a\.many: all values are the same"):
        score(scheme, cells)
    found = score(replace(scheme, constant="drop"), cells)
    assert [str(note) for note in found.notes] == ["a.many: all values are the same, left out"]
    assert (found.score("v", "a"), found.covered("v", "a")) == (pytest.approx(75), 1)
