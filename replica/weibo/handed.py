"""What a vendor counted of a Weibo account before: followers at two earlier moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ...contract import CHINA, Unit
from ..draw import Presence, exported
from ..world import World
from .faults import there
from .profile import profile

MONTHS = (9, 10)  # of the period; counted on the first, at 20 o'clock


@dataclass(frozen=True)
class Count:
    """One row of the vendor's table."""

    moment: datetime
    followers: int
    posts: int


def counts(world: World, unit: Unit) -> tuple[Count, ...]:
    """Both counts, oldest first; none where no vendor hands anything over. Followers grow, of a few they jump or fall."""
    if there(world, unit) is not Presence.THERE or not exported(world, unit, "weibo"):
        return ()
    rng, who = world.rng("handed", "weibo", unit.code, world.period), profile(world, unit)
    shares = rng.choice(((0.94, 0.97), (0.9, 0.99), (0.985, 0.99), (1.02, 1.01), (0.45, 0.96)))
    made = [len([post for post in who.posts if post.published < _moment(world, month)]) for month in MONTHS]
    pairs = zip(MONTHS, shares, made, strict=True)
    return tuple(Count(_moment(world, month), round(who.followers * share), posts) for month, share, posts in pairs)


def _moment(world: World, month: int) -> datetime:
    return datetime(int(world.period), month, 1, 20, tzinfo=CHINA)
