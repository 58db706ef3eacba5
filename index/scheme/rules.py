"""The rules on top of scores that a scheme may have, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from ..condition import Condition


@dataclass(frozen=True, slots=True)
class Gate:
    """Where the metric `fails`, the node's score is `score` at most."""

    node: str
    metric: str
    fails: Condition
    score: float
    title: str


@dataclass(frozen=True, slots=True)
class Deduction:
    """`each` point off the node per unit of the metric above `free`, `cap` points at most (None: no cap)."""

    node: str
    metric: str
    each: float
    free: float
    cap: float | None
    title: str


@dataclass(frozen=True, slots=True)
class Bonus:
    """`each` point on the node per unit of the metric, or per point of the node `of`, where its own score is over `above`."""

    node: str
    metric: str
    of: str
    each: float
    above: float
    cap: float | None
    title: str


Rule = Gate | Deduction | Bonus
