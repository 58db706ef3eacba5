"""The pages of 应用宝: the App's data in a script, among that of other Apps, and what citizens say of it."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from ..answers import template
from .android import AndroidProfile, Listing
from .citizens import person, words

Json = dict[str, Any]


def tencent_page(app: AndroidProfile, listing: Listing) -> bytes:
    """The page of an App; in every fourth the list of its data is a string."""
    items: list[Json] = [_about(app, listing), {"appScore": _score(listing)}, {"comments": _comments(app, listing)}]
    as_text = app.turn % 4 == 0
    detail = {"name": "GameDetail", "itemData": json.dumps(items, ensure_ascii=False) if as_text else items}
    parts = [_part("TopNav", []), {"cardId": "99", "data": detail}, _part("YouMayAlsoLike", [_other(1), _other(2)])]
    return _page(f"{app.name}app下载官方版-{app.name}最新版本下载-应用宝官网", parts)


def tencent_missing() -> bytes:
    """The page for a package that is not listed."""
    return _page("404-找不到页面-应用宝官网", [_part("TopNav", []), _part("YouMayAlsoLike", [_other(3)])])


def _about(app: AndroidProfile, listing: Listing) -> Json:
    epoch = int(listing.updated.timestamp())
    return {
        "pkg_name": app.package,
        "app_id": str(app.number),
        "name": app.name,
        "version_name": listing.version,
        "update_time": str(epoch) if app.turn % 2 else epoch,
        "developer": app.developer,
        "description": f"{app.name}，官方移动服务平台。",
        "new_feature": listing.notes,
        "apk_size": str(app.size),
        "download_num": str(listing.downloads),
        "average_rating": f"{listing.stars:.1f}",
    }


def _score(listing: Listing) -> Json:
    best = listing.ratings * 3 // 4
    return {
        "score": listing.stars if listing.ratings % 2 else f"{listing.stars:.1f}",
        "total": listing.ratings if listing.ratings % 3 else str(listing.ratings),
        "mulScore": {"1": listing.ratings - best, "2": 0, "3": 0, "4": 0, "5": best},
    }


def _comments(app: AndroidProfile, listing: Listing) -> list[Json]:
    """The newest words of citizens."""
    return [_comment(app.number + n, int(listing.updated.timestamp()) + n) for n in range(min(3, listing.ratings))]


def _comment(number: int, written: int) -> Json:
    said = {"content": words(number), "commentID": f"99{number}", "createTime": written, "praiseNum": 2, "replyNum": 0}
    return {"comment": said | {"mulDimensionScore": {"total": 5}}, "user": {"nickName": person(number), "uid": f"99{number}"}}


def _other(number: int) -> Json:
    """Another App, whose numbers are nobody's."""
    name = f"天气小助手{number}"
    ids = {"pkg_name": f"org.replica.other{number}", "app_id": f"98{number}"}
    return ids | {"name": name, "version_name": "9.9", "update_time": "1700000000", "developer": name, "average_rating": "1.0"}


def _part(name: str, items: list[Json]) -> Json:
    return {"cardId": "98", "data": {"name": name, "itemData": items}}


def _page(title: str, parts: list[Json]) -> bytes:
    props = {"seoMeta": {"title": title}, "dynamicCardResponse": {"ret": 0, "msg": "success", "data": {"components": parts}}}
    told = {"props": {"pageProps": props, "__N_SSP": True}, "page": "/appdetail/[pkgname]", "buildId": "replica"}
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return template("tencent.html").render(title=title, data=Markup(data)).encode()
