"""What a unit's Android App is: which of four stores list it, and what each says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from ...contract import Status, Unit
from ...registry import short_name
from ..draw import Fault, provincial, spread, struck
from ..world import World
from .listing import name as ios_name
from .sellers import seller

STORES = ("huawei", "tencent", "xiaomi", "vivo")
FAULTS = (
    Fault("huawei", 0.03, Status.BLOCKED),  # 403
    Fault("shape", 0.015, Status.CHANGED_SHAPE),  # Huawei: 200 without a body
    Fault("busy", 0.02, Status.THROTTLED),  # Huawei: 503 that says when to come again
    Fault("tencent", 0.02, Status.THROTTLED),  # the same
    Fault("xiaomi", 0.02, Status.BLOCKED),
    Fault("vivo_search", 0.02, Status.HTTP_ERROR),  # 503 that does not
    Fault("vivo", 0.03, Status.HTTP_ERROR),  # found, and its page answers 502
)
STORE_OF = {"shape": "huawei", "busy": "huawei", "vivo_search": "vivo"}


@dataclass(frozen=True)
class Listing:
    """The App in one store. `stars` 0 where nobody rated; moments in China time."""

    version: str
    updated: datetime
    stars: float
    ratings: int
    downloads: int
    privacy: str
    notes: str


@dataclass(frozen=True)
class AndroidProfile:
    """The App and its listings by store. `number`: of its records in stores, made up; `turn`: which of their forms it meets."""

    package: str
    name: str
    developer: str
    number: int
    turn: int
    size: int
    listings: dict[str, Listing]


def package(unit: Unit) -> str:
    """A package name under a domain that is nobody's."""
    return f"cn.gov.replica.a{unit.code}"


def android_name(world: World, unit: Unit) -> str:
    """What the App is called: as on iOS, but for some that are another product."""
    roll = world.rng("android name", unit.code).random()
    return f"{short_name(unit)}市民云" if roll < 0.25 else ios_name(unit)


@lru_cache(maxsize=4096)
def android(world: World, unit: Unit) -> AndroidProfile:
    """The outcomes of this unit in this period, whether or not its App can be seen."""
    rng = world.rng("android", unit.code, world.period)
    quality = world.quality(unit, "app")
    newest = world.as_of - timedelta(days=spread(rng, 700, 3, quality), minutes=rng.randrange(1440))
    version = f"{rng.randrange(1, 8)}.{rng.randrange(10)}.{rng.randrange(20)}"
    listed = [store for store in STORES if rng.random() < 0.35 + 0.6 * quality]
    return AndroidProfile(
        package=package(unit),
        name=android_name(world, unit),
        developer=seller(rng, unit, rng.random() < 0.85),
        number=int(f"99{unit.code}"),
        turn=rng.randrange(60),
        size=spread(rng, 120_000_000, 25_000_000, quality),
        listings={store: _listing(rng, unit, store, version, newest, quality) for store in listed},
    )


def _listing(rng: Random, unit: Unit, store: str, version: str, newest: datetime, quality: float) -> Listing:
    stars = min(5.0, max(1.0, 1.8 + 2.8 * quality + rng.gauss(0, 0.4)))
    ratings = 0 if rng.random() < 0.1 else spread(rng, 5, 40_000, quality) * (8 if provincial(unit) else 1)
    step = 0.5 if store == "xiaomi" else 0.1  # stars are drawn in halves there
    return Listing(
        version=version,
        updated=newest - timedelta(days=rng.randrange(21)),
        stars=round(round(stars / step) * step, 1) if ratings else 0,
        ratings=ratings,
        downloads=spread(rng, 500, 9_000_000, quality),
        privacy=f"https://www.replica.gov.cn/{unit.code}/privacy.html" if rng.random() < 0.3 + 0.7 * quality else "",
        notes="优化使用体验，修复已知问题。" if rng.random() < 0.7 else "",
    )


def failing(world: World, unit: Unit) -> tuple[str, Status] | None:
    """The store that cannot be seen through in this period and the status of the look at it, if any."""
    fault = struck(world, unit, "android", FAULTS)
    if fault is None or (fault.name == "vivo" and "vivo" not in android(world, unit).listings):
        return None
    return STORE_OF.get(fault.name, fault.name), fault.status
