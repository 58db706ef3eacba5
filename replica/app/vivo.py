"""The answers of vivo's store: what a search lists, and an App's record with what citizens say of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .android import AndroidProfile, Listing
from .citizens import person, words

Json = dict[str, Any]
UNKNOWN: Json = {"title_zh": None, "package_name": None, "score": 0, "raters_count": 0, "appComments": []}


def result_list(key: str, apps: Iterable[AndroidProfile]) -> Json:
    """What a search lists: a card without an App, a stranger of the same name, and those that the store has."""
    stranger = {"id": 98765432, "title_zh": key, "package_name": "org.replica.stranger", "developer": "星汉互动科技有限公司"}
    own = [_hit(app) for app in apps if "vivo" in app.listings]
    value = [{"cardType": 21, "title": "大家还在搜"}, stranger, *own] if key else []
    return {"code": 0, "data": {"appSearchResponse": {"result": bool(value), "maxPage": 1, "value": value}}}


def _hit(app: AndroidProfile) -> Json:
    said = {"title_zh": app.name, "package_name": app.package, "developer": app.developer}
    return {"id": app.number, **said, "score": app.listings["vivo"].stars, "remark": "官方移动服务平台"}


def detail(app: AndroidProfile, listing: Listing) -> Json:
    """The record of an App."""
    return {
        "id": app.number,
        "title_zh": app.name,
        "package_name": app.package,
        "version_name": listing.version,
        "version_code": str(1000 + app.number % 1000),
        "score": listing.stars,
        "raters_count": listing.ratings,
        "download_count": listing.downloads,
        "size": app.size // 1024,
        "upload_time": f"{listing.updated:%Y-%m-%d %H:%M:%S}",
        "developer": app.developer,
        "introduction": f"{app.name}，官方移动服务平台。",
        "appComments": [_comment(app.number + n) for n in range(min(2, listing.ratings))],
    }


def _comment(number: int) -> Json:
    return {"id": number, "user_name": person(number), "comment": words(number), "score": 5, "comment_date": "2026-09-01"}
