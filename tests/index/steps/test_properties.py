"""What must hold for any numbers: bounds, order, direction, gaps, and which cells may change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dsci.index.arrays import Array, Axes, StepError
from dsci.index.steps import denominate, impute, normalise, screen
from dsci.index.steps.columns import Columns
from dsci.index.steps.treat import METHODS, Treatment, treat

NUMBER = st.integers(-1000, 1000).map(float) | st.floats(-1e6, 1e6, allow_subnormal=False)
SHAPE = st.tuples(st.integers(2, 12), st.integers(1, 4))
TABLE = arrays.arrays(np.float64, SHAPE, elements=NUMBER | st.just(np.nan))
few = settings(max_examples=50, deadline=None)
ORDERED = ("minmax", "zscore", "percentile", "rank", "borda", "dist_to_max")
BOUNDED = ("minmax", "percentile", "dist_to_max")


def named(x: Array) -> Axes:
    return Axes([f"u{i}" for i in range(len(x))], [f"p{i}" for i in range(x.shape[1])])


def plain(x: Array, direction: int = 1) -> Columns:
    return Columns.plain(named(x).units, named(x).columns, [direction] * x.shape[1])


def scored(method: str, x: Array, direction: int = 1) -> Array:
    """The scores; a table with a column that the method refuses is no case."""
    try:
        return normalise.METHODS[method](x, plain(x, direction))
    except StepError as error:
        assert "all values are the same" in str(error) or "no finite score" in str(error)
        assume(False)
        raise


@pytest.mark.parametrize("method", ORDERED)
@few
@given(x=TABLE)
def test_the_order_of_units_stays_and_gaps_stay(method: str, x: Array) -> None:
    scores = scored(method, x)
    assert (np.isnan(scores) == np.isnan(x)).all()
    for column, score in zip(x.T, scores.T, strict=True):
        there = column[~np.isnan(column)]
        assert (np.diff(score[~np.isnan(column)][np.argsort(there, kind="stable")]) >= -1e-9).all()


@pytest.mark.parametrize("method", BOUNDED)
@few
@given(x=TABLE)
def test_scores_reach_both_ends_and_no_further(method: str, x: Array) -> None:
    for score in scored(method, x).T:
        there = score[~np.isnan(score)]
        if len(there):
            assert there.min() == pytest.approx(0, abs=1e-9)
            assert there.max() <= 100 + 1e-9
            assert method == "percentile" or there.max() == pytest.approx(100)


@pytest.mark.parametrize("method", ["minmax", "zscore", "dist_to_max"])
@few
@given(x=TABLE)
def test_the_other_direction_is_the_mirror(method: str, x: Array) -> None:
    np.testing.assert_allclose(scored(method, x) + scored(method, x, -1), np.where(np.isnan(x), np.nan, 100), rtol=1e-6)


@few
@given(x=TABLE, worst=NUMBER, best=NUMBER)
def test_goalposts_are_bounds(x: Array, worst: float, best: float) -> None:
    assume(abs(worst - best) > 1e-3)
    n = x.shape[1]
    by = Columns(named(x), np.ones(n), np.full(n, worst), np.full(n, best), np.zeros(n, bool))
    scores = normalise.goalposts(x, by)
    assert (np.isnan(scores) | ((scores >= 0) & (scores <= 100))).all()
    assert (np.isnan(scores) == np.isnan(x)).all()


@pytest.mark.parametrize("method", METHODS)
@few
@given(x=TABLE)
def test_treatment_keeps_gaps_order_and_range(method: str, x: Array) -> None:
    found = treat(x, Treatment(method, skew=0.5, kurtosis=0.5), named(x))
    assert (np.isnan(found.values) == np.isnan(x)).all()
    logs = {record.column for record in found.records if record.log}
    for name, before, after in zip(named(x).columns, x.T, found.values.T, strict=True):
        there = ~np.isnan(before)
        order = np.argsort(before[there], kind="stable")
        assert (np.diff(after[there][order]) >= 0).all()
        if name not in logs and there.any():
            assert set(after[there]) <= set(before[there])
            assert len(set(after[there])) > 1 or len(set(before[there])) == 1


@few
@given(x=TABLE, factor=st.integers(1, 300))
def test_treatment_does_not_depend_on_the_measure(x: Array, factor: int) -> None:
    x = np.round(x)
    plainly, times = (treat(values, Treatment("winsorise"), named(x)) for values in (x, x * 2.0**factor))
    np.testing.assert_array_equal(plainly.values * 2.0**factor, times.values)
    assert [r.points for r in plainly.records] == [r.points for r in times.records]


@pytest.mark.parametrize("method", impute.METHODS)
@few
@given(x=TABLE, data=st.data())
def test_imputing_changes_wanted_gaps_only_and_stays_in_range(method: str, x: Array, data: st.DataObject) -> None:
    wanted = data.draw(arrays.arrays(bool, x.shape))
    n, units = x.shape[1], len(x)
    gaps = impute.Gaps(
        named(x), np.where(np.arange(n) % 2, -1.0, 1.0), ["a"] * n, groups=["g", "h"] * (units // 2) + ["g"] * (units % 2),
        value=np.zeros(n), times=[i // 2 for i in range(units)], entities=["e", "f"] * (units // 2) + ["e"] * (units % 2),
    )  # fmt: skip
    found = impute.METHODS[method](x, wanted, gaps)
    changed = ~((found == x) | (np.isnan(found) & np.isnan(x)))
    assert not (changed & ~(wanted & np.isnan(x))).any()
    if method != "value":
        for before, after in zip(x.T, found.T, strict=True):
            there, new = before[~np.isnan(before)], after[~np.isnan(after)]
            assert len(there) or not len(new)
            assert not len(new) or (new.min() >= there.min() - 1e-6 and new.max() <= there.max() + 1e-6)


@few
@given(x=TABLE, by=st.floats(1e-3, 1e3))
def test_dividing_and_multiplying_again(x: Array, by: float) -> None:
    divided = denominate.divide(x, np.full(x.shape, by), named(x))
    np.testing.assert_allclose(divided * by, x, rtol=1e-12)


@few
@given(x=TABLE, low=st.floats(0, 1), high=st.floats(0, 1))
def test_a_higher_threshold_keeps_no_more(x: Array, low: float, high: float) -> None:
    low, high = min(low, high), max(low, high)
    assert not (screen.kept(x, present=high) & ~screen.kept(x, present=low)).any()
    assert [not why for why in screen.reasons(x, present=high)] == screen.kept(x, present=high).tolist()
