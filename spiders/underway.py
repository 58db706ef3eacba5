"""The units of a crawl that are begun and not yet done, and how many were begun, done, left."""

from __future__ import annotations

from .admission import Admission
from .division import Parcel, packed
from .evidence import Finished
from .visit import Visit


class Underway:
    """`leaving` are the visits that go on elsewhere; `left` counts units for which no time remained."""

    def __init__(self, channel: str, run: str, admission: Admission) -> None:
        self.channel, self.run, self.admission = channel, run, admission
        self.visits: dict[str, list[Visit]] = {}
        self.leaving: list[Parcel] = []
        self.begun = self.done = self.left = 0

    async def enter(self, unit: str, own: bool) -> bool:
        """Waits until there is room for a unit. False where the time is over. One that is not its `own` came in a parcel, and
        was counted where it was begun."""
        entered = await self.admission.enter(unit)
        self.begun += own and entered
        self.left += own and not entered
        return entered

    def end(self, unit: str) -> Finished | None:
        """Lets a unit go whose visits are all done, or go on elsewhere; None while some are not, and for one that is gone."""
        visits = self.visits.get(unit)
        if not visits or not all(visit.done or visit.parked for visit in visits):
            return None
        self.admission.leave(unit)
        del self.visits[unit]
        if not all(visit.done for visit in visits):
            self.leaving.append(packed(self.channel, unit, visits))
            return Finished(unit, mark=False)
        self.done += 1
        return Finished(unit, tuple(row for visit in visits for row in visit.completeness(self.run)))
