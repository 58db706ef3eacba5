"""Four Android stores: which of them answers, and that each answers for what it lists."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256

from ...contract import Unit
from ..answers import NOT_FOUND, json_reply
from ..draw import Presence, presence, struck
from ..world import Ask, Reply, World
from .android import FAULTS, AndroidProfile, Listing, android, android_name, package
from .huawei import NOBODY, appinfo
from .tencent import tencent_missing, tencent_page
from .vivo import UNKNOWN, detail, result_list
from .xiaomi import xiaomi_home, xiaomi_page

HUAWEI = "web-drcn.hispace.dbankcloud.com"
TENCENT = "sj.qq.com"
XIAOMI = "app.mi.com"
VIVO = "h5-api.appstore.vivo.com.cn"
BUSY = Reply(b"", 503, headers={"Retry-After": "120"})
UNAVAILABLE = Reply(b"", 503)
EMPTY = Reply(b"", content_type="application/json")
FORBIDDEN = Reply(b'{"errorCode":"403","errorMsg":"interface code invalid"}', 403, "application/json")
OF_HUAWEI = {"huawei": FORBIDDEN, "shape": EMPTY, "busy": BUSY}
DOWN = Reply(b"<html><body><h1>502 Bad Gateway</h1></body></html>", 502)


def respond(world: World, ask: Ask) -> Reply:
    """What the store that was asked says of a package."""
    return ANSWERS[ask.host](world, ask)


def _huawei(world: World, ask: Ask) -> Reply:
    if ask.method != "POST" or not ask.path.startswith("/edge/webedge/"):
        return NOT_FOUND
    if ask.path.endswith("/getInterfaceCode"):
        return _token(world, ask)
    if not re.fullmatch(re.escape(token(world)) + r"_\d{13}", ask.header("interface-code")):
        return FORBIDDEN
    asked = _asked(ask.body)
    if asked is None or ask.path != "/edge/webedge/appinfo":
        return NOT_FOUND
    unit, app, listing = _listed(world, str(asked.get("pkgName", "")), "huawei")
    if (fault := _fault(world, unit)) in OF_HUAWEI:
        return OF_HUAWEI[fault]
    return json_reply(appinfo(app, listing) if app and listing else NOBODY)


def _token(world: World, ask: Ask) -> Reply:
    """The token in quotation marks, to who says what one says without a token."""
    named = re.fullmatch(r"null_\d{13}", ask.header("interface-code")) and re.fullmatch("[0-9a-f]{32}", ask.header("identity-id"))
    return json_reply(token(world)) if named else FORBIDDEN


def token(world: World) -> str:
    """Huawei's token, the same for everybody."""
    return "eyJh" + sha256(f"interface code {world.seed}".encode()).hexdigest()


def _asked(body: bytes) -> Mapping[str, object] | None:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return asked if isinstance(asked, dict) else None


def _tencent(world: World, ask: Ask) -> Reply:
    unit, app, listing = _listed(world, ask.path.removeprefix("/appdetail/"), "tencent")
    if _fault(world, unit) == "tencent":
        return BUSY
    if not ask.path.startswith("/appdetail/"):
        return NOT_FOUND
    return Reply(tencent_page(app, listing) if app and listing else tencent_missing())


def _xiaomi(world: World, ask: Ask) -> Reply:
    unit, app, listing = _listed(world, ask.query.get("id", ""), "xiaomi")
    if _fault(world, unit) == "xiaomi":
        return FORBIDDEN
    return Reply(xiaomi_page(app, listing) if app and listing and ask.path == "/details" else xiaomi_home())


def _vivo(world: World, ask: Ask) -> Reply:
    if ask.path == "/h5appstore/search/result-list":
        units = [unit for unit in _holders(world).values() if android_name(world, unit) == ask.query.get("key")]
        if any(_fault(world, unit) == "vivo_search" for unit in units):
            return UNAVAILABLE
        return json_reply(result_list(ask.query.get("key", ""), [android(world, unit) for unit in units]))
    number = ask.query.get("appId", "")
    unit, app, listing = _listed(world, f"cn.gov.replica.a{number[2:]}" if number.startswith("99") else "", "vivo")
    if ask.path != "/detailInfo":
        return NOT_FOUND
    if _fault(world, unit) == "vivo":
        return DOWN
    return json_reply(detail(app, listing) if app and listing else UNKNOWN)


ANSWERS: dict[str, Callable[[World, Ask], Reply]] = {HUAWEI: _huawei, TENCENT: _tencent, XIAOMI: _xiaomi, VIVO: _vivo}


def _fault(world: World, unit: Unit | None) -> str:
    fault = struck(world, unit, "android", FAULTS) if unit else None
    return fault.name if fault else ""


def _listed(world: World, name: str, store: str) -> tuple[Unit | None, AndroidProfile | None, Listing | None]:
    """Whose package it is, the App, and what the store lists of it."""
    unit = _holders(world).get(name)
    app = android(world, unit) if unit else None
    return unit, app, app.listings.get(store) if app else None


@lru_cache(maxsize=8)
def _holders(world: World) -> dict[str, Unit]:
    return {package(unit): unit for unit in world.units if presence(world, unit, "app", "android") is Presence.THERE}
