"""What a unit's Weibo account did: its posts and followers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from ...contract import Unit
from ..draw import called, legible, moments, provincial, several, spread, topic
from ..world import World
from .faults import fault
from .verification import Verification, verification

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MILLION = 1_000_000
SCALES = ((0.4, 30), (0.4, 40), (2, 200))  # reposts, comments and likes a post, of the worst and of the best
LINKS = ("", "", "written", "anchor", "wrapped", "foreign")  # how a long text leads on; `foreign`: not to a government


@dataclass(frozen=True)
class Post:
    """One post. `topic` is what its text is about; `link` is of LINKS, for posts with a long text only."""

    id: str
    number: int
    published: datetime
    original: bool
    topic: str
    video: bool
    pictures: int
    reposts: int
    comments: int
    likes: int
    long: bool
    link: str
    pinned: bool = False

    @property
    def guides(self) -> bool:
        """True where its full text leads to an address of a government."""
        return self.link in ("written", "anchor", "wrapped")


@dataclass(frozen=True)
class WeiboProfile:
    """An account's outcomes. `posts` in the order shown: a pinned one first, then newest first."""

    uid: str
    name: str
    verified: Verification
    followers: int
    at_least: bool  # m.weibo.cn prints the followers as 100万+
    dated: str  # how it prints moments, full: Wed Oct 29 …; short: 3小时前, 昨天 …, 10-29
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
    name = called(world, unit, "weibo")
    return WeiboProfile(
        uid=uid(unit),
        name=name,
        verified=verification(rng, unit, name, quality),
        followers=followers,
        at_least=at_least,
        dated="full" if fault(world, unit) == "shape" else dated,  # weibo.com prints no other
        posts=_posts(world, unit, rng, quality, dated),
    )


def _posts(world: World, unit: Unit, rng: Random, quality: float, dated: str) -> tuple[Post, ...]:
    """Posts of 50 days and a few older ones; some accounts have fallen silent, a few never posted."""
    if rng.random() < 0.015:
        return ()
    silent = rng.randrange(31, 300) if rng.random() < 0.14 * (1 - quality) else 0
    rate = 4.2 * quality**2 * rng.uniform(0.6, 1.2)
    when = moments(rng, world.as_of, rate, silent)
    if rate > 1 and rng.random() < 0.2:
        when = (world.as_of, *when)  # just now
    bought = 0.3 if rng.random() < 0.12 * (1 - quality) else 0.0
    posts = [_post(rng, unit, moment, quality, bought) for moment in when]
    if dated == "short" and fault(world, unit) != "shape":
        posts = [replace(post, published=stated(post.published, world.as_of)) for post in posts]
    if rng.random() < 0.35:
        pinned = posts.pop(rng.randrange(len(posts) // 2, len(posts)))
        posts.insert(0, replace(pinned, pinned=True))
    return tuple(posts)


def _post(rng: Random, unit: Unit, published: datetime, quality: float, bought: float) -> Post:
    about = topic(rng, quality)
    viral = 200 if rng.random() < 0.004 else 1
    reach = 20**0.5 if provincial(unit) else 1
    reposts, comments, likes = (legible(spread(rng, low, high * reach, quality) * viral) for low, high in SCALES)
    if rng.random() < bought:
        reposts, comments, likes = 0, 0, rng.randrange(90, 900)
    original = rng.random() < 0.35 + 0.6 * quality
    video = original and rng.random() < 0.05 + 0.4 * quality
    pictures = 0 if video else several(rng, 3, 9)
    long = rng.random() < 0.55
    link = rng.choice(LINKS) if long and rng.random() < 0.3 + 0.7 * quality else ""
    number = int(published.timestamp())
    mid = f"{number}{unit.code}"
    return Post(mid, number, published, original, about, video, pictures, reposts, comments, likes, long, link)


def stated(moment: datetime, as_of: datetime) -> datetime:
    """The moment as far as the short form tells it: to the minute or hour ago, yesterday's minute, else the day."""
    age = as_of - moment
    if moment.date() == as_of.date():
        step = MINUTE if age < HOUR else HOUR
        return as_of - age // step * step
    if as_of.date() - moment.date() == timedelta(days=1):
        return moment.replace(second=0)
    return moment.replace(hour=0, minute=0, second=0)
