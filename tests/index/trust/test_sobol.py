"""Sobol indices: by hand, against COINr's, against the Ishigami function's known ones, and the warnings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dsci.index.trust.design import chosen, parted, saltelli
from dsci.index.trust.sobol import indices, sobol

from ..asem import read

# T. Ishigami and T. Homma, 1990, a = 7, b = 0.1: the variance's parts have a closed form
ISHIGAMI_FIRST, ISHIGAMI_TOTAL = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)


def ishigami(points: np.ndarray) -> np.ndarray:
    x = (2 * points - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_by_hand() -> None:
    """The first factor decides all: yAB1 = yB. V = var(0, 2, 2, 0) = 4/3; S = mean(2*2, 0)/V, ST = (4 + 4)/(4 V)."""
    y_a, y_b = np.array([0.0, 2.0]), np.array([2.0, 0.0])
    first, total = sobol(y_a, y_b, np.stack([y_b, y_a]))
    assert first.tolist() == [1.5, 0] and total.tolist() == [1.5, 0]


def test_no_variance_is_no_answer() -> None:
    with pytest.raises(ValueError, match="the same in every run"):
        sobol(np.ones(3), np.ones(3), np.ones((2, 3)))


@pytest.mark.parametrize(("case", "base"), [("estimator", 200), ("ishigami", 500)])
def test_coinr(coinr: Path, case: str, base: int) -> None:
    folder = coinr / "sensitivity"
    (sample,) = folder.glob(f"{case}_sample_*.csv")
    y = np.loadtxt(sample, delimiter=",", skiprows=1, quotechar='"')[:, 3]
    first, total = sobol(*parted(y, base))
    known = read(folder / f"{case}_result.csv", "Variable")
    np.testing.assert_allclose(first, known["Si"], rtol=1e-9)
    np.testing.assert_allclose(total, known["STi"], rtol=1e-9)


def test_our_design_finds_the_ishigami_indices_within_their_intervals() -> None:
    y = ishigami(saltelli(1024, 3, 5))
    found = indices("abc", *parted(y, 1024))
    for one, first, total in zip(found, ISHIGAMI_FIRST, ISHIGAMI_TOTAL, strict=True):
        assert abs(one.first - first) < 0.03 and abs(one.total - total) < 0.03
        assert one.first_low < first < one.first_high and one.total_low <= total <= one.total_high
    assert [any("wide" in text for text in one.warnings) for one in found] == [True, False, False]
    enough = indices("abc", *parted(ishigami(saltelli(4096, 3, 5)), 4096))
    assert not any("wide" in text for one in enough for text in one.warnings)


def test_design_is_two_samples_and_their_crossings() -> None:
    points = saltelli(5, 2, 1)
    a, b, first, second = points.reshape(4, 5, 2)
    assert np.array_equal(first, np.column_stack([b[:, 0], a[:, 1]]))
    assert np.array_equal(second, np.column_stack([a[:, 0], b[:, 1]]))
    assert not np.array_equal(a, b) and (points >= 0).all() and (points < 1).all()
    assert np.array_equal(points, saltelli(5, 2, 1)) and not np.array_equal(points, saltelli(5, 2, 2))
    assert chosen(np.array([0, 0.49, 0.5, 1]), 2).tolist() == [0, 0, 1, 1]


def test_what_is_to_be_distrusted_is_said() -> None:
    few = indices("ab", *parted(saltelli(16, 2, 1).sum(axis=1), 16))
    assert all("16 base runs" in one.warnings[0] for one in few)
    assert any("wide" in warning for one in few for warning in one.warnings)
    rng = np.random.default_rng(3)
    y_a, y_b = rng.normal(size=400), rng.normal(size=400)
    (odd,) = indices("a", y_a, y_b, (0.7 * y_a + 0.7 * y_b)[np.newaxis])
    assert odd.first > odd.total and any("above total order" in warning for warning in odd.warnings)


def test_interval_narrows_with_the_sample() -> None:
    widths = [
        found.total_high - found.total_low
        for base in (64, 1024)
        for found in indices("abc", *parted(ishigami(saltelli(base, 3, 5)), base))[:1]
    ]
    assert widths[1] < widths[0] / 2
