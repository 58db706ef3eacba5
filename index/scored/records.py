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
class Note:
    """What was decided on the way that a reader must know; `unit` and `node` '' where it is about no single one."""

    text: str
    node: str = ""
    unit: str = ""

    def __str__(self) -> str:
        about = ", ".join(filter(None, (self.node, self.unit)))
        return f"{about}: {self.text}" if about else self.text


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a rule did to a node's score: `kind` gate, deduction or bonus; `points` added on the node's own scale."""

    unit: str
    node: str
    kind: str
    title: str
    points: float
