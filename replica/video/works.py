"""What a unit's accounts on four platforms published, whether or not anybody is shown the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from random import Random

from ...contract import Unit
from ..draw import moments, spread, topic
from ..words import headline
from ..world import World

PLATFORMS = ("douyin", "bilibili", "kuaishou", "shipinhao")
SCALES = ((300, 90_000), (1, 900), (1, 1_500), (20, 60_000))  # plays, comments, shares, likes of the worst and of the best
LETTERS = "abcdefghij"  # the digits in ids of letters


@dataclass(frozen=True)
class Work:
    """One video. `topic` is what its caption is about."""

    id: str
    number: int  # of its caption
    published: datetime
    topic: str
    plays: int
    comments: int
    shares: int
    likes: int
    gone: bool  # taken down since

    @property
    def caption(self) -> str:
        """What stands under it."""
        return f"{headline(self.number, self.topic)} #城市早知道"


@lru_cache(maxsize=16384)
def works(world: World, unit: Unit, platform: str) -> tuple[Work, ...]:
    """What the account published in well over a year, newest first; at least one."""
    rng = world.rng("works", platform, unit.code, world.period)
    quality = world.quality(unit, "video")
    rate = 0.06 + 0.9 * quality * rng.random()
    silent = 0 if rng.random() < 0.93 else rng.randrange(8, 45)
    return tuple(_works(rng, unit, platform, moments(rng, world.as_of, rate, silent), quality))


def _works(rng: Random, unit: Unit, platform: str, when: Sequence[datetime], quality: float) -> Iterator[Work]:
    bare = 0.12 * (1 - quality)
    for place, published in enumerate(when):
        seen, comments, shares, likes = (spread(rng, low, high, quality) for low, high in SCALES)
        if rng.random() < bare:
            comments = shares = 0
        id_ = ids(platform, unit.code, int(published.timestamp()), place % 100)
        gone = rng.random() < 0.08
        yield Work(id_, rng.randrange(2000), published, topic(rng, quality), max(seen, 2 * likes), comments, shares, likes, gone)


def ids(platform: str, code: str, epoch: int, place: int) -> str:
    """The id of a video in the platform's form, made up; it ends in the unit's code and the video's place."""
    if platform == "bilibili":
        return "BV1R" + "".join(LETTERS[int(digit)] for digit in f"{code}{place:02d}")
    if platform == "douyin":
        return f"9{epoch:010d}{code}{place:02d}"  # 19 digits, of which real ones begin with 6 or 7
    return f"3x{epoch:x}{code}{place:02d}" if platform == "kuaishou" else f"export/99{epoch}{code}{place:02d}"


def unit_code(bvid: str) -> str:
    """The code of the unit whose video on Bilibili that would be."""
    return "".join(str(LETTERS.find(letter)) for letter in bvid[4:-2])
