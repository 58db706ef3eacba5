"""One population by several schemes, or in several periods: ranks side by side, how alike they are, who moves most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..correlation import correlation
from ..scored import Scored
from ..steps import rank

View = tuple[Scored, str]  # a scoring and the node looked at


@dataclass(frozen=True, slots=True)
class Line:
    """One unit by each of several views, in their order: ranks among the units that all of them score, and scores."""

    unit: str
    ranks: tuple[int, ...]
    scores: tuple[float, ...]

    @property
    def shift(self) -> int:
        """Places between its best and its worst rank."""
        return max(self.ranks) - min(self.ranks)

    @property
    def change(self) -> int:
        """Rank by the first minus rank by the last view: above 0 the last has it higher up."""
        return self.ranks[0] - self.ranks[-1]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two views rank: Spearman's rho and Kendall's tau-b, None under three units or where all are tied."""

    first: str
    second: str
    units: int
    spearman: float | None
    kendall: float | None
    mean_shift: float
    largest_shift: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`lines` best by the first view on top; `likeness` of each pair of views; `left_out`: units that not all views score."""

    views: tuple[str, ...]
    lines: tuple[Line, ...]
    likeness: tuple[Likeness, ...]
    left_out: tuple[str, ...]

    def shifted(self, most: int = 10) -> list[Line]:
        """The units that move most between views, the largest move first."""
        return sorted(self.lines, key=lambda line: (-line.shift, line.ranks))[:most]


def side_by_side(views: Mapping[str, View], members: Sequence[str]) -> SideBySide:
    """Ranks of those members by each view. KeyError for a node that a view does not have."""
    all_have = [u for u in members if all(u in s.rows and s.score(u, node) is not None for s, node in views.values())]
    scores = np.array([s.column(node, all_have) for s, node in views.values()], float)
    return beside(list(views), scores.reshape(len(views), len(all_have)), all_have, [u for u in members if u not in all_have])


def beside(names: Sequence[str], scores: Array, units: Sequence[str], left_out: Sequence[str] = ()) -> SideBySide:
    """The same of scores of views x units, without a gap."""
    ranks = rank.competition(scores)
    lines = [
        Line(unit, tuple(int(r) for r in ranks[:, i]), tuple(float(s) for s in scores[:, i])) for i, unit in enumerate(units)
    ]
    pairs = [(i, j) for i in range(len(names)) for j in range(i + 1, len(names))]
    alike = [_likeness(names[i], names[j], scores[i], scores[j]) for i, j in pairs]
    return SideBySide(tuple(names), tuple(sorted(lines, key=lambda line: line.ranks)), tuple(alike), tuple(left_out))


def _likeness(first: str, second: str, a: Array, b: Array) -> Likeness:
    a, b = np.round(a, rank.DIGITS), np.round(b, rank.DIGITS)
    moved = np.abs(rank.competition(a) - rank.competition(b))
    return Likeness(
        first, second, len(a), correlation(a, b, "spearman"), correlation(a, b, "kendall"),
        float(moved.mean()) if len(a) else 0.0, int(moved.max(initial=0)),
    )  # fmt: skip
