"""AHP against matrices published by Saaty, and what is no matrix of comparisons."""

from __future__ import annotations

import pytest

from dsci.index.steps.ahp import LARGEST_RATIO, matrix_of, priorities

# Saaty, Decision making with the analytic hierarchy process, 2008: which drink is consumed more in the U.S.
DRINKS = [
    [1, 9, 5, 2, 1, 1, "1/2"],
    ["1/9", 1, "1/3", "1/9", "1/9", "1/9", "1/9"],
    ["1/5", 3, 1, "1/3", "1/4", "1/3", "1/9"],
    ["1/2", 9, 3, 1, "1/2", 1, "1/3"],
    [1, 9, 4, 2, 1, 2, "1/2"],
    [1, 9, 3, 1, "1/2", 1, "1/3"],
    [2, 9, 9, 3, 2, 3, 1],
]
# Saaty, How to make a decision: the analytic hierarchy process, 1990: buying a house
HOUSE = [
    [1, 5, 3, 7, 6, 6, "1/3", "1/4"],
    ["1/5", 1, "1/3", 5, 3, 3, "1/5", "1/7"],
    ["1/3", 3, 1, 6, 3, 4, 6, "1/5"],
    ["1/7", "1/5", "1/6", 1, "1/3", "1/4", "1/7", "1/8"],
    ["1/6", "1/3", "1/3", 3, 1, "1/2", "1/5", "1/6"],
    ["1/6", "1/3", "1/4", 4, 2, 1, "1/5", "1/6"],
    [3, 5, "1/6", 7, 5, 5, 1, "1/2"],
    [4, 7, 5, 8, 6, 6, 2, 1],
]


def test_drinks() -> None:
    found = priorities(matrix_of(DRINKS))
    assert found.weights == pytest.approx((0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327), abs=6e-4)
    assert found.ratio == pytest.approx(0.022, abs=2e-3)


def test_house_is_inconsistent_as_published() -> None:
    found = priorities(matrix_of(HOUSE))
    assert found.weights == pytest.approx((0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333), abs=6e-4)
    assert (found.eigenvalue, found.index, found.ratio) == pytest.approx((9.669, 0.238, 0.169), abs=1e-3)
    assert found.ratio > LARGEST_RATIO


def test_consistent_judgements_give_back_their_weights() -> None:
    weights = (0.5, 0.3, 0.2)
    found = priorities(matrix_of([[a / b for b in weights] for a in weights]))
    assert found.weights == pytest.approx(weights)
    assert found.ratio == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([[1, 2], [2, 1]], "not reciprocal: row 1 column 2 is 2, the mirror cell is 2"),
        ([[2]], "not reciprocal"),
        ([[1, 2], ["1/2"]], "not square"),
        ([[1, 0], [0, 1]], "0 is no judgement"),
        ([[1, "2/0"], [1, 1]], "'2/0' is no judgement"),
        ([[1, True], [1, 1]], "True is no judgement"),
        ([], "0 rows"),
    ],
)
def test_no_matrix(rows: list[list[object]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        matrix_of(rows)
