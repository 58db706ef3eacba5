"""What the steps share: arrays of units x columns, the names of both, and the error that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

HAIR = 1e-9  # what rounding may part a share or a score from a mark by: less below it still reaches it
RELATIVE = 1e-12  # of the values themselves: what divisions and sums may part equals by
DIGITS = 9  # equal to so many decimals is a tie: the order of a sum may not part two equals


def plain(value: float) -> float | None:
    """A number of Python's own, None for NaN."""
    return None if np.isnan(value) else float(value)


class StepError(ValueError):
    """A number that a step cannot take, by its indicator and unit ('' where it is no single one's)."""

    def __init__(self, problem: str, indicator: str = "", unit: str = "") -> None:
        where = [f"{kind} {name}" for kind, name in (("indicator", indicator), ("unit", unit)) if name]
        super().__init__(f"{', '.join(where)}: {problem}" if where else problem)
        self.problem, self.indicator, self.unit = problem, indicator, unit


@dataclass(frozen=True, slots=True)
class Axes:
    """The names along an array's last two axes."""

    units: Sequence[str]
    columns: Sequence[str]

    def refuse(self, faulty: Mask, problem: str) -> None:
        """StepError for the first faulty cell, if there is one."""
        if faulty.any():
            *_, row, column = np.argwhere(faulty)[0]
            raise StepError(problem, self.columns[column], self.units[row])

    def refuse_columns(self, faulty: Mask, problem: str) -> None:
        """StepError for the first faulty column, if there is one."""
        if faulty.any():
            raise StepError(problem, self.columns[int(np.argmax(faulty))])
