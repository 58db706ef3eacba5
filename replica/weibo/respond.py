"""m.weibo.cn and weibo.com: who shows a login cookie is answered."""

from __future__ import annotations

import re
from dataclasses import replace

from ...contract import Unit
from ..answers import NOT_FOUND, json_reply
from ..world import Ask, Reply, World
from . import desktop, mobile, single
from .blog import Json
from .faults import fault
from .ids import find, holders
from .profile import Post, WeiboProfile, profile

MOBILE, DESKTOP = "m.weibo.cn", "weibo.com"
SEARCH = {"page": 1, "starttime": 0, "endtime": 4_000_000_000}
PASSPORT = "https://passport.weibo.com/visitor/visitor?entry=miniblog&a=enter&url=https%3A%2F%2Fweibo.com%2F"
SENT_AWAY = Reply(b"", 302, headers={"Location": PASSPORT})
ACCOUNTS = ("/api/container/getIndex", "/ajax/profile/info", "/ajax/statuses/mymblog", "/ajax/statuses/searchProfile")
POSTS = (
    "/statuses/extend", "/statuses/show", "/comments/hotflow", "/ajax/statuses/longtext", "/ajax/statuses/show",
)  # fmt: skip


def respond(world: World, ask: Ask) -> Reply:
    """What the host answers; with each answer it sends back the cookie that it was shown, as servers may."""
    cookie = ask.headers.get("Cookie", "")
    reply = _signed_in(world, ask, cookie) if re.search(r"(?:^|;)\s*SUB=[^;\s]", cookie) else _stranger(ask)
    return replace(reply, headers={**reply.headers, "X-Log-Cookie": cookie, "Set-Cookie": cookie}) if cookie else reply


def _stranger(ask: Ask) -> Reply:
    return json_reply(mobile.LOGIN) if ask.host == MOBILE and not ask.path.startswith("/detail/") else SENT_AWAY


def _signed_in(world: World, ask: Ask, cookie: str) -> Reply:
    token = re.search(r"XSRF-TOKEN=([^;\s]+)", cookie)
    if ask.host == DESKTOP and token and ask.headers.get("X-XSRF-TOKEN") != token[1]:
        return json_reply({"error": "Forbidden"}, 403)
    if (ask.host == DESKTOP) is not ask.path.startswith("/ajax/"):
        return NOT_FOUND
    if ask.path in ACCOUNTS:
        return _account(world, ask, cookie)
    if ask.path in POSTS:
        return _post(world, ask, ask.query.get("id", ""), cookie)
    return _post(world, ask, ask.path.removeprefix("/detail/"), cookie) if ask.path.startswith("/detail/") else NOT_FOUND


def _account(world: World, ask: Ask, cookie: str) -> Reply:
    uid = ask.query.get("uid") or ask.query.get("value") or ask.query.get("containerid", "")[6:]
    unit = holders(world).get(uid)
    struck = fault(world, unit)
    if refusal := _refused(ask, struck, cookie):
        return refusal
    if unit is None:
        return json_reply(mobile.NOTHING if ask.host == MOBILE else {"ok": 0, "msg": "用户不存在"})
    who = profile(world, unit)
    if ask.host == DESKTOP:
        return json_reply(desktop.other_shape(who) if struck == "shapes" else _desktop(world, ask, who))
    return json_reply(mobile.other_shape(who) if struck in ("shape", "shapes") else _mobile(world, ask, who))


def _mobile(world: World, ask: Ask, who: WeiboProfile) -> Json:
    if ask.query.get("containerid", "").startswith("107603"):
        return mobile.timeline_answer(world, who, ask.query.get("since_id", ""))
    return mobile.profile_answer(who)


def _desktop(world: World, ask: Ask, who: WeiboProfile) -> Json:
    page, start, end = (_number(ask.query.get(name, ""), default) for name, default in SEARCH.items())
    if ask.path.endswith("/info"):
        return desktop.info(who)
    if ask.path.endswith("/searchProfile"):
        return desktop.search(world, who, start, end, max(1, page))
    return desktop.mymblog(world, who, ask.query.get("since_id", ""), max(1, page))


def _post(world: World, ask: Ask, id_: str, cookie: str) -> Reply:
    hit = find(world, id_)
    if refusal := _refused(ask, fault(world, hit[0]) if hit else "", cookie):
        return refusal
    if hit is None:
        return json_reply(single.NO_POST)
    unit, post = hit
    who = profile(world, unit)
    if ask.path.startswith("/detail/"):
        return Reply(single.detail_page(world, who, post))
    return json_reply(_told(world, ask.path, unit, who, post))


def _told(world: World, path: str, unit: Unit, who: WeiboProfile, post: Post) -> Json:
    if path == "/statuses/extend":
        return single.extended(post)
    if path == "/statuses/show":
        return {"ok": 1, "data": single.shown(world, who, post)}
    if path == "/comments/hotflow":
        return single.hotflow(world, unit, who, post)
    return desktop.longtext(post) if path.endswith("/longtext") else {"ok": 1, **desktop.status(world, who, post)}


def _refused(ask: Ask, struck: str, cookie: str) -> Reply | None:
    """The way to the login, where the account suffers such a fault; it quotes the cookie."""
    if struck == "login":
        return json_reply((mobile.LOGIN if ask.host == MOBILE else desktop.LOGIN) | {"debug": {"cookie": cookie}})
    if struck == "432":
        return Reply(f"cookie expired: {cookie}".encode(), 432) if ask.host == MOBILE else SENT_AWAY
    return None


def _number(text: str, default: int) -> int:
    return min(int(text), 4_000_000_000) if text.isdecimal() and len(text) < 12 else default
