"""How many units are visited at once, and when no further one is begun because the time that was given would not do for it."""

from __future__ import annotations

import asyncio
import math
import time
from statistics import median


class Admission:
    """Lets units in, in the order in which they ask: `most` at once, and for `seconds` (0: without end). `usual` is what a unit
    took before, in seconds."""

    def __init__(self, most: int, seconds: float = 0, usual: float = 0) -> None:
        self.before = usual
        self.most, self.until = most, time.monotonic() + seconds if seconds else math.inf
        self.inside: dict[str, float] = {}  # unit -> when it was let in
        self.took: list[float] = []
        self.left = asyncio.Event()
        self.closed = False  # a unit was not let in: the time is over

    @property
    def usual(self) -> float:
        """The seconds that half of the units took, or what is known of others."""
        return median(self.took) if self.took else self.before

    async def enter(self, unit: str) -> bool:
        """Waits for room. False where the unit would not be done in time: it takes as long as half of those before took."""
        while len(self.inside) >= self.most and not self.closed:
            self.left.clear()
            await self.left.wait()
        now = time.monotonic()
        if self.closed or now + self.usual >= self.until:
            self.closed = True
            return False
        self.inside[unit] = now
        return True

    def leave(self, unit: str) -> None:
        """Makes room."""
        self.took.append(time.monotonic() - self.inside.pop(unit))
        self.left.set()
