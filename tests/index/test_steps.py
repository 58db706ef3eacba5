"""Each step by itself, on numbers that can be checked by eye."""

from __future__ import annotations

import numpy as np
import pytest

from dsci.index.arrays import Axes, StepError
from dsci.index.steps import aggregate, normalise, rank, tiers

NAN = np.nan
UNITS = ("u", "v", "w")


def columns(worst: float, best: float, log: bool = False) -> normalise.Columns:
    direction = np.array([1.0 if best > worst else -1.0])
    return normalise.Columns(Axes(UNITS, ("x",)), direction, np.array([worst]), np.array([best]), np.array([log]))


def test_goalposts_hold_within_bounds_both_ways() -> None:
    x = np.array([[-5.0], [7.0], [NAN]])
    assert normalise.goalposts(x, columns(0, 14)).ravel() == pytest.approx([0, 50, NAN], nan_ok=True)
    assert normalise.goalposts(x, columns(14, 0)).ravel() == pytest.approx([100, 50, NAN], nan_ok=True)


def test_log_goalposts_are_of_one_plus_x() -> None:
    assert normalise.goalposts(np.array([[0.0], [9.0], [99.0]]), columns(0, 99, True)).ravel() == pytest.approx([0, 50, 100])
    with pytest.raises(StepError, match="indicator x, unit v: below 0 on a log scale"):
        normalise.goalposts(np.array([[1.0], [-1.0], [2.0]]), columns(0, 99, True))


ALONE = ("minmax", "percentile", "zscore", "dist_to_max", "fraction_of_max", "rank", "borda")  # of the sample, no parameters


@pytest.mark.parametrize("method", ALONE)
def test_a_constant_indicator_is_named(method: str) -> None:
    x = np.array([[1.0, 3.0], [2.0, 3.0], [3.0, NAN]])
    with pytest.raises(StepError, match="indicator same: all values are the same") as caught:
        normalise.METHODS[method](x, normalise.Columns.plain(UNITS, ("x", "same"), (1, 1)))
    assert caught.value.indicator == "same"


def test_a_column_without_any_value_stays_empty() -> None:
    x = np.array([[1.0, NAN], [2.0, NAN], [3.0, NAN]])
    for method in ALONE:
        assert np.isnan(normalise.METHODS[method](x, normalise.Columns.plain(UNITS, ("x", "y"), (1, 1)))[:, 1]).all()


def test_missing_children_drop_out_and_weights_scale_up() -> None:
    x, weights, axes = np.array([[10.0, 40.0], [NAN, 40.0], [NAN, NAN]]), np.array([0.75, 0.25]), Axes(UNITS, ("p", "q"))
    assert aggregate.arithmetic(x, weights, axes) == pytest.approx([17.5, 40, NAN], nan_ok=True)
    assert aggregate.geometric(x, weights, axes) == pytest.approx([10**0.75 * 40**0.25, 40, NAN], nan_ok=True)


@pytest.mark.parametrize("low", [0.0, -1.0])
def test_zero_or_negative_under_a_geometric_mean_is_named(low: float) -> None:
    with pytest.raises(StepError, match="indicator q, unit v: 0 or below under a geometric mean"):
        aggregate.geometric(np.array([[1.0, 2.0], [1.0, low]]), np.ones(2), Axes(UNITS, ("p", "q")))


def test_ranks() -> None:
    scores = np.array([50.0, 70.0, NAN, 70.0 - 1e-12, 90.0])
    assert rank.competition(scores).tolist() == [4, 2, 0, 2, 1]
    assert rank.dense(scores).tolist() == [3, 2, 0, 2, 1]
    assert rank.competition(np.array([1.004, 1.001])).tolist() == [1, 2], "ranked before rounding"


def test_tier_holds_its_lower_bound() -> None:
    assert tiers.bands(np.array([50.0, 50 - 1e-12, 49.9, NAN, -1]), (50, 0)).tolist() == [0, 0, 1, -1, -1]
