"""What the steps share: arrays of units x columns, the names of both, and the error that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


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
