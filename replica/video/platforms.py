"""www.iesdouyin.com, api.bilibili.com and www.kuaishou.com: whose account is asked for, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from ...contract import Account, Status, Unit
from ..answers import JSON, NOT_FOUND, json_reply
from ..draw import Fault, Presence, presence, rows, struck
from ..world import Ask, Reply, World
from .bilibili import BANNED, NOBODY, card_answer, relation_answer, view_answer
from .douyin import share_page, user_answer
from .drawn import kuaishou_id, mid, profile, sec_uid
from .kuaishou import LOGIN, NO_QUERY, asked_for, known, profile_answer, refused
from .works import unit_code

DOUYIN, BILIBILI, KUAISHOU = "www.iesdouyin.com", "api.bilibili.com", "www.kuaishou.com"
SHARE = "/share/video/"
FAULTS = {
    "douyin": (Fault("empty", 0.05, Status.BLOCKED),),  # 200 without a body
    "bilibili": (Fault("412", 0.03, Status.BLOCKED), Fault("card", 0.04, Status.BLOCKED)),  # everything, or the card alone
    "kuaishou": (Fault("2", 0.04, Status.LOGIN_REQUIRED), Fault("50", 0.03, Status.BLOCKED)),
    "shipinhao": (),  # nobody looks
}


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """The unit's accounts on four platforms; on two of them with the addresses of some videos."""
    who = profile(world, unit)
    shares = " ".join(f"https://{DOUYIN}{SHARE}{work.id}/" for work in who.videos)
    videos = [f"https://space.bilibili.com/{who.mid}", *(f"https://www.bilibili.com/video/{work.id}" for work in who.bili_videos)]
    yield from rows(world, unit, "video", "douyin", who.sec_uid, who.name, shares or f"https://www.douyin.com/user/{who.sec_uid}")
    yield from rows(world, unit, "video", "bilibili", who.mid, who.name, " ".join(videos))
    yield from rows(world, unit, "video", "kuaishou", who.kuaishou, who.name, f"https://www.kuaishou.com/profile/{who.kuaishou}")
    yield from rows(world, unit, "video", "shipinhao", who.name, who.name, "")


def respond(world: World, ask: Ask) -> Reply:
    """A card, a profile, or a video."""
    return ANSWERS[ask.host](world, ask)


def _douyin(world: World, ask: Ask) -> Reply:
    if ask.path == "/web/api/v2/user/info/":
        unit = _holder(world, "douyin", ask.query.get("sec_uid", ""))
        if unit is None or fault(world, unit, "douyin"):
            return Reply(b"", content_type=JSON)
        return json_reply(user_answer(profile(world, unit)))
    return _share(world, ask.path.removeprefix(SHARE).rstrip("/")) if ask.path.startswith(SHARE) else NOT_FOUND


def _share(world: World, aweme: str) -> Reply:
    unit = world.by_code.get(aweme[-8:-2])
    if unit is None or fault(world, unit, "douyin"):
        return Reply(b"")
    who = profile(world, unit)
    work = next((work for work in who.videos if work.id == aweme), None)
    return Reply(share_page(who, work)) if work else NOT_FOUND


def _bilibili(world: World, ask: Ask) -> Reply:
    if ask.path == "/x/web-interface/view":
        return _view(world, ask.query.get("bvid", ""))
    answers = {"/x/web-interface/card": ("mid", card_answer), "/x/relation/stat": ("vmid", relation_answer)}
    if ask.path not in answers:
        return NOT_FOUND
    name, answer = answers[ask.path]
    unit = _holder(world, "bilibili", ask.query.get(name, ""))
    if unit is None:
        return json_reply(NOBODY)
    refused_here = ("412", "card") if name == "mid" else ("412",)
    banned = fault(world, unit, "bilibili") in refused_here
    return json_reply(BANNED, status=412) if banned else json_reply(answer(profile(world, unit)))


def _view(world: World, bvid: str) -> Reply:
    unit = world.by_code.get(unit_code(bvid))
    if unit is not None and fault(world, unit, "bilibili") == "412":
        return json_reply(BANNED, status=412)
    who = profile(world, unit) if unit else None
    work = next((work for work in who.bili_videos if work.id == bvid), None) if who else None
    return json_reply(view_answer(who, work) if who and work else NOBODY)


def _kuaishou(world: World, ask: Ask) -> Reply:
    if ask.path != "/graphql" or ask.method != "POST":
        return NOT_FOUND
    wanted = asked_for(ask)
    if wanted is None:
        return json_reply(NO_QUERY, status=400)
    unit = _holder(world, "kuaishou", wanted)
    if unit is None or not known(ask):
        return json_reply(LOGIN)
    wrong = fault(world, unit, "kuaishou")
    return refused(int(wrong)) if wrong else json_reply(profile_answer(profile(world, unit)))


ANSWERS: dict[str, Callable[[World, Ask], Reply]] = {DOUYIN: _douyin, BILIBILI: _bilibili, KUAISHOU: _kuaishou}


def fault(world: World, unit: Unit, platform: str) -> str:
    """The name of what the unit's account suffers there, ''."""
    hit = struck(world, unit, platform, FAULTS[platform])
    return hit.name if hit else ""


def _holder(world: World, platform: str, id_: str) -> Unit | None:
    return _holders(world, platform).get(id_)


@lru_cache(maxsize=8)
def _holders(world: World, platform: str) -> dict[str, Unit]:
    name = {"douyin": sec_uid, "bilibili": mid, "kuaishou": kuaishou_id}[platform]
    return {name(unit): unit for unit in world.units if presence(world, unit, "video", platform) is Presence.THERE}
