"""A scheme's table on its way: every stage from raw to treated kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..arrays import Array, Axes, Mask
from ..scheme.model import Scheme
from ..scored.records import Note
from ..table import Table
from ..table.codes import Codes
from .handling import numbers


@dataclass(frozen=True)
class Prepared:
    """Units x leaves after each step so far. `codes`: what is done with each cell. `period` is '' outside a panel.

    `kept`: units not screened out; `left_out`: why each of the others was. `why`: per indicator what treatment did; `stages`
    in the order in which they were made.
    """

    scheme: Scheme
    table: Table
    axes: Axes
    codes: Codes
    kept: Mask
    stages: Mapping[str, Array]
    notes: tuple[Note, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    period: str = ""

    @property
    def now(self) -> Array:
        """The values as the last step left them, NaN where there is none to work with."""
        last = list(self.stages.values())[-1]
        return numbers(last, self.codes) if len(self.stages) == 1 else last

    def then(self, stage: str, values: Array, notes: tuple[Note, ...] = (), why: Mapping[str, str] | None = None) -> Prepared:
        """The same with one more stage."""
        return replace(
            self, stages={**self.stages, stage: values}, notes=(*self.notes, *notes), why={**self.why, **(why or {})}
        )
