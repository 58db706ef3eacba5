"""Outliers drawn in, on columns whose moments a spreadsheet gives (SKEW and KURT)."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from dsci.index.arrays import Array, Axes, StepError
from dsci.index.steps.treat import Record, Treatment, treat

NAN = np.nan
BOTH = Treatment("winsorise_log")


def done(values: list[float], how: Treatment = BOTH) -> tuple[list[float], Record]:
    x = np.array(values, float)[:, None]
    found = treat(x, how, Axes([str(i) for i in range(len(x))], ("p",)))
    return found.values[:, 0].tolist(), found.records[0]


def test_moments_of_a_column_that_passes() -> None:
    values, record = done([3, 4, 5, 2, 3, 4, 5, 6, 4, 7])  # the example of the SKEW and KURT pages of spreadsheet manuals
    assert values == [3, 4, 5, 2, 3, 4, 5, 6, 4, 7]
    assert record.skew_before == record.skew_after == pytest.approx(0.359543071)
    assert record.kurtosis_before == pytest.approx(-0.151799637)
    assert record.passed_before and record.passed_after and record.points == 0 and not record.log


def test_one_point_is_enough() -> None:
    values, record = done([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100])
    assert values == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]
    assert (record.passed_before, record.points, record.log, record.passed_after) == (False, 1, False, True)


def test_the_lower_end_likewise() -> None:
    values, record = done([-1, -2, -3, -4, -5, -6, -7, -8, NAN, -9, -10, -100])
    assert values == pytest.approx([-1, -2, -3, -4, -5, -6, -7, -8, NAN, -9, -10, -10], nan_ok=True)
    assert record.points == 1


def test_ties_count_as_so_many_points() -> None:
    """Two points at 200 are drawn in together, and with a limit of one that is all."""
    column = [*range(1, 31), 150, 200, 200]
    values, record = done(column, Treatment("winsorise", points=1))
    assert values[-3:] == [150, 150, 150]
    assert record.points == 2
    assert not record.passed_after
    values, record = done(column, Treatment("winsorise", points=3))
    assert values[-3:] == [30, 30, 30]
    assert record.points == 3 and record.passed_after


def heavy() -> list[float]:
    """Each of six values three times as large as the one before, above a floor of forty."""
    return [float(i % 5) for i in range(40)] + [100 * 3.0**k for k in range(6)]


def test_too_few_points_lead_to_the_log_of_the_untreated_values() -> None:
    column = heavy()
    values, record = done(column, Treatment("winsorise_log", points=2))
    assert record.log and record.points == 0
    assert values[0] == pytest.approx(log(0.01 * 24300))
    assert values[-1] == pytest.approx(log(24300 + 0.01 * 24300))
    assert values[4] == pytest.approx(log(4 + 243))


def test_without_log_the_points_stay_as_far_as_they_went() -> None:
    values, record = done(heavy(), Treatment("winsorise", points=2))
    assert values[-3:] == [2700, 2700, 2700]
    assert (record.points, record.log, record.passed_after) == (2, False, False)


def test_a_log_alone() -> None:
    values, record = done(heavy(), Treatment("log"))
    assert record.log and values[0] == pytest.approx(log(243))
    values, record = done([1, 2, 3, 4, 5], Treatment("log"))
    assert values == [1, 2, 3, 4, 5] and not record.log, "a column that passes is left alone"


def test_no_column_is_made_constant() -> None:
    column = [0.0] * 30 + [5.0, 9.0]
    values, record = done(column, Treatment("winsorise"))
    assert values == [0.0] * 30 + [5.0, 5.0]
    assert record.points == 1 and not record.passed_after


@pytest.mark.parametrize("column", [[7, 7, 7, 7, 7], [1, 2, 90], [1, NAN, NAN, 5, 90], [NAN, NAN]])
def test_equal_or_few_values_are_left_alone(column: list[float]) -> None:
    values, record = done(column)
    assert values == pytest.approx(column, nan_ok=True)
    assert record.skew_before is record.kurtosis_after is None and record.passed_before


def test_limits_are_the_caller_s() -> None:
    column = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100]
    assert done(column, Treatment("winsorise", skew=4))[0] == column
    assert done(column, Treatment("winsorise", kurtosis=12))[0] == column
    assert done(column, Treatment("winsorise", points=0))[0] == column


def test_each_column_its_own_treatment() -> None:
    column = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100]
    x: Array = np.array([column] * 3, float).T
    axes = Axes([str(i) for i in range(11)], ("p", "q", "r"))
    found = treat(x, (Treatment(), Treatment("winsorise"), Treatment("log")), axes)
    assert found.values[-1].tolist() == pytest.approx([100, 10, log(99.99)])
    assert [r.column for r in found.records] == ["q", "r"]
    assert x[-1].tolist() == [100, 100, 100], "the values given stay"
    assert treat(x, Treatment(), axes).records == ()


def test_numbers_that_cannot_be_judged() -> None:
    with pytest.raises(StepError, match="indicator p, unit 1: an infinite value"):
        done([1, np.inf, 2, 3])
    with pytest.raises(StepError, match="indicator p: values too large"):
        done([1.7e308, -1.7e308, 1.7e308, 1.7e308, 1.7e308])
    assert done([1e200, 2e200, 3e200, 4e200, 5e200])[1].skew_before == pytest.approx(0)
