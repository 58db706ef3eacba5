"""Which lists of works a unit's accounts hand over, and what they tell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from ...contract import CHINA, Unit
from ..draw import Presence, exported, legible, longest_gap, mean, presence, topics_count
from ..world import World
from .works import PLATFORMS, Work, works

MONTH = timedelta(days=30)
LIKED = 100
FORMS = ("json", "csv", "xlsx")  # csv: a vendor's, who prints 1.2万


def form(world: World, unit: Unit) -> str:
    """In which kind of file the unit's works are handed over."""
    return world.rng("works form", unit.code).choice(FORMS)


def list_start(world: World) -> datetime:
    """From when the lists are: the beginning of the period."""
    return datetime(int(world.period), 1, 1, tzinfo=CHINA)


def there(world: World, unit: Unit, platform: str) -> bool:
    """Whether the unit has an account on the platform."""
    return presence(world, unit, "video", platform) is Presence.THERE


def handed(world: World, unit: Unit) -> dict[str, list[Work]]:
    """By platform the works of the lists that are handed over, newest first; lists without any are not."""
    if not exported(world, unit, "video"):
        return {}
    lists = {platform: _since_start(world, unit, platform) for platform in PLATFORMS if there(world, unit, platform)}
    return {platform: listed for platform, listed in lists.items() if listed}


def _since_start(world: World, unit: Unit, platform: str) -> list[Work]:
    return [work for work in works(world, unit, platform) if work.published >= list_start(world)]


def carded(world: World, unit: Unit) -> bool:
    """Whether the sheet of the unit's 视频号 account is handed over."""
    return there(world, unit, "shipinhao") and exported(world, unit, "shipinhao")


def untold(work: Work) -> bool:
    """True for a work whose plays the list leaves out."""
    return work.number % 29 == 0


def plays(world: World, unit: Unit, work: Work) -> int:
    """The plays of a work, as far as the list tells them."""
    return legible(work.plays) if form(world, unit) == "csv" else work.plays


def told(world: World, unit: Unit, listed: Sequence[Work]) -> dict[str, float | None]:
    """The metrics of all lists of a unit together."""
    month = [work for work in listed if work.published > world.as_of - MONTH]
    known = [plays(world, unit, work) for work in month if not untold(work)]
    return {
        "works_per_day": len(month) / 30,
        "active_days_share": min(1.0, len({work.published.date() for work in month}) / 30),
        "longest_gap_days": longest_gap(world, {work.published.date() for work in month}),
        "topics_count": topics_count([work.topic for work in month]),
        "silent_days": min((world.as_of.date() - work.published.date()).days for work in listed),
        "plays_per_video": mean(known),
        "vci": vci(month),
        "bare_likes_share": mean([w.likes >= LIKED and not w.shares and not w.comments for w in month]),
    }


def vci(month: Sequence[Work]) -> float:
    """VCI: a fifth for the works; of the rest two fifths each for shares and comments, a fifth for likes."""
    shares, comments, likes = (sum(getattr(work, count) for work in month) for count in ("shares", "comments", "likes"))
    spread = 0.4 * math.log(shares + 1) + 0.4 * math.log(comments + 1) + 0.2 * math.log(likes + 1)
    return 160 * (0.2 * math.log(len(month) + 1) + 0.8 * spread)
