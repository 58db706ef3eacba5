"""Values divided by another column, and the denominators that may not be."""

from __future__ import annotations

import numpy as np
import pytest

from dsci.index.arrays import Axes, StepError
from dsci.index.steps import denominate

NAN = np.nan
AXES = Axes(("u", "v", "w"), ("p", "q"))
X = np.array([[6.0, 1.0], [NAN, 2.0], [9.0, 3.0]])


def test_divided_cell_by_cell() -> None:
    found = denominate.divide(X, np.array([[3.0, 1.0], [2.0, 1.0], [NAN, 1.0]]), AXES)
    np.testing.assert_array_equal(found, [[2, 1], [NAN, 2], [NAN, 3]])


def test_a_value_without_denominator_is_pointed_out_and_a_gap_is_not() -> None:
    lost = denominate.undivided(X, np.array([[3.0, 1.0], [NAN, 1.0], [NAN, 1.0]]))
    np.testing.assert_array_equal(np.argwhere(lost), [[2, 0]])


@pytest.mark.parametrize(
    ("denominator", "problem"),
    [(0.0, "a denominator of 0"), (-1.0, "a denominator below 0"), (np.inf, "an infinite denominator"),
     (1e-320, "too large a number")],
)  # fmt: skip
def test_a_denominator_that_cannot_be(denominator: float, problem: str) -> None:
    by = np.ones((3, 2))
    by[1, 0] = denominator  # p of v has no value, so that its denominator does not matter
    denominate.divide(X, by, AXES)
    by[2, 1] = denominator
    with pytest.raises(StepError, match=problem) as caught:
        denominate.divide(X, by, AXES)
    assert (caught.value.indicator, caught.value.unit) == ("q", "w")


def test_an_infinite_value() -> None:
    with pytest.raises(StepError, match="indicator p, unit u: an infinite value"):
        denominate.divide(np.array([[np.inf]]), np.array([[2.0]]), Axes(("u",), ("p",)))
