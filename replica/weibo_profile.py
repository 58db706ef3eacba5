"""What a unit's Weibo account did: its posts and followers, as the answers state them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from ..contract import Unit
from .draw import legible, moments, provincial, several, spread
from .words import CALLOUT, SERVICE
from .world import World

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MILLION = 1_000_000
SCALES = ((0.4, 30), (0.4, 40), (2, 200))  # reposts, comments and likes a post, of the worst and of the best


@dataclass(frozen=True)
class Post:
    """One post. `service` and `callout`: the words of the two vocabularies that its text names, or ''."""

    id: str
    published: datetime
    original: bool
    service: str
    callout: str
    video: bool
    pictures: int
    reposts: int
    comments: int
    likes: int
    pinned: bool = False


@dataclass(frozen=True)
class WeiboProfile:
    """An account's outcomes. `posts` in the order shown: a pinned one first, then newest first."""

    uid: str
    name: str
    government: bool  # verified as a government; else as a medium, or not at all
    followers: int
    at_least: bool  # the followers are printed as 100万+
    dated: str  # full: Wed Oct 29 …; short: 3小时前, 昨天 …, 10-29
    posts: tuple[Post, ...]


def uid(unit: Unit) -> str:
    """A user id that Weibo has not given out (none begins with 99)."""
    return f"99{unit.code}07"


@lru_cache(maxsize=4096)
def profile(world: World, unit: Unit) -> WeiboProfile:
    """The outcomes of this unit in this period, whether or not its account can be seen."""
    rng = world.rng("weibo", unit.code, world.period)
    quality = world.quality(unit, "weibo")
    reach = 20 if provincial(unit) else 1
    followers = legible(round(spread(world.rng("weibo", "fans", unit.code), 1500, 400_000, quality) * reach))
    at_least = followers >= MILLION and rng.random() < 0.3
    dated = rng.choice(("full", "full", "short"))
    return WeiboProfile(
        uid=uid(unit),
        name=f"{unit.name}发布",
        government=rng.random() < 0.55 + 0.45 * quality,
        followers=MILLION if at_least else followers,
        at_least=at_least,
        dated=dated,
        posts=_posts(world, rng, quality, reach, dated),
    )


def _posts(world: World, rng: Random, quality: float, reach: int, dated: str) -> tuple[Post, ...]:
    """Posts of 50 days and a few older ones; some accounts have fallen silent, a few never posted."""
    if rng.random() < 0.015:
        return ()
    silent = rng.randrange(31, 300) if rng.random() < 0.14 * (1 - quality) else 0
    rate = 4.2 * quality**2 * rng.uniform(0.6, 1.2)
    when = moments(rng, world.as_of, rate, silent)
    if rate > 1 and rng.random() < 0.2:
        when = (world.as_of, *when)  # just now
    shown = [stated(moment, world.as_of) if dated == "short" else moment for moment in when]
    posts = [_post(rng, moment, number, quality, reach) for number, moment in enumerate(shown)]
    if rng.random() < 0.35:
        pinned = posts.pop(rng.randrange(len(posts) // 2, len(posts)))
        posts.insert(0, replace(pinned, pinned=True))
    return tuple(posts)


def _post(rng: Random, published: datetime, number: int, quality: float, reach: int) -> Post:
    service = rng.choice(list(SERVICE)) if rng.random() < 0.08 + 0.3 * quality else ""
    callout = rng.choice(list(CALLOUT)) if rng.random() < 0.02 + 0.12 * quality else ""
    viral = 200 if rng.random() < 0.004 else 1
    reposts, comments, likes = (legible(spread(rng, low, high * reach**0.5, quality) * viral) for low, high in SCALES)
    original = rng.random() < 0.35 + 0.6 * quality
    video = original and rng.random() < 0.05 + 0.4 * quality
    pictures = 0 if video else several(rng, 3, 9)
    id_ = f"{int(published.timestamp())}{999999 - number:06d}"
    return Post(id_, published, original, service, callout, video, pictures, reposts, comments, likes)


def stated(moment: datetime, as_of: datetime) -> datetime:
    """The moment as far as the short form tells it: to the minute or hour ago, yesterday's minute, else the day."""
    age = as_of - moment
    if moment.date() == as_of.date():
        step = MINUTE if age < HOUR else HOUR
        return as_of - age // step * step
    if as_of.date() - moment.date() == timedelta(days=1):
        return moment.replace(second=0)
    return moment.replace(hour=0, minute=0, second=0)
