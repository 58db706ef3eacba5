"""Agreement of raters on published examples, and what is not defined."""

from __future__ import annotations

import pytest

from dsci.index.agreement import LEVELS, RELIABLE, TENTATIVE, Agreement, agreement, alpha, kappa, percentage

Ratings = list[list[float | None]]
N = None


def rated(table: list[list[int]]) -> tuple[list[float], list[float]]:
    """Two raters' ratings from a table of counts, the first rater in the rows."""
    cells = [(row, column) for row, counts in enumerate(table) for column, n in enumerate(counts) for _ in range(n)]
    return [float(row) for row, _ in cells], [float(column) for _, column in cells]


# 85 xeromammograms by two radiologists: D. G. Altman, Practical Statistics for Medical Research, 1991, p. 403-405
RADIOLOGISTS = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]
# diagnoses of 100 subjects: J. L. Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. 1981, ch. 13: 0.89, 0.66
DIAGNOSES = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]


def test_kappa_as_published() -> None:
    assert kappa(*rated(RADIOLOGISTS)) == pytest.approx(0.4728, abs=5e-5)
    assert kappa(*rated(RADIOLOGISTS), "linear") == pytest.approx(0.5684, abs=5e-5)
    assert kappa(*rated(DIAGNOSES)) == pytest.approx((0.89 - 0.66) / 0.34)
    assert percentage(list(rated(DIAGNOSES))) == pytest.approx(0.89)


def test_weighted_kappa_by_hand() -> None:
    one: list[float | None] = [0, 0, 2, 2]
    other: list[float | None] = [0, 1, 2, 0]
    # apart by 0 1 0 2; by chance each 0 meets 0 1 2 0 (3) and each 2 meets the same (5): 16 pairs apart by 16
    assert kappa(one, other, "linear") == pytest.approx(1 - (3 / 4) / (16 / 16))
    # squared 0 1 0 4; by chance 2 x (0 + 1 + 4 + 0) + 2 x (4 + 1 + 0 + 4) = 28
    assert kappa(one, other, "quadratic") == pytest.approx(1 - (5 / 4) / (28 / 16))
    # not the same in 2 of 4, by chance in 2 x 2 + 2 x 3 = 10 of 16
    assert kappa(one, other) == pytest.approx(1 - (2 / 4) / (10 / 16))


def test_kappa_is_over_what_both_rated() -> None:
    assert kappa([1, 2, N, 4, 1], [1, 2, 3, N, 2]) == pytest.approx(kappa([1, 2, 1], [1, 2, 2]))
    with pytest.raises(ValueError):
        kappa([1, 2], [1])


# four observers, twelve units: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011
OBSERVERS: Ratings = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_as_published(level: str, published: float) -> None:
    assert alpha(OBSERVERS, level) == pytest.approx(published, abs=5e-4)  # type: ignore[arg-type]


def test_alpha_of_two_raters_by_hand() -> None:
    # values 1 1 | 1 2 | 2 2: 2 of 6 apart; by chance 3 x 3 x 2 / (6 x 5) = 0.6 are: 1 - (1/3) / 0.6
    assert alpha([[1, 1, 2], [1, 2, 2]], "nominal") == pytest.approx(4 / 9)


def test_percentage_is_of_pairs_within_a_case() -> None:
    assert percentage([[1, 1, N], [1, 2, 3], [1, 1, N]]) == pytest.approx(4 / 6)


def test_what_is_not_defined_is_none() -> None:
    assert (percentage([[1, N], [N, 2]]), kappa([1, N], [N, 2]), alpha([[1, N], [N, 2]])) == (N, N, N)
    same: Ratings = [[3, 3], [3, 3]]
    assert agreement(same) == Agreement(2, 1.0, {(0, 1): None}, None), "all are the same: chance alone would do it"
    assert agreement([]) == Agreement(0, None, {}, None)


def test_all_of_them_for_an_item() -> None:
    found = agreement(OBSERVERS, "ordinal")
    assert found.cases == 11
    assert set(found.kappas) == {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}
    assert found.kappas[0, 1] == kappa(OBSERVERS[0], OBSERVERS[1], "linear")
    assert agreement(OBSERVERS, "interval").kappas[0, 1] == kappa(OBSERVERS[0], OBSERVERS[1], "quadratic")
    assert found.alpha is not None
    assert found.alpha > RELIABLE > TENTATIVE


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="want one of nominal, ordinal, interval"):
        alpha(OBSERVERS, "ratio")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="want one of none, linear, quadratic"):
        kappa([1.0], [1.0], "cubic")
    assert LEVELS == ("nominal", "ordinal", "interval")
