"""How a unit's quality becomes outcomes: lots that stay the same over the periods, and draws of one period."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from ...contract import Unit, china_date
from ..world import World

T = TypeVar("T")


@dataclass(frozen=True)
class Lots:
    """The draws of one unit's portal. A feature once won is kept while quality does not fall."""

    world: World
    unit: Unit

    @cached_property
    def q(self) -> float:
        return self.world.quality(self.unit, "website")

    def luck(self, name: str) -> float:
        """0..1, the same in every period."""
        return self.world.rng("portal", self.unit.code, name).random()

    def has(self, name: str, low: float, high: float) -> bool:
        """Whether the portal has something that the worst have with chance `low` and the best with `high`."""
        return self.luck(name) < self.between(low, high)

    def pick(self, name: str, options: Sequence[T]) -> T:
        return options[int(self.luck(name) * len(options))]

    def between(self, worst: float, best: float) -> float:
        return worst + (best - worst) * self.q

    def rng(self, aspect: str) -> random.Random:
        """Draws of this period."""
        return self.world.rng("portal", self.unit.code, aspect, self.world.period)

    def those(self, names: Sequence[str], low: float, high: float) -> tuple[str, ...]:
        """The names that the portal has, in their order."""
        return tuple(n for n in names if self.has(n, low, high))

    def day(self, age: int) -> date:
        """The China date so many days before the period's own."""
        return china_date(self.world.as_of) - timedelta(days=age)
