"""The replica's ground: its date, its seed, how good each unit is; what a request and a reply are.

Everything is drawn from (seed, unit, channel, period), so that any process sees the same world.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Protocol

from ..contract import CHINA, Account, Level, Status, Unit

PERIODS = ("2022", "2023", "2024", "2025", "2026")
REGION_LIFT = {"east": 0.16, "central": 0.02, "west": -0.08, "northeast": -0.06}
LEVEL_LIFT = {Level.MUNICIPALITY: 0.12, Level.PROVINCE: 0.08, Level.PREFECTURE: 0.0, Level.COUNTY: -0.1}


@dataclass(frozen=True, eq=False)
class World:
    """One period of the stand-in internet. Compared by identity, so that a cache may be keyed by it."""

    units: tuple[Unit, ...]
    portals: Mapping[str, str]  # unit code -> portal address
    period: str = PERIODS[-1]
    seed: int = 20261031
    reach_errors: Mapping[str, str] = field(default_factory=dict)  # unit code -> how its portal refused in April 2026
    probed: tuple[str, ...] = ()  # codes of the units whose portals were visited for a whole week
    faults: Mapping[str, str] = field(default_factory=dict)  # unit code -> what is planned to go wrong with its portal

    @cached_property
    def as_of(self) -> datetime:
        """The replica's own date: the evening of 31 October of its period, China time."""
        return datetime(int(self.period), 10, 31, 20, tzinfo=CHINA)

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        return {u.code: u for u in self.units}

    def rng(self, *parts: str) -> random.Random:
        """A generator that depends on the seed and these words only."""
        digest = sha256("\n".join((str(self.seed), *parts)).encode()).digest()
        return random.Random(int.from_bytes(digest[:8], "big"))

    def quality(self, unit: Unit, channel: str) -> float:
        """How good a unit is on a channel in this period, 0.02..0.98: region and level lift it, it drifts over the years."""
        own = self.rng("quality", unit.code).gauss(0.45, 0.13)
        of_channel = self.rng("quality", unit.code, channel).gauss(0, 0.09)
        years = PERIODS.index(self.period) - 2
        drift = years * (0.03 + self.rng("drift", unit.code).gauss(0, 0.015))
        wobble = self.rng("wobble", unit.code, channel, self.period).gauss(0, 0.02)
        q = own + of_channel + drift + wobble + REGION_LIFT.get(unit.region, 0) + LEVEL_LIFT[unit.level]
        return min(0.98, max(0.02, q))


@dataclass(frozen=True)
class Ask:
    """A request as the server hands it on. `query` holds the first value of each parameter."""

    method: str
    scheme: str
    host: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    raw_query: bytes = b""
    body: bytes = b""

    def header(self, name: str) -> str:
        """The value of a header, whatever the case of its name; '' where it is missing."""
        return next((value for key, value in self.headers.items() if key.lower() == name), "")


@dataclass(frozen=True)
class Reply:
    """What the server sends. `drop` closes the connection without an answer; `delay` is in seconds.

    The body comes `times` times, `pause` seconds apart, or breaks off after `cut` bytes. `fails` names what a network would do
    before there is an answer, which no server can: refused, dns or tls.
    """

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drop: bool = False
    times: int = 1
    pause: float = 0.0
    cut: int = 0
    fails: str = ""


@dataclass(frozen=True)
class Truth:
    """What a faultless measurement must find: a value, or the status that stands in its place."""

    unit: str
    metric: str
    value: float | None
    status: Status = Status.OK


class Part(Protocol):
    """One channel of the world. A module or object with these three functions."""

    hosts: tuple[str, ...]  # shared hosts; () for portals, found by their own host names

    def accounts(self, world: World, unit: Unit) -> Iterator[Account]: ...

    def respond(self, world: World, ask: Ask) -> Reply: ...

    def truth(self, world: World, unit: Unit) -> Iterator[Truth]: ...
