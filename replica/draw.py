"""How outcomes are drawn: who has an account, which fault strikes, when something is published, how a count is printed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from random import Random
from statistics import fmean

from ..contract import Account, Level, Status, Unit
from ..registry import short_name
from .world import PERIODS, Truth, World

SHARE = {  # units with an account, last period
    "weibo": 0.85, "wechat": 0.92, "ios": 0.60, "android": 0.50,
    "douyin": 0.75, "bilibili": 0.25, "kuaishou": 0.35, "shipinhao": 0.50,
}  # fmt: skip
EXPORTED = 0.6  # units whose owner or vendor hands over files of a channel
LOOKED = 0.75  # of those without: somebody looked, and a row says `absent`
YEARLY = 0.015  # accounts opened a year
OPENS, CLOSES = 7 * 3600, 20 * 3600  # press offices publish between 7 and 20 o'clock


class Presence(StrEnum):
    """What accounts.csv can say of a unit and a platform."""

    THERE = "there"
    ABSENT = "absent"
    UNKNOWN = "unknown"  # no row at all


ACTIVE = {"service": 3.0, "answer": 1.2, "callout": 1.4}  # topics that good units write about more often
IDLE = {"news": 2.6, "policy": 0.9, "emergency": 0.5, "daily": 1.1, "culture": 1.1, "other": 0.5}
NAMED = ("{full}发布", "{full}发布", "{short}发布", "{short}政务", "微{short}")
NAMELESS = ("政务发布", "政务直通{number}", "权威播报{number}")


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong for a whole account, how often, and the status that names it."""

    name: str
    odds: float
    status: Status


def provincial(unit: Unit) -> bool:
    """True for a municipality or a province."""
    return unit.level in (Level.MUNICIPALITY, Level.PROVINCE)


def presence(world: World, unit: Unit, channel: str, platform: str) -> Presence:
    """Whether a unit has an account there. Provincial units lack one three times less often."""
    missing = (1 - SHARE[platform]) * (0.3 if provincial(unit) else 1.07)
    missing += YEARLY * (len(PERIODS) - 1 - PERIODS.index(world.period))
    if world.rng("presence", platform, unit.code).random() >= missing:
        return Presence.THERE
    return Presence.ABSENT if world.rng("looked", channel, unit.code).random() < LOOKED else Presence.UNKNOWN


def rows(world: World, unit: Unit, channel: str, platform: str, id_: str, name: str, url: str) -> Iterator[Account]:
    """The row of a unit on a platform: its account, the word `absent`, or none."""
    there = presence(world, unit, channel, platform)
    checked = str(world.as_of.date())
    if there is Presence.THERE:
        yield Account(unit.code, channel, platform, id_, "main", name, url, "replica", checked, simulated=True)
    elif there is Presence.ABSENT:
        yield Account(unit.code, channel, platform, "", "absent", source="replica", checked=checked, simulated=True)


def exported(world: World, unit: Unit, channel: str) -> bool:
    """Whether files of this unit's accounts on a channel are handed over, if it has any."""
    return world.rng("exported", channel, unit.code).random() < EXPORTED


def topic(rng: Random, quality: float) -> str:
    """What a post is about: one of TOPICS, the better the unit the more often something of use."""
    weights = {name: weight * (0.15 + quality) for name, weight in ACTIVE.items()} | IDLE
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def called(world: World, unit: Unit, channel: str) -> str:
    """The name of the unit's accounts on a channel, the same in every period; that of every seventh does not say whose it is."""
    rng = world.rng("called", channel, unit.code)
    plain = rng.random() < 0.15
    return rng.choice(NAMELESS if plain else NAMED).format(full=unit.name, short=short_name(unit), number=unit.code[:4])


def struck(world: World, unit: Unit, channel: str, faults: tuple[Fault, ...]) -> Fault | None:
    """The fault that this unit's account suffers in this period, if any."""
    roll = world.rng("fault", channel, unit.code, world.period).random()
    for fault in faults:
        roll -= fault.odds
        if roll < 0:
            return fault
    return None


def standing(there: Presence, fault: Fault | None) -> Status:
    """The status of every look at an account: OK, why there is none, or the fault."""
    if there is not Presence.THERE:
        return Status.ABSENT if there is Presence.ABSENT else Status.NOT_TRIED
    return fault.status if fault else Status.OK


def found(unit: Unit, metric: str, value: float | None, status: Status = Status.OK) -> Truth:
    """The truth of one metric. No value under OK: the account is there and holds nothing to count."""
    if status not in (Status.OK, Status.CENSORED):
        return Truth(unit.code, metric, None, status)
    return Truth(unit.code, metric, None, Status.EMPTY) if value is None else Truth(unit.code, metric, float(value), status)


def mean(values: Sequence[float]) -> float | None:
    """The mean, or None where there is nothing to average."""
    return fmean(values) if values else None


def longest_gap(world: World, days: set[date], window: int = 30) -> float:
    """Most days from one to the next of those, of the last day and of the one that the window begins with."""
    last = world.as_of.date()
    known = sorted(days | {last, last - timedelta(days=window)})
    return max((after - before).days for before, after in pairwise(known))


def topics_count(topics: Sequence[str]) -> float:
    """How many different topics, `other` left out."""
    return len(set(topics) - {"other"})


def several(rng: Random, mean: float, most: int = 8) -> int:
    """A small count around `mean`, 0..`most`."""
    return sum(rng.random() < mean / most for _ in range(most))


def spread(rng: Random, low: float, high: float, quality: float) -> int:
    """A count from `low` to `high` on a logarithmic scale, the higher the better the unit."""
    place = min(1.0, max(0.0, quality + rng.gauss(0, 0.12)))
    return round(low * math.pow(high / low, place))


def moments(rng: Random, as_of: datetime, rate: float, silent: int = 0, older: int = 12) -> tuple[datetime, ...]:
    """Moments of publishing, newest first: `rate` a day for 50 days but for the last `silent`, then a few `older` ones."""
    midnight = as_of.replace(hour=0, minute=0, second=0)
    days = [day for day in range(silent, 50) for _ in range(several(rng, rate))]
    days += [max(silent, 50) + rng.randrange(400) for _ in range(older)]
    drawn = {midnight - timedelta(days=day) + timedelta(seconds=rng.randrange(OPENS, CLOSES)) for day in days}
    return tuple(sorted(drawn, reverse=True))


def legible(count: int) -> int:
    """The count as far as its printed form tells it: 12345 -> 12000."""
    return count if count < 10_000 else count // 1000 * 1000 if count < 100_000_000 else count // 10_000_000 * 10_000_000


def printed(count: int) -> int | str:
    """A legible count as platforms print it: 9999, '1.2万', '1.2亿'."""
    if count < 10_000:
        return count
    return f"{count / 10_000:g}万" if count < 100_000_000 else f"{count / 100_000_000:g}亿"
