"""Gaps filled along time: one unit's five years, by hand, rows in no order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from dsci.index.arrays import Array, Axes, StepError
from dsci.index.steps import impute

NAN = np.nan
YEARS = (2022.0, 2018.0, 2019.0, 2020.0, 2021.0)


def along(method: str, by_year: Sequence[float], years: Sequence[float] = YEARS, reach: int | None = None) -> list[float]:
    """The column of unit u over 2018..2022 after filling; unit v beside it has values in every year."""
    x = np.array([[dict(zip(sorted(years), by_year, strict=True))[year]] for year in years] + [[999.0]] * len(years))
    entities = ["u"] * len(years) + ["v"] * len(years)
    gaps = impute.Gaps(
        Axes(entities, ("p",)), np.ones(1), ("",), times=[*years, *sorted(years)], entities=entities, reach=reach
    )
    found: Array = impute.METHODS[method](x, np.isnan(x), gaps)[: len(years), 0]
    return found[np.argsort(years)].tolist()


@pytest.mark.parametrize(
    ("method", "expected"),
    [("last", (NAN, 4, 4, 4, 10)), ("constant", (4, 4, 4, 4, 10)), ("linear", (4, 4, 6, 8, 10))],
)
def test_inside_and_before_the_first_value(method: str, expected: Sequence[float]) -> None:
    assert along(method, (NAN, 4, NAN, NAN, 10)) == pytest.approx(list(expected), nan_ok=True)


@pytest.mark.parametrize("method", ["last", "constant", "linear"])
def test_after_the_last_value_it_is_carried_on(method: str) -> None:
    assert along(method, (1, 2, 3, NAN, NAN)) == [1, 2, 3, 3, 3]


def test_the_line_goes_by_the_time_not_by_the_row() -> None:
    years = (2010.0, 2011.0, 2020.0)
    assert along("linear", (0, NAN, 100), years) == pytest.approx([0, 10, 100])


def test_one_value_alone_is_carried_both_ways() -> None:
    assert along("linear", (NAN, NAN, 5, NAN, NAN)) == [5] * 5
    assert along("constant", (NAN, NAN, 5, NAN, NAN)) == [5] * 5


def test_only_so_far_back() -> None:
    assert along("last", (4, NAN, NAN, NAN, 10), reach=2) == pytest.approx([4, 4, 4, NAN, 10], nan_ok=True)


@pytest.mark.parametrize("method", impute.ALONG_TIME)
def test_a_unit_without_any_value_stays_empty(method: str) -> None:
    assert np.isnan(along(method, (NAN,) * 5)).all()


@pytest.mark.parametrize("method", impute.ALONG_TIME)
def test_only_wanted_gaps_change(method: str) -> None:
    x = np.array([[1.0], [NAN], [NAN]])
    gaps = impute.Gaps(Axes(("u",) * 3, ("p",)), np.ones(1), ("",), times=(1, 2, 3), entities=("u",) * 3)
    wanted = np.array([[False], [False], [True]])
    np.testing.assert_array_equal(impute.METHODS[method](x, wanted, gaps), [[1], [NAN], [1]])


@pytest.mark.parametrize("method", impute.ALONG_TIME)
def test_without_periods_or_with_one_twice(method: str) -> None:
    x = np.array([[1.0], [NAN]])
    with pytest.raises(StepError, match="the table has no periods"):
        impute.METHODS[method](x, np.isnan(x), impute.Gaps(Axes(("u", "u"), ("p",)), np.ones(1), ("",)))
    twice = impute.Gaps(Axes(("u", "u"), ("p",)), np.ones(1), ("",), times=(1, 1), entities=("u", "u"))
    with pytest.raises(StepError, match="unit u: has two rows for one period"):
        impute.METHODS[method](x, np.isnan(x), twice)
