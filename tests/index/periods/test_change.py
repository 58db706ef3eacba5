"""A change of score taken apart: each part alone, then all at once, always adding up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.periods.change import Change, changes
from dsci.index.periods.points import rate_changes, rates
from dsci.index.periods.sidebyside import beside, side_by_side
from dsci.index.periods.trend import trends

ALL = ("all", "all")
# all = 0.6 a + 0.4 b; a = 0.75 many (0..10) + 0.25 late (20..0); b = (one + two)/2 (0..100)
OLD = {"u": (4, 10, 50, 70), "v": (10, 0, 100, 100)}  # u: a 42.5, b 60: 49.5


def parts(change: Change) -> tuple[float, ...]:
    return change.real, change.others, change.coverage, change.rules, change.scheme


def only(tiny, table, before, after) -> Change:
    found = changes(score(tiny(), table(before)), score(tiny(), table(after)), ALL)
    (own,) = [c for c in found if c.unit == "u"]
    assert own.change == pytest.approx(sum(parts(own)), abs=1e-9)
    return own


def test_values_that_rose_are_real_change(tiny, table) -> None:
    own = only(tiny, table, OLD, {**OLD, "u": (6, 10, 50, 70)})
    assert own.change == pytest.approx(0.6 * 0.75 * 20) and parts(own) == pytest.approx((9, 0, 0, 0, 0))


def test_an_indicator_no_longer_seen_is_coverage(tiny, table) -> None:
    own = only(tiny, table, OLD, {**OLD, "u": (4, 10, 50, Status.BLOCKED)})
    assert own.change == pytest.approx(0.4 * (50 - 60)) and parts(own) == pytest.approx((0, 0, -4, 0, 0))


def test_both_at_once_add_up(tiny, table) -> None:
    own = only(tiny, table, OLD, {**OLD, "u": (6, 10, 60, Status.BLOCKED)})
    # two is left out first (b 60 -> 50), then many +9 and one 50 -> 60, alone in b: 0.4·10
    assert parts(own) == pytest.approx((13, 0, -4, 0, 0))


def test_the_others_move_where_the_sample_scales(tiny, table) -> None:
    relative = tiny('metric = "a.many"\nworst = 0\nbest = 10\n', 'metric = "a.many"\nnormalise = "minmax"\n')
    three = {**OLD, "w": (0, 0, 1, 1)}
    before, after = score(relative, table(three)), score(relative, table({**three, "v": (20, 0, 100, 100)}))
    own = next(c for c in changes(before, after, ALL) if c.unit == "u")
    assert parts(own) == pytest.approx((0, 0.45 * (20 - 40), 0, 0, 0))


def test_another_scheme_is_the_first_step(tiny, table) -> None:
    old = tiny()
    new = replace(old, composites=(replace(old.composites[0], weights=(0.5, 0.5)),))
    before, rescored = score(old, table(OLD)), score(new, table(OLD))
    after = score(new, table({**OLD, "u": (6, 10, 50, Status.BLOCKED)}))
    own = next(c for c in changes(before, after, ALL, rescored) if c.unit == "u")
    assert own.scheme == pytest.approx(51.25 - 49.5) and own.real == pytest.approx(0.5 * 0.75 * 20)
    assert own.coverage == pytest.approx(-5) and own.change == pytest.approx(sum(parts(own)))


def test_a_unit_without_a_score_is_said_so(tiny, table) -> None:
    gone = (Status.BLOCKED,) * 4
    found = changes(score(tiny(), table(OLD)), score(tiny(), table({"u": gone, "x": (1, 1, 1, 1)})), ALL)
    assert [(c.unit, c.change, c.reason) for c in found] == [("u", None, "no score now: not observed: BLOCKED x4")]
    assert parts(found[0]) == (0, 0, 0, 0, 0)


def test_rates_of_points(tiny, table) -> None:
    before, after = score(tiny(), table(OLD)), score(tiny(), table({**OLD, "u": (6, 10, 50, Status.BLOCKED)}))
    found = {r.node: r for r in rates(before)}
    assert (found["a"].units, found["a"].rate, found["a"].full) == (2, pytest.approx((0.425 + 1) / 2), 100)
    change = {r.node: r for r in rate_changes(before, after)}
    assert change["a.many"].change == pytest.approx(0.1) and change["b.two"].after == 1
    assert change["b"].before == pytest.approx(0.8) and change["b"].relative == pytest.approx(0.75 / 0.8 - 1)


def test_a_trend_over_periods(tiny, table) -> None:
    years = {"2024": {**OLD, "u": (4, 10, 50, 70)}, "2026": {"u": (6, 10, 50, 70)}, "2025": {**OLD, "u": (5, 10, 50, 70)}}
    scored = {year: score(tiny(), table(cells)) for year, cells in years.items()}
    found = trends(scored, "all")
    assert found["u"].values == pytest.approx((49.5, 54, 58.5)) and found["u"].slope == pytest.approx(4.5)
    assert found["v"].available == pytest.approx(2 / 3) and found["v"].growth == 0


def test_side_by_side_by_hand() -> None:
    found = beside(["x", "y"], np.array([[9.0, 7, 5, 3], [7.0, 9, 3, 5]]), list("uvws"), ["t"])
    assert [(line.unit, line.ranks, line.shift, line.change) for line in found.lines] == [
        ("u", (1, 2), 1, -1), ("v", (2, 1), 1, 1), ("w", (3, 4), 1, -1), ("s", (4, 3), 1, 1)
    ]  # fmt: skip
    (alike,) = found.likeness
    assert alike.spearman == pytest.approx(0.6) and alike.kendall == pytest.approx(1 / 3)
    assert (alike.units, alike.mean_shift, alike.largest_shift, found.left_out) == (4, 1, 1, ("t",))


def test_side_by_side_of_the_units_that_all_score(tiny, table) -> None:
    a = score(tiny(), table({**OLD, "w": (1, 1, 1, 1), "x": (0, 20, 0, 0)}))
    b = score(tiny(), table({**OLD, "w": (Status.BLOCKED,) * 4, "x": (9, 0, 9, 9)}))
    found = side_by_side({"then": (a, "all"), "now": (b, "all")}, ["u", "v", "w", "x", "nobody"])
    assert found.left_out == ("w", "nobody") and found.views == ("then", "now")
    assert {line.unit: line.ranks for line in found.lines} == {"v": (1, 1), "u": (2, 3), "x": (3, 2)}
    assert [line.unit for line in found.shifted(1)] == ["u"]
    with pytest.raises(KeyError):
        side_by_side({"then": (a, "nothing")}, ["u"])
