"""What was done on the way to a score, as records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A cell of an indicator that a step changed: imputed, or an outlier treated. `before` is None where there was no value."""

    unit: str
    node: str
    step: str
    before: float | None
    after: float
    why: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a rule did to a node's score: `kind` gate, deduction or bonus; `points` added on the node's own scale."""

    unit: str
    node: str
    kind: str
    title: str
    points: float
