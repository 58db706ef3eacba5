"""What a way of filling gaps may look at besides the values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..arrays import Array, Axes, Mask


@dataclass(frozen=True, slots=True)
class Gaps:
    """Of units x columns.

    `family` is the branch of each column, `groups` a label per unit ('' for none), `value` a number per column. In a panel
    a row is a unit in a period: `entities` and `times` say whose and which; `reach` how many periods `last` looks back.
    """

    axes: Axes
    direction: Array
    family: Sequence[str]
    groups: Sequence[str] | None = None
    value: Array | None = None
    times: Sequence[float] | None = None
    entities: Sequence[str] | None = None
    reach: int | None = None


Method = Callable[[Array, Mask, Gaps], Array]
