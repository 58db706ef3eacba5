"""The rows of accounts.csv on a unit's Apps: the main ones, further ones, and such as were closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...contract import Account, Unit
from ..draw import Presence, presence, rows
from ..world import World
from .android import android_name, package
from .listing import name, searched, track

CLOSED = "2024-12-31"  # the day on which closed Apps ended


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """The unit's Apps for iOS and Android, or the rows that say there is none."""
    id_ = f"search:{name(unit)}" if searched(world, unit) else track(unit)
    url = "" if searched(world, unit) else f"https://apps.apple.com/cn/app/id{track(unit)}"
    yield from rows(world, unit, "app", "ios", id_, name(unit), url)
    yield from rows(world, unit, "app", "android", package(unit), android_name(world, unit), "")
    if presence(world, unit, "app", "ios") is Presence.THERE:
        yield from _further(world, unit)


def _further(world: World, unit: Unit) -> Iterator[Account]:
    """A tenth of the units has a further App, some have one that is for another system, or was closed."""
    roll = world.rng("app further", unit.code).random()
    checked = str(world.as_of.date())
    row = Account(unit.code, "app", "ios", track(unit, 8), "further", f"{unit.name}社保", "", "replica", checked, simulated=True)
    if roll < 0.1:
        yield row
    if 0.05 < roll < 0.13 and presence(world, unit, "app", "android") is Presence.THERE:
        yield replace(row, platform="android", id=f"{package(unit)}.hd", name=f"{unit.name} 掌上办")  # the same App by its name
    if 0.08 < roll < 0.18:
        yield replace(row, id=track(unit, 9), name=f"{unit.name}政务通", valid_from="2019-03-01", valid_to=CLOSED)
