"""www.iesdouyin.com and api.bilibili.com: cards of accounts, share pages of videos."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..contract import Account, Status, Unit
from .answers import JSON, NOT_FOUND, json_reply
from .draw import Fault, Presence, found, mean, presence, rows, standing, struck
from .video_answers import BANNED, NOBODY, card_answer, share_page, user_answer
from .video_profile import BIOS, mid, profile, sec_uid
from .world import Ask, Reply, Truth, World

DOUYIN, BILIBILI = "www.iesdouyin.com", "api.bilibili.com"
hosts: tuple[str, ...] = (DOUYIN, BILIBILI)
SHARE = "/share/video/"
SAMPLE = 3
FAULTS = {
    "douyin": (Fault("empty", 0.05, Status.BLOCKED),),  # 200 without a body
    "bilibili": (Fault("412", 0.04, Status.BLOCKED),),
}


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """The unit's Douyin and Bilibili accounts; the first with the share addresses of some videos."""
    shares = " ".join(f"https://{DOUYIN}{SHARE}{video.id}/" for video in profile(world, unit).videos)
    url = shares or f"https://www.douyin.com/user/{sec_uid(unit)}"
    yield from rows(world, unit, "video", "douyin", sec_uid(unit), f"{unit.name}发布", url)
    yield from rows(world, unit, "video", "bilibili", mid(unit), f"{unit.name}发布", f"https://space.bilibili.com/{mid(unit)}")


def respond(world: World, ask: Ask) -> Reply:
    """A card, or the share page of a video."""
    if ask.host == BILIBILI and ask.path == "/x/web-interface/card":
        return _card(world, ask.query.get("mid", ""))
    if ask.host == DOUYIN and ask.path == "/web/api/v2/user/info/":
        return _user(world, ask.query.get("sec_uid", ""))
    if ask.host == DOUYIN and ask.path.startswith(SHARE):
        return _share(world, ask.path.removeprefix(SHARE).rstrip("/"))
    return NOT_FOUND


def _card(world: World, mid_: str) -> Reply:
    unit = _holders(world, "bilibili").get(mid_)
    if unit is None:
        return json_reply(NOBODY)
    banned = struck(world, unit, "bilibili", FAULTS["bilibili"])
    return json_reply(BANNED, status=412) if banned else json_reply(card_answer(profile(world, unit)))


def _user(world: World, sec_uid_: str) -> Reply:
    unit = _holders(world, "douyin").get(sec_uid_)
    if unit is None or struck(world, unit, "douyin", FAULTS["douyin"]):
        return Reply(b"", content_type=JSON)
    return json_reply(user_answer(profile(world, unit)))


def _share(world: World, aweme: str) -> Reply:
    unit = world.by_code.get(aweme[-8:-2])
    if unit is None or struck(world, unit, "douyin", FAULTS["douyin"]):
        return Reply(b"")
    who = profile(world, unit)
    video = next((video for video in who.videos if video.id == aweme), None)
    return Reply(share_page(who, video)) if video else NOT_FOUND


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """What must be measured of the unit on this channel."""
    status = {platform: _standing(world, unit, platform) for platform in FAULTS}
    for metric, value in _douyin(world, unit):
        yield found(unit, f"video.{metric}", value, status["douyin"])
    for metric, value in _bilibili(world, unit):
        yield found(unit, f"video.{metric}", value, status["bilibili"])
    answered = [each for each in status.values() if each is Status.OK]
    # a platform that is there and could not be seen leaves the number unknown; one nobody knows of makes it a lower bound
    unseen = next((each for each in status.values() if each.failed and each is not Status.NOT_TRIED), None)
    silent = Status.NOT_TRIED if Status.NOT_TRIED in status.values() else Status.ABSENT
    known = Status.CENSORED if silent is Status.NOT_TRIED else Status.OK
    yield found(unit, "video.platforms_count", len(answered), unseen or (known if answered else silent))


def _standing(world: World, unit: Unit, platform: str) -> Status:
    return standing(presence(world, unit, "video", platform), struck(world, unit, platform, FAULTS[platform]))


def _douyin(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    who = profile(world, unit)
    looked_at = who.videos[:SAMPLE]
    yield "works_count", who.works
    yield "service_entry", float(BIOS[who.bio])
    yield "captions_service_share", mean([video.service != "" for video in looked_at])
    yield "comments_per_video", mean([video.comments for video in looked_at])
    yield "shares_per_video", mean([video.shares for video in looked_at])
    yield "verified", float(who.custom_verify != "" or who.enterprise_verify != "")
    yield "followers", who.followers
    yield "likes_per_work", who.favorited / who.works if who.works else None


def _bilibili(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    who = profile(world, unit)
    kind, role = who.official
    yield "bilibili_works", who.archives
    yield "bilibili_verified", float(kind >= 0 and role > 0)
    yield "bilibili_followers", who.fans


@lru_cache(maxsize=8)
def _holders(world: World, platform: str) -> dict[str, Unit]:
    name = sec_uid if platform == "douyin" else mid
    return {name(unit): unit for unit in world.units if presence(world, unit, "video", platform) is Presence.THERE}
