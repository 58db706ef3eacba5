"""How far regions, or any groups of units, are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..steps.weigh import gini_of


@dataclass(frozen=True, slots=True)
class Spread:
    """Scores of several units: deviation is the sample's (n - 1), None for one unit; range is greatest minus least.

    Gini is 0 where all are equal, towards 1 where one has everything; None where a score is below 0 or all are 0.
    """

    count: int
    mean: float
    deviation: float | None
    least: float
    most: float
    gini: float | None

    @property
    def range(self) -> float:
        return self.most - self.least

    @property
    def variation(self) -> float | None:
        """Deviation as a share of the mean; None without deviation or where the mean is not above 0."""
        return self.deviation / self.mean if self.deviation is not None and self.mean > 0 else None


@dataclass(frozen=True, slots=True)
class Region:
    """One group of units. `share`: its mean as a share of the mean of the group compared with (1.0 for that group itself)."""

    label: str
    spread: Spread
    share: float | None


def spread(scores: Array) -> Spread | None:
    """The spread of those scores, NaN left out; None where there is none."""
    held = np.sort(scores[~np.isnan(scores)])
    if not len(held):
        return None
    deviation = float(held.std(ddof=1)) if len(held) > 1 else None
    return Spread(len(held), float(held.mean()), deviation, float(held[0]), float(held[-1]), gini(held))


def gini(scores: Array) -> float | None:
    """Gini's coefficient of those scores, NaN left out; None where it is not defined."""
    held = scores[~np.isnan(scores)]
    if not len(held) or held.min() < 0 or held.sum() <= 0:
        return None
    return float(gini_of(held[:, None] / held.sum())[0])


def regions(scores: Array, labels: Sequence[str], against: str) -> list[Region]:
    """Each group of units in the order of `labels`, its mean beside that of the group `against`; '' is no group.

    So the UESTC reports compare 中部, 西部 and 东北 with 东部. ValueError where `against` has no score.
    """
    found = {label: spread(scores[[own == label for own in labels]]) for label in dict.fromkeys(filter(None, labels))}
    base = found.get(against)
    if base is None:
        known = ", ".join(found) or "none"
        raise ValueError(f"no unit of {against!r} has a score; there are {known}")
    return [Region(k, s, s.mean / base.mean if base.mean > 0 else None) for k, s in found.items() if s is not None]
