"""Classes of scores, on numbers that can be checked by eye and against every possible way to cut."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from dsci.index.arrays import Array, StepError
from dsci.index.steps import tiers

NAN = np.nan
SCORES = np.array([48.0, 100.0, 50.0, NAN, 99.0, 90.0, 10.0])  # sorted: 100 99 90 | 50 48 | 10


def test_bands_hold_their_floor() -> None:
    scores = np.array([90.0, 90 - 1e-12, 89.9, 60.0, 59.9, NAN])
    assert tiers.bands(scores, (90, 60)).tolist() == [0, 0, 1, 1, -1, -1]
    assert tiers.places(scores, "bands", floors=(90, 60)).tolist() == [0, 0, 1, 1, -1, -1]


def test_gaps_cut_where_neighbours_differ_most() -> None:
    assert tiers.gaps(SCORES, 3).tolist() == [1, 0, 1, -1, 0, 0, 2]
    assert tiers.gaps(SCORES, 1).tolist() == [0, 0, 0, -1, 0, 0, 0]


def test_a_class_is_not_smaller_than_the_least() -> None:
    # 0.3 x 6 units is 1.8, so 2 of each: 10 alone may not be a class
    assert tiers.gaps(SCORES, 3, least=0.3).tolist() == [2, 0, 1, -1, 0, 1, 2]
    assert tiers.gaps(SCORES, 2, least=0.5).tolist() == [1, 0, 1, -1, 0, 0, 1]
    with pytest.raises(StepError, match="6 scores cannot be cut into 4 classes of at least 2"):
        tiers.gaps(SCORES, 4, least=0.3)


def test_the_largest_gap_gives_way_where_it_leaves_no_room() -> None:
    scores = np.array([80.0, 79, 78, 50, 49, 45, 40, 39])
    # 78 | 50 would leave three above, which is not twice two
    assert tiers.gaps(scores, 4, least=0.25).tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


def test_equals_are_never_parted() -> None:
    scores = np.array([5.0, 5.0, 5.0, 4.0])
    assert tiers.gaps(scores, 2).tolist() == [0, 0, 0, 1]
    for method in ("gaps", "natural"):
        with pytest.raises(StepError, match="cannot be cut into 3 classes"):
            tiers.places(scores, method, classes=3)


def some(seed: int) -> Array:
    return np.sort(np.round(np.random.default_rng(seed).uniform(0, 100, 9), 1))[::-1]


def ways(n: int, classes: int, least: int) -> list[tuple[int, ...]]:
    cuts = combinations(range(1, n), classes - 1)
    return [cut for cut in cuts if all(b - a >= least for a, b in pairwise((0, *cut, n)))]


def cuts_of(places: Array) -> tuple[int, ...]:
    return tuple(int(cut) for cut in np.flatnonzero(np.diff(places)) + 1)


@pytest.mark.parametrize("seed", range(12))
def test_no_other_way_has_larger_gaps(seed: int) -> None:
    scores = some(seed)
    best = max(ways(9, 4, 2), key=lambda cut: round(sum(scores[c - 1] - scores[c] for c in cut), 9))
    assert cuts_of(tiers.gaps(scores, 4, least=0.2)) == best


@pytest.mark.parametrize("seed", range(12))
def test_no_other_way_has_smaller_squares(seed: int) -> None:
    scores = some(seed)
    best = min(ways(9, 4, 1), key=lambda cut: round(sum(part.var() * len(part) for part in np.split(scores, cut)), 9))
    assert cuts_of(tiers.natural(scores, 4)) == best


def test_natural_breaks_by_eye() -> None:
    assert tiers.natural(SCORES, 3).tolist() == [1, 0, 1, -1, 0, 0, 2]
    assert tiers.natural(np.array([1.0, 1, 1, 2, 9, 9]), 2).tolist() == [1, 1, 1, 1, 0, 0]


@pytest.mark.parametrize("method", ["gaps", "natural"])
def test_runs_are_classed_one_by_one(method: str) -> None:
    runs = np.stack([SCORES, np.where(SCORES == 100, NAN, SCORES), np.full(7, NAN)])
    found = tiers.places(runs, method, classes=3)
    assert found[0].tolist() == [1, 0, 1, -1, 0, 0, 2]
    assert found[1].tolist() == [1, -1, 1, -1, 0, 0, 2]
    assert found[2].tolist() == [-1] * 7


def test_an_unknown_method_is_named() -> None:
    with pytest.raises(ValueError, match="no tiers by 'kmeans'; there are bands, gaps, natural"):
        tiers.places(SCORES, "kmeans")


def test_borders_name_the_units_on_both_sides() -> None:
    above, below = tiers.borders(SCORES, tiers.gaps(SCORES, 3))
    assert (above.above, above.last, above.first, above.high, above.low) == (0, 5, 2, 90, 50)
    assert (below.above, below.last, below.first, below.high, below.low) == (1, 0, 6, 48, 10)


def test_a_class_without_units_has_no_border() -> None:
    scores = np.array([95.0, 20.0, 95.0])
    (only,) = tiers.borders(scores, tiers.bands(scores, (90, 60, 0)))
    assert (only.above, only.last, only.first) == (0, 2, 1), "of equals at the border the last in the table's order"


def test_sublevels_by_score_are_equal_lengths() -> None:
    scores = np.array([100.0, 95.0, 90.0, 85.0, 80.0, 75.0, 70.0, 30.0, 20.0])
    places = np.array([0] * 7 + [1] * 2)
    # 100..70 in three: 90 and 80 still belong to the upper part
    assert tiers.sublevels(scores, places).tolist() == [0, 0, 0, 1, 1, 2, 2, -1, -1]
    assert tiers.sublevels(scores, places, whole=0).tolist() == [0, 0, 0, 1, 1, 2, 2, 0, 2]
    assert tiers.sublevels(scores, places, classes=3).tolist() == [0, 0, 0, 1, 1, 2, 2, 0, 2], "the third has nobody"


def test_sublevels_by_count_give_the_upper_parts_more_and_keep_equals() -> None:
    places = np.zeros(8, int)
    scores = np.array([9.0, 8, 7, 6, 5, 4, 3, 2])
    assert tiers.sublevels(scores, places, split="count", whole=0).tolist() == [0, 0, 0, 1, 1, 1, 2, 2]
    scores[3] = 7
    assert tiers.sublevels(scores, places, split="count", whole=0).tolist() == [0, 0, 0, 0, 1, 1, 2, 2]


def test_a_class_of_equals_is_all_of_the_upper_part() -> None:
    for split in tiers.SPLITS:
        assert tiers.sublevels(np.full(4, 3.0), np.zeros(4, int), split=split, whole=0).tolist() == [0] * 4


def test_uestc_2019_cannot_have_split_by_count() -> None:
    """Of its 14 leaders (84.80..79.91) the 6th, 广州, is in A+, the 11th, 湛江, in A− (cssn.cn t20201209_5230403)."""
    # the scores between the first and the last are made up
    top = np.array([84.8, 84.5, 84.4, 84.0, 83.8, 83.3, 82.9, 82.5, 82.0, 81.7, 81.5, 81.0, 80.5, 79.91])
    by_count = tiers.sublevels(top, np.zeros(14, int), split="count", whole=0)
    by_score = tiers.sublevels(top, np.zeros(14, int), split="score", whole=0)
    assert (by_count[5], by_count[10]) == (1, 2)
    assert (by_score[5], by_score[10]) == (0, 2), "A+ from 83.17, A from 81.54"


@pytest.mark.parametrize("sizes", [(14, 203, 103, 14), (23, 196, 102, 16)])
def test_the_least_class_admits_the_published_ones(sizes: tuple[int, ...]) -> None:
    """UESTC 2019 and 2020 (of 337, the fourth class of 2020 being what is left): 3 % is not more than any of theirs."""
    parts = [np.linspace(10, 0, size) + 30 * (4 - i) for i, size in enumerate(sizes)]
    places = tiers.gaps(np.concatenate(parts), 4, least=0.03)
    assert np.bincount(places).tolist() == list(sizes)
