"""What a unit's Douyin and Bilibili accounts did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from random import Random

from ..contract import Unit
from .draw import moments, provincial, spread
from .words import SERVICE
from .world import World

SCALES = ((1, 900), (1, 1_500), (20, 60_000))  # comments, shares and likes a video, of the worst and of the best
BIOS = {  # what the bio says -> whether it leads to a service
    "": False,
    "发布权威信息，讲好家乡故事": False,
    "记录城市的每一天": False,
    "看新闻，找官方": False,
    "办事找我，一键直达": True,
    "诉求请拨12345热线": True,
    "为您提供贴心服务": True,
    "更多内容见 www.replica.gov.cn": True,
}


@dataclass(frozen=True)
class Video:
    """One Douyin video. `service`: the service word that its caption names, or ''."""

    id: str
    published: datetime
    service: str
    comments: int
    shares: int
    likes: int


@dataclass(frozen=True)
class VideoProfile:
    """The outcomes of both accounts. `videos`: those whose share addresses the registry lists, newest first."""

    name: str
    sec_uid: str
    works: int
    bio: str
    custom_verify: str
    enterprise_verify: str
    followers: int
    favorited: int
    videos: tuple[Video, ...]
    mid: str
    archives: int
    official: tuple[int, int]  # type, role
    fans: int


def sec_uid(unit: Unit) -> str:
    """An account id in Douyin's form, made up."""
    return "MS4wLjABAAAA" + sha256(f"douyin {unit.code}".encode()).hexdigest()[:43]


def mid(unit: Unit) -> str:
    """A Bilibili id that has not been given out (none of ten digits begins with 99)."""
    return f"99{unit.code}07"


@lru_cache(maxsize=4096)
def profile(world: World, unit: Unit) -> VideoProfile:
    """The outcomes of this unit in this period, whether or not its accounts can be seen."""
    rng = world.rng("video", unit.code, world.period)
    quality = world.quality(unit, "video")
    reach = 8 if provincial(unit) else 1
    works = 0 if rng.random() < 0.03 else spread(rng, 30, 4000, quality)
    good = rng.random() < 0.2 + 0.7 * quality
    verified = rng.random() < 0.3 + 0.7 * quality
    enterprise = rng.random() < 0.4
    return VideoProfile(
        name=f"{unit.name}发布",
        sec_uid=sec_uid(unit),
        works=works,
        bio=rng.choice([bio for bio, leads in BIOS.items() if leads is good]),
        custom_verify=f"{unit.name}发布官方抖音号" if verified and not enterprise else "",
        enterprise_verify=f"{unit.name}发布官方账号" if verified and enterprise else "",
        followers=spread(rng, 2_000, 900_000, quality) * reach,
        favorited=works * spread(rng, 20, 3_000, quality),
        videos=_videos(world, unit, rng, quality, works),
        mid=mid(unit),
        archives=spread(rng, 5, 900, quality),
        official=(1, 3) if rng.random() < 0.3 + 0.6 * quality else rng.choice(((-1, 0), (0, 0))),
        fans=spread(rng, 200, 300_000, quality) * reach,
    )


def _videos(world: World, unit: Unit, rng: Random, quality: float, works: int) -> tuple[Video, ...]:
    when = moments(rng, world.as_of, 0.5)[: min(works, rng.randrange(1, 6))]
    return tuple(_video(unit, rng, published, number, quality) for number, published in enumerate(when))


def _video(unit: Unit, rng: Random, published: datetime, number: int, quality: float) -> Video:
    service = rng.choice(list(SERVICE)) if rng.random() < 0.1 + 0.5 * quality else ""
    comments, shares, likes = (spread(rng, low, high, quality) for low, high in SCALES)
    return Video(aweme_id(unit, int(published.timestamp()), number), published, service, comments, shares, likes)


def aweme_id(unit: Unit, epoch: int, number: int) -> str:
    """19 digits that begin with 9, as no real ones do, and hold the unit's code and the video's number."""
    return f"9{epoch:010d}{unit.code}{number:02d}"
