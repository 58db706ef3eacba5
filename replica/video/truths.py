"""The truth of the video metrics."""

from __future__ import annotations

from collections.abc import Iterator

from ...contract import Status, Unit
from ...registry import short_name
from ..draw import Presence, found, mean, presence, standing, struck
from ..world import Truth, World
from .drawn import BIOS, profile
from .handed import carded, handed, told
from .platforms import FAULTS, fault
from .works import PLATFORMS

SAMPLE = 3  # videos looked at on Douyin, and on Bilibili
OF_LISTS = (
    "works_per_day", "active_days_share", "longest_gap_days", "topics_count", "silent_days", "plays_per_video", "vci",
    "bare_likes_share",
)  # fmt: skip
MISSING = {Presence.ABSENT: Status.ABSENT, Presence.UNKNOWN: Status.NOT_TRIED}


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """What must be measured of the unit on this channel."""
    for platform, values in (("douyin", _douyin), ("bilibili", _bilibili), ("kuaishou", _kuaishou)):
        for metric, value in values(world, unit):
            yield found(unit, f"video.{metric}", value, of_platform(world, unit, platform))
    beside = of_platform(world, unit, "bilibili", beside_card=True)
    for metric, value in _beside_card(world, unit):
        yield found(unit, f"video.{metric}", value, beside)
    yield _platforms_count(world, unit)
    yield from _of_lists(world, unit)


def of_platform(world: World, unit: Unit, platform: str, beside_card: bool = False) -> Status:
    """The status of what rests on an account; of that which other addresses than the refused card tell, too."""
    hit = struck(world, unit, platform, FAULTS[platform])
    if beside_card and hit and hit.name == "card":
        hit = None
    return standing(presence(world, unit, "video", platform), hit)


def _douyin(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    who, short = profile(world, unit), short_name(unit)
    looked_at = who.videos[:SAMPLE]
    verified = who.custom_verify or who.enterprise_verify
    yield "works_count", who.works
    yield "service_entry", float(BIOS[who.bio])
    yield "captions_service_share", mean([work.topic == "service" for work in looked_at])
    yield "comments_per_video", mean([work.comments for work in looked_at])
    yield "shares_per_video", mean([work.shares for work in looked_at])
    yield "verified", float(verified != "")
    yield "followers", who.followers
    yield "likes_per_work", who.favorited / who.works if who.works else None
    yield "name_consistent", float(short in who.nickname)
    yield "host_named", float(short in verified)


def _bilibili(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    who = profile(world, unit)
    kind, role = who.official
    yield "bilibili_works", who.archives
    yield "bilibili_verified", float(kind == 1 and role > 0)


def _beside_card(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    who = profile(world, unit)
    yield "bilibili_followers", who.fans
    yield "views_per_video", mean([work.plays for work in who.bili_videos[:SAMPLE] if not work.gone])


def _kuaishou(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    who = profile(world, unit)
    yield "kuaishou_followers", who.kuaishou_followers
    yield "kuaishou_works", who.kuaishou_works


def _platforms_count(world: World, unit: Unit) -> Truth:
    """The platforms seen; unknown where the look at one failed, a lower bound where one was not looked at."""
    statuses = [_seen(world, unit, platform) for platform in PLATFORMS]
    count = statuses.count(Status.OK)
    failed = [status for status in statuses if status.failed and status is not Status.NOT_TRIED]
    bound = Status.CENSORED if count else Status.NOT_TRIED
    whole = Status.OK if count else Status.ABSENT
    status = failed[0] if failed else bound if Status.NOT_TRIED in statuses else whole
    return found(unit, "video.platforms_count", count, status)


def _seen(world: World, unit: Unit, platform: str) -> Status:
    """Whether an account is in use, as an answer or a file tells."""
    there = presence(world, unit, "video", platform)
    if there is not Presence.THERE:
        return MISSING[there]
    if platform in handed(world, unit) or (platform == "shipinhao" and carded(world, unit)):
        return Status.OK
    if platform == "shipinhao":
        return Status.NOT_TRIED
    return Status.OK if fault(world, unit, platform) == "card" else of_platform(world, unit, platform)


def _of_lists(world: World, unit: Unit) -> Iterator[Truth]:
    lists = handed(world, unit)
    states = [presence(world, unit, "video", platform) for platform in PLATFORMS]
    if not lists:
        absent = set(states) == {Presence.ABSENT}
        status = Status.ABSENT if absent else Status.NOT_TRIED
        yield from (found(unit, f"video.{metric}", None, status) for metric in OF_LISTS)
        return
    values = told(world, unit, [work for listed in lists.values() for work in listed])
    yield from (found(unit, f"video.{metric}", values[metric]) for metric in OF_LISTS)
