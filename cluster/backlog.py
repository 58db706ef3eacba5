"""What is left of a divided crawl: units not begun and visits on their way, by the part of the hosts that they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..contract import Account
from ..spiders.division import Division, Parcel, owners
from ..spiders.plan import host_of
from ..spiders.run import spiders_of

Key = tuple[str, str]  # part, channel
ROUNDS = 4  # units of a task: so many times those that its spider visits at once (ours); between tasks visits travel on


@dataclass
class Backlog:
    """Units and visits by (part, channel); `most` units of a channel in one task. A channel that is first in the part of its own
    hosts has all in one: no visit would travel sooner, and each task ends with most of its room empty."""

    most: Mapping[str, int]
    units: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    parcels: dict[Key, list[Parcel]] = field(default_factory=lambda: defaultdict(list))
    given_up: set[Key] = field(default_factory=set)

    def next_beside(self, busy: Collection[str]) -> Key | None:
        """Part and channel of the next task in a part that is not busy; None where there is none. First a channel's units in the
        part of its own hosts, then visits on their way."""
        own = [key for key in self.units if key[0] == key[1]]
        return next((k for k in (*own, *self.parcels, *self.units) if k[0] not in busy and k not in self.given_up), None)

    def taken(self, key: Key) -> tuple[list[str], list[Parcel]]:
        """What is to be done there next, taken out: all visits on their way, and as many units as a task has."""
        waiting = self.units.pop(key, [])
        most = self.most.get(key[1], len(waiting))
        if waiting[most:]:
            self.units[key] = waiting[most:]
        return waiting[:most], self.parcels.pop(key, [])

    def add(self, parcel: Parcel, division: Division) -> None:
        """Notes a visit on its way: to the part of the first host that it waits for."""
        self.parcels[division.part_of(parcel.away[0]), parcel.channel].append(parcel)


def division_of(parts: int) -> Division:
    """The division of all hosts: those of channels that all units share, and `parts` parts of the others."""
    return Division(parts, owners({name: spider.hosts for name, spider in spiders_of().items() if spider.hosts}))


def backlog_of(names: Sequence[str], units: Sequence[str], division: Division, accounts: Iterable[Account]) -> Backlog:
    """Each unit in the part of its portal's host, or the channel's own part."""
    homes = {a.unit: division.part_of(host_of(a.url)) for a in accounts if (a.channel, a.platform) == ("website", "portal")}
    shared = set(division.shared.values())
    found = Backlog({name: ROUNDS * spiders_of()[name].at_once for name in names if name not in shared})
    for name in names:
        for code in units:
            found.units[name if name in shared else homes.get(code, "website-0"), name].append(code)
    return found
