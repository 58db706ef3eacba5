"""m.weibo.cn: profile and timeline, for those who show a login cookie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from ..contract import Account, Status, Unit
from .answers import NOT_FOUND, json_reply
from .draw import Fault, Presence, found, mean, presence, rows, standing, struck
from .weibo_answers import LOGIN, NOTHING, other_shape, profile_answer, timeline_answer
from .weibo_profile import profile, uid
from .world import Ask, Reply, Truth, World

hosts: tuple[str, ...] = ("m.weibo.cn",)
MONTH = timedelta(days=30)
FAULTS = (
    Fault("login", 0.02, Status.LOGIN_REQUIRED),
    Fault("432", 0.02, Status.LOGIN_REQUIRED),
    Fault("shape", 0.02, Status.CHANGED_SHAPE),
)


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """The unit's Weibo account, or the row that says there is none."""
    return rows(world, unit, "weibo", "weibo", uid(unit), f"{unit.name}发布", f"https://m.weibo.cn/u/{uid(unit)}")


def respond(world: World, ask: Ask) -> Reply:
    """Profile or timeline of the account asked for; without a login, the way to it."""
    if ask.path != "/api/container/getIndex":
        return NOT_FOUND
    containerid = ask.query.get("containerid", "")
    unit = _holders(world).get(ask.query.get("value") or containerid[6:])
    fault = struck(world, unit, "weibo", FAULTS) if unit else None
    if not _signed_in(ask) or (fault and fault.name == "login"):
        return json_reply(LOGIN)
    if fault and fault.name == "432":
        return Reply(b"", 432)
    if unit is None:
        return json_reply(NOTHING)
    who = profile(world, unit)
    if fault:
        return json_reply(other_shape(who))
    if containerid.startswith("107603"):
        return json_reply(timeline_answer(world, who, ask.query.get("since_id", "")))
    return json_reply(profile_answer(who))


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """What must be measured of the unit on this channel."""
    status = standing(presence(world, unit, "weibo", "weibo"), struck(world, unit, "weibo", FAULTS))
    for metric, value in _stated(world, unit):
        censored = metric == "followers" and profile(world, unit).at_least and status is Status.OK
        yield found(unit, f"weibo.{metric}", value, Status.CENSORED if censored else status)


def _stated(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    who = profile(world, unit)
    month = [post for post in who.posts if world.as_of - MONTH < post.published <= world.as_of]
    yield "posts_per_day", len(month) / 30
    yield "active_days_share", len({post.published.date() for post in month}) / 30
    yield "originals_share", mean([post.original for post in month])
    yield "service_posts_share", mean([post.service != "" for post in month])
    yield "comments_per_post", mean([post.comments for post in month])
    yield "callouts_share", mean([post.callout != "" for post in month])
    yield "silent_days", min([(world.as_of.date() - post.published.date()).days for post in who.posts], default=None)
    yield "verified", float(who.government)
    yield "media_share", mean([post.video for post in month])
    yield "reposts_per_post", mean([post.reposts for post in month])
    yield "likes_per_post", mean([post.likes for post in month])
    yield "followers", float(who.followers)


def _signed_in(ask: Ask) -> bool:
    return re.search(r"(?:^|;)\s*SUB=[^;\s]", ask.headers.get("Cookie", "")) is not None


@lru_cache(maxsize=8)
def _holders(world: World) -> dict[str, Unit]:
    return {uid(unit): unit for unit in world.units if presence(world, unit, "weibo", "weibo") is Presence.THERE}
