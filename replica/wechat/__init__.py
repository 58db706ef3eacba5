"""mp.weixin.qq.com: an account's album and its page, and article pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...contract import Account, Unit
from ..answers import NOT_FOUND, json_reply
from ..draw import Presence, called, rows, struck
from ..world import Ask, Reply, World
from .answers import THROTTLED, UNKNOWN, about_page, album_answer, article_page, client_page, gone_page
from .faults import FAULTS, there
from .profile import album, biz, find, profile
from .truth import truth

hosts: tuple[str, ...] = ("mp.weixin.qq.com",)
ALBUM = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz={biz}&album_id={album}&count=20&f=json"
ABOUT = "https://mp.weixin.qq.com/mp/aboutbiz?__biz={biz}"


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """The unit's WeChat account with the addresses of its album and its page, or the row that says there is none."""
    url = f"{ALBUM} {ABOUT}".format(biz=biz(unit), album=album(unit))
    return rows(world, unit, "wechat", "wechat", biz(unit), called(world, unit, "wechat"), url)


def respond(world: World, ask: Ask) -> Reply:
    """The album, the account's page, or an article's."""
    if ask.path.startswith("/s/"):
        hit = find(world, ask.path.removeprefix("/s/"))
        return Reply(article_page(profile(world, hit[0]), hit[1]) if hit else gone_page())
    unit = _holders(world).get(ask.query.get("__biz", ""))
    fault = struck(world, unit, "wechat", FAULTS) if unit else None
    name = fault.name if fault else ""
    if ask.path == "/mp/aboutbiz":
        return Reply(client_page() if unit is None or name == "client" else about_page(profile(world, unit), name != "about"))
    if ask.path != "/mp/appmsgalbum":
        return NOT_FOUND
    if unit is None or ask.query.get("album_id") != album(unit):
        return json_reply(UNKNOWN)
    return json_reply(THROTTLED if name == "freq" else album_answer(profile(world, unit), ask.query.get("begin_msgid", "")))


@lru_cache(maxsize=8)
def _holders(world: World) -> dict[str, Unit]:
    return {biz(unit): unit for unit in world.units if there(world, unit) is Presence.THERE}


__all__ = ["ALBUM", "FAULTS", "accounts", "hosts", "profile", "respond", "truth"]
