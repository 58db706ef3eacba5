"""Rate of points 得分率: how much of an element's full mark the units got, and how that changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..scored import Scored
from .marks import full_marks


@dataclass(frozen=True, slots=True)
class Rate:
    """One node: the mean score over `units` that have one, and that as a share of its full mark, 0..1.

    None where no unit has a score; `full` and with it the rate where the scheme states no full mark.
    """

    node: str
    title: str
    kind: str
    units: int
    full: float | None
    mean: float | None
    rate: float | None


@dataclass(frozen=True, slots=True)
class RateChange:
    """A node's rate then and now. `change` is in shares (0.158 is 15.8 percentage points), `relative` in shares of the first.

    Reports print either as a percentage; None where one of them is not known, or the first is 0.
    """

    node: str
    title: str
    kind: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def relative(self) -> float | None:
        return None if self.before is None or self.after is None or self.before <= 0 else self.after / self.before - 1


def rate(points: float, full: float) -> float:
    """Points as a share of the full mark. ValueError where that is not above 0."""
    if full <= 0:
        raise ValueError(f"a full mark of {full:g}: want one above 0")
    return points / full


def rates(scored: Scored) -> list[Rate]:
    """Every node of a scheme, in its order."""
    marks, found = full_marks(scored), []
    for node, column in scored.columns.items():
        full = marks[node]
        scores = scored.scores[:, column]
        there = scores[~np.isnan(scores)]
        mean = float(there.mean()) if len(there) else None
        share = None if mean is None or full is None else rate(mean, full)
        found.append(Rate(node, scored.scheme.title_of(node), scored.scheme.kinds[node], len(there), full, mean, share))
    return found


def rate_changes(before: Scored, after: Scored) -> list[RateChange]:
    """The nodes of both, in the later one's order, over the units that each has."""
    then = {r.node: r for r in rates(before)}
    return [RateChange(r.node, r.title, r.kind, then[r.node].rate, r.rate) for r in rates(after) if r.node in then]
