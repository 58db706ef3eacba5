"""Gaps filled from the indicator, the group and the unit's own row, on numbers worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from dsci.index.arrays import Array, Axes, StepError
from dsci.index.steps import impute

NAN = np.nan
UNITS = ("u", "v", "w", "x")
X = np.array([[1.0, NAN], [2.0, 10.0], [6.0, 30.0], [NAN, 50.0]])


def filled(method: str, x: Array, wanted: Array | None = None, family: Sequence[str] = ("a", "a"), **rest: object) -> Array:
    direction = rest.pop("direction", np.ones(x.shape[1]))
    names = "pqrstu"[: x.shape[1]]
    gaps = impute.Gaps(Axes(UNITS, names), direction, family, **rest)  # type: ignore[arg-type]
    return impute.METHODS[method](x, np.isnan(x) if wanted is None else wanted, gaps)


def test_mean_and_median_of_the_column() -> None:
    np.testing.assert_allclose(filled("mean", X), [[1, 30], [2, 10], [6, 30], [3, 50]])
    np.testing.assert_allclose(filled("median", X), [[1, 30], [2, 10], [6, 30], [2, 50]])


def test_only_wanted_gaps_change() -> None:
    wanted = np.zeros(X.shape, bool)
    wanted[0, 1] = wanted[1, 0] = True
    np.testing.assert_array_equal(filled("mean", X, wanted), [[1, 30], [2, 10], [6, 30], [NAN, 50]])


def test_by_group_and_what_it_cannot_fill() -> None:
    x = np.array([[1.0, NAN], [3.0, NAN], [NAN, 30.0], [NAN, 50.0]])
    found = filled("group_mean", x, groups=("n", "n", "n", "s"))
    np.testing.assert_array_equal(found, [[1, 30], [3, 30], [2, 30], [NAN, 50]])
    assert np.isnan(filled("group_median", x, groups=("", "", "", "s"))[:2, 1]).all(), "no group is no group in common"
    with pytest.raises(StepError, match="no groups are stated"):
        filled("group_mean", x)


def test_a_stated_value() -> None:
    np.testing.assert_array_equal(filled("value", X, value=np.array([0.0, 7.0])), [[1, 7], [2, 10], [6, 30], [0, 50]])
    with pytest.raises(StepError, match="indicator q: no value is stated"):
        filled("value", X, value=np.array([0.0, NAN]))
    np.testing.assert_array_equal(filled("value", X[2:], value=np.array([0.0, NAN])), [[6, 30], [0, 50]])


def test_a_column_without_values_stays_empty() -> None:
    x = np.array([[1.0, NAN], [2.0, NAN], [3.0, NAN], [4.0, NAN]])
    for method in ("mean", "median", "group_mean", "group_median", "row"):
        assert np.isnan(filled(method, x, groups=("a", "a", "b", "b"))[:, 1]).all(), method


def test_row_by_the_branch_and_direction() -> None:
    # p runs 0..10 (more is better), q 100..200 (less is better), r is of another branch.
    # u: p = 5 is 0.5 of the way, so q = 200 - 0.5 x 100. v: q = 125 is 0.75, so p = 7.5.
    x = np.array([[5.0, NAN, 1.0], [NAN, 125.0, 2.0], [0.0, 100.0, 3.0], [10.0, 200.0, NAN]])
    found = filled("row", x, family=("a", "a", "b"), direction=np.array([1.0, -1.0, 1.0]))
    np.testing.assert_allclose(found, [[5, 150, 1], [7.5, 125, 2], [0, 100, 3], [10, 200, NAN]])


def test_row_takes_the_mean_of_all_that_the_unit_has() -> None:
    # u has p 1 of 0..4 (0.25) and q 3 of 0..4 (0.75): r, 10..30, becomes 10 + 0.5 x 20
    x = np.array([[1.0, 3.0, NAN], [0.0, 0.0, 10.0], [4.0, 4.0, 30.0], [NAN, NAN, NAN]])
    found = filled("row", x, family=("a", "a", "a"))
    np.testing.assert_allclose(found[0], [1, 3, 20])
    assert np.isnan(found[3]).all(), "a unit without any value has no row to go by"


def test_a_constant_indicator_says_nothing_of_the_others() -> None:
    # q is 7 everywhere: u's gap in p goes by r alone (1 of 0..4), x's gap in q is 7
    x = np.array([[NAN, 7.0, 1.0], [0.0, 7.0, 0.0], [8.0, 7.0, 4.0], [2.0, NAN, 2.0]])
    found = filled("row", x, family=("a", "a", "a"))
    assert found[0, 0] == pytest.approx(2)
    assert found[3, 1] == 7
