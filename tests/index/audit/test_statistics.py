"""Statistics, correlations, alpha and components of columns small enough to reckon by hand."""

from __future__ import annotations

import numpy as np
import pytest

from dsci.index import correlation
from dsci.index.audit import reliability
from dsci.index.audit.statistics import Limits, statistics

NONE = float("nan")


def column(*values: float) -> np.ndarray:
    return np.array([values], float).T


def test_a_column_in_numbers() -> None:
    (s,) = statistics(column(0, 0, 3, 9, NONE), ["visits"])
    assert (s.least, s.most, s.mean, s.median, s.units, s.available) == (0, 9, 3, 1.5, 5, 4)
    assert s.deviation == pytest.approx((54 / 3) ** 0.5)  # squares 9 + 9 + 0 + 36
    assert (s.nonzero, s.unique, s.same) == (2, 3, 2)
    assert s.shares == (0.8, 0.5, 0.75, 0.5)
    assert not (s.few or s.zeros or s.repeated or s.outliers)


def test_skewness_and_kurtosis_by_hand() -> None:
    # d = -1, -1, -1, 3: Σd² 12, Σd³ 24, Σd⁴ 84; g1 = √4·24/12^1.5 = 1.1547, G1 = g1·√12/2 = 2
    (s,) = statistics(column(0, 0, 0, 4), ["visits"])
    assert s.skewness == pytest.approx(2.0)
    assert s.kurtosis == pytest.approx(((5) * (4 * 84 / 144 - 3) + 6) * 3 / (2 * 1))  # = 4


def test_what_is_remarkable_is_flagged() -> None:
    (s,) = statistics(column(1, NONE, NONE), ["visits"])
    assert s.few and s.shares[0] == pytest.approx(1 / 3)
    (s,) = statistics(column(0, 0, 0, 1), ["visits"])
    assert s.zeros and not s.repeated and not s.few
    (s,) = statistics(column(1, 1, 1, 1, 2), ["visits"])
    assert s.repeated
    (s,) = statistics(column(*[0.0] * 30, 90), ["visits"])
    assert s.outliers
    (s,) = statistics(column(*[0.0] * 30, 90), ["visits"], Limits(kurtosis=1000))
    assert not s.outliers


def test_too_few_values_give_none_and_no_nan() -> None:
    empty, one, same = (statistics(column(*c), ["x"])[0] for c in ((NONE, NONE), (NONE, 2), (5, 5, 5, 5)))
    assert (empty.least, empty.mean, empty.available, empty.same) == (None, None, 0, 0) and empty.few
    assert (one.mean, one.deviation, one.skewness) == (2, None, None)
    assert (same.deviation, same.skewness, same.kurtosis) == (0, None, None)
    (three,) = statistics(column(1, 2, 9, NONE), ["x"])
    assert (three.mean, three.skewness, three.kurtosis) == (4, None, None)


def test_correlations_of_pairs_by_hand() -> None:
    a, b = np.array([1, 2, 3, 4, NONE]), np.array([2, 1, 4, 3, 9])
    assert correlation.correlation(a, b, "pearson") == pytest.approx(0.6)  # Σdd 3 over √(5·5)
    assert correlation.correlation(a, b, "spearman") == pytest.approx(0.6)
    assert correlation.correlation(a, b, "kendall") == pytest.approx((4 - 2) / 6)
    tied = np.array([1, 1, 2, 3])
    # six pairs, one tied in `tied`: 4 agree, 1 does not; tau-b = 3/√(5·6)
    assert correlation.correlation(tied, b[:4], "kendall") == pytest.approx(3 / 30**0.5)


@pytest.mark.parametrize("kind", correlation.KINDS)
def test_no_correlation_where_there_is_nothing_to_correlate(kind: str) -> None:
    assert correlation.correlation(np.array([1.0, 2.0]), np.array([3.0, 5.0]), kind) is None
    assert correlation.correlation(np.array([7.0] * 4), np.array([1.0, 2.0, 3.0, 4.0]), kind) is None
    assert correlation.correlation(np.array([0.3, 0.1 + 0.2, 0.3]), np.array([1.0, 2.0, 4.0]), kind) is None
    small = np.array([1e-12, 2e-12, 4e-12])
    assert correlation.correlation(small, np.array([1.0, 2.0, 3.0]), "spearman") == pytest.approx(1)


def test_flags_within_and_between_families() -> None:
    x = np.array([[1, 1, 4, 1], [2, 2.1, 3, 2], [3, 3, 2, 3.2], [4, 4, 1, 4]])
    names, families = ("a", "b", "c", "d"), {"a": "1", "b": "1", "c": "1", "d": "2"}
    within = correlation.flagged(x, names, families, within=True, above=0.9, below=-0.9)
    assert {(c.first, c.second) for c in within} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert [c.value for c in within] == sorted((c.value for c in within), key=lambda v: -abs(v or 0))
    assert {(c.first, c.second) for c in correlation.flagged(x, names, families, within=False, above=0.9)} == {
        ("a", "d"), ("b", "d")
    }  # fmt: skip
    assert correlation.flagged(x, names, families, within=True, above=1.0) == []


def test_indicators_that_measure_size() -> None:
    people, area = np.array([1.0, 2, 3, 4]), np.array([4.0, 1, 3, 2])
    x = np.stack([people * 10 + 1, np.array([1.0, 3, 2, 1])], axis=1)
    (found,) = correlation.of_denominators(x, ("posts", "speed"), np.stack([people, area], axis=1), ("people", "area"), 0.9)
    assert (found.first, found.second, found.units) == ("posts", "people", 4) and found.value == pytest.approx(1)


def test_alpha_by_hand() -> None:
    # variances 1 and 4, covariance 2: 2·(1 - 5/9) = 8/9
    assert reliability.alpha(np.array([[1.0, 2], [2, 4], [3, 6]])) == pytest.approx(8 / 9)
    assert reliability.alpha(np.array([[1.0, 3], [2, 2], [3, 1]])) is None  # covariances cancel out
    assert reliability.alpha(np.array([[1.0], [2], [3]])) is None


def test_components_by_hand() -> None:
    # correlation 0.6 (as above): variances 1.6 and 0.4, loadings (1, 1)/√2 and (1, -1)/√2
    x = np.array([[1.0, 2], [2, 1], [3, 4], [4, 3], [NONE, 3]])
    found = reliability.components(x, ("a", "b"))
    assert found and found.units == 4
    assert found.variances == pytest.approx((1.6, 0.4)) and found.shares == pytest.approx((0.8, 0.2))
    assert found.weights == pytest.approx((0.5**0.5, 0.5**0.5)) and found.dimensions == 1
    assert np.abs(found.loadings[:, 1]) == pytest.approx([0.5**0.5, 0.5**0.5])
    two = np.array([[1.0, 1, 1, 1], [1, 1.1, 2, 2], [2, 2, 1, 1], [2, 2.1, 2, 2.1], [1.5, 1.5, 1.5, 1.4]])
    apart = reliability.components(two, ("a", "b", "c", "d"))
    assert apart and apart.dimensions == 2
    assert reliability.components(x[:, :1], ("a",)) is None
    assert reliability.components(np.array([[1.0, 2], [1, 3], [1, 4]]), ("a", "b")) is None
