"""What a unit's Douyin, Bilibili and Kuaishou accounts are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from random import Random

from ...contract import Unit
from ...registry import short_name
from ..draw import legible, printed, provincial, spread
from ..world import World
from .works import Work, works

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
NAMES = ("{name}发布", "{short}发布", "{short}政务", "微观{short}")
OTHER_NAMES = ("清风发布厅", "政务先锋号", "小城大事", "每日播报台")  # that say nothing of whose account it is
HOSTS = ("{name}人民政府", "{name}委宣传部", "{short}融媒体中心")
OTHER_HOSTS = ("政务新媒体", "融媒体中心")
SHOWN = 5  # videos whose addresses the registry lists


@dataclass(frozen=True)
class VideoProfile:
    """The outcomes of the accounts. `videos`, `bili_videos`: those that the registry names, newest first."""

    name: str  # as the registry has it
    nickname: str  # as Douyin shows it
    sec_uid: str
    works: int
    bio: str
    custom_verify: str
    enterprise_verify: str
    followers: int
    favorited: int
    videos: tuple[Work, ...]
    mid: str
    archives: int
    official: tuple[int, int]  # type, role
    fans: int
    bili_videos: tuple[Work, ...]
    kuaishou: str
    kuaishou_fans: int | str  # as printed
    kuaishou_followers: int  # what that says
    kuaishou_works: int


def sec_uid(unit: Unit) -> str:
    """An account id in Douyin's form, made up."""
    return "MS4wLjABAAAA" + sha256(f"douyin {unit.code}".encode()).hexdigest()[:43]


def mid(unit: Unit) -> str:
    """A Bilibili id that has not been given out (none of ten digits begins with 99)."""
    return f"99{unit.code}07"


def kuaishou_id(unit: Unit) -> str:
    """An account id in Kuaishou's form, made up."""
    return f"3x99{unit.code}zzzzz"


@lru_cache(maxsize=4096)
def profile(world: World, unit: Unit) -> VideoProfile:
    """The outcomes of this unit in this period, whether or not its accounts can be seen."""
    rng = world.rng("video", unit.code, world.period)
    quality = world.quality(unit, "video")
    reach = 8 if provincial(unit) else 1
    count = 0 if rng.random() < 0.03 else spread(rng, 30, 4000, quality)
    good = rng.random() < 0.2 + 0.7 * quality
    custom, enterprise = _verified(rng, unit, quality)
    fans = spread(rng, 300, 600_000, quality) * reach
    return VideoProfile(
        name=f"{unit.name}发布",
        nickname=_worded(rng, unit, NAMES if rng.random() < 0.6 + 0.4 * quality else OTHER_NAMES),
        sec_uid=sec_uid(unit),
        works=count,
        bio=rng.choice([bio for bio, leads in BIOS.items() if leads is good]),
        custom_verify=custom,
        enterprise_verify=enterprise,
        followers=spread(rng, 2_000, 900_000, quality) * reach,
        favorited=count * spread(rng, 20, 3_000, quality),
        videos=works(world, unit, "douyin")[: min(count, rng.randrange(1, SHOWN + 1))],
        mid=mid(unit),
        archives=spread(rng, 5, 900, quality),
        official=(1, 3) if rng.random() < 0.3 + 0.6 * quality else rng.choice(((-1, 0), (0, 0))),
        fans=spread(rng, 200, 300_000, quality) * reach,
        bili_videos=works(world, unit, "bilibili")[: rng.randrange(1, SHOWN + 1)],
        kuaishou=kuaishou_id(unit),
        kuaishou_fans=_fans(rng, fans),
        kuaishou_followers=legible(fans),
        kuaishou_works=spread(rng, 20, 3000, quality),
    )


def _verified(rng: Random, unit: Unit, quality: float) -> tuple[str, str]:
    """The two texts of Douyin's verification, of which an account has one at most; not every one names the place."""
    host = _worded(rng, unit, HOSTS if rng.random() < 0.5 + 0.5 * quality else OTHER_HOSTS)
    said = f"{host}官方账号" if rng.random() < 0.3 + 0.7 * quality else ""
    return ("", said) if rng.random() < 0.4 else (said, "")


def _worded(rng: Random, unit: Unit, forms: tuple[str, ...]) -> str:
    return rng.choice(forms).format(name=unit.name, short=short_name(unit))


def _fans(rng: Random, count: int) -> int | str:
    """A count as Kuaishou prints it: 3456, "3456", "1.2万" or "1.2w"."""
    told = printed(legible(count))
    if isinstance(told, int):
        return told if rng.random() < 0.5 else str(told)
    return told if rng.random() < 0.5 else told.replace("万", "w")
