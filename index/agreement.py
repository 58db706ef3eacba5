"""How far raters agree on one item: raters x cases, None where a rater gave no value. Each is None where it is not defined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from .arrays import Array

Ratings = Sequence[Sequence[float | None]]
Level = Literal["nominal", "ordinal", "interval"]

# K. Krippendorff, Content Analysis, 2nd ed. 2004, p. 241: rely on 0.800 and above, tentative conclusions from 0.667
RELIABLE, TENTATIVE = 0.8, 0.667
LEVELS = ("nominal", "ordinal", "interval")
WEIGHTS = ("none", "linear", "quadratic")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares and coefficients of one item; `kappas` by pair of raters (their places); `cases` with two ratings or more."""

    cases: int
    percentage: float | None
    kappas: Mapping[tuple[int, int], float | None]
    alpha: float | None


def agreement(ratings: Ratings, level: Level = "ordinal") -> Agreement:
    """All of them; kappa is weighted as the level says: nominal not, ordinal linearly, interval quadratically (ours)."""
    _known(level, LEVELS)
    weights = WEIGHTS[LEVELS.index(level)]
    pairs = {(i, j): kappa(ratings[i], ratings[j], weights) for i, j in combinations(range(len(ratings)), 2)}
    return Agreement(len(_shared(ratings)), percentage(ratings), pairs, alpha(ratings, level))


def percentage(ratings: Ratings) -> float | None:
    """Share 0..1 of the pairs of ratings of one case that are the same, over all cases; None without such a pair."""
    same = [one == other for case in _shared(ratings) for one, other in combinations(case, 2)]
    return sum(same) / len(same) if same else None


def kappa(one: Sequence[float | None], other: Sequence[float | None], weights: str = "none") -> float | None:
    """Cohen's kappa of two raters, -1..1, over the cases that both rated; None where chance alone would make them agree.

    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1), 1960; weighted:
    Weighted kappa, Psychological Bulletin 70(4), 1968. Disagreement weighs by the distance of the values (linear) or its square.
    """
    _known(weights, WEIGHTS)
    both = np.array([(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None], float).reshape(-1, 2)
    apart = _apart(both[:, :1], both[:, 1:].T, weights)
    expected = apart.mean() if len(both) else 0.0
    return float(1 - np.diagonal(apart).mean() / expected) if expected > 0 else None


def alpha(ratings: Ratings, level: Level = "ordinal") -> float | None:
    """Krippendorff's alpha, 1 = they agree, 0 = as by chance; None where no case has two ratings or all ratings are the same.

    K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section E; any number of raters, gaps allowed. Ordinal
    ratings lie apart by the ratings between them, half of their own counted: the difference of their middle places.
    """
    _known(level, LEVELS)
    if len({value for case in _shared(ratings) for value in case}) < 2:
        return None
    cases = _shared(ratings)
    values = np.array(sorted({value for case in cases for value in case}), float)
    coincidences = _coincidences(np.array([[case.count(value) for value in values] for case in cases], float))
    often = coincidences.sum(axis=1)
    scale = {"nominal": values, "ordinal": np.cumsum(often) - often / 2, "interval": values}[level]
    apart = _apart(scale[:, None], scale[None, :], "none" if level == "nominal" else "quadratic")
    expected = np.outer(often, often) / (often.sum() - 1)
    return float(1 - (coincidences * apart).sum() / (expected * apart).sum())


def _coincidences(counts: Array) -> Array:
    """How often each value meets each other within a case, of a case of n ratings 1 / (n - 1) a pair; from cases x values."""
    pairs = 1 / (counts.sum(axis=1) - 1)
    met: Array = (counts * pairs[:, None]).T @ counts - np.diag(pairs @ counts)
    return met


def _apart(one: Array, other: Array, weights: str) -> Array:
    distance = np.abs(one - other)
    return np.sign(distance) if weights == "none" else distance ** (2 if weights == "quadratic" else 1)


def _shared(ratings: Ratings) -> list[list[float]]:
    """The ratings of each case that has two or more. ValueError where raters have unlike numbers of cases."""
    cases = ([value for value in case if value is not None] for case in zip(*ratings, strict=True))
    return [case for case in cases if len(case) > 1]


def _known(word: str, words: Sequence[str]) -> None:
    if word not in words:
        raise ValueError(f"{word!r}: want one of {', '.join(words)}")
