"""Huawei's AppGallery on the web: a token that everybody is given, then one App. Documented by others, never recorded."""

from __future__ import annotations

import json
import re
from urllib.parse import urldefrag

from ...contract import Answer, AppListing, Extract, Page, Status, Target
from ..shapes import Node, ShapeError, read_json
from .listings import android, downloads, maybe, printed_stars

TOKEN_URL = "https://web-drcn.hispace.dbankcloud.com/edge/webedge/getInterfaceCode"
APP_URL = "https://web-drcn.hispace.dbankcloud.com/edge/webedge/appinfo"
TOKEN = re.compile(r"[\x21-\x7e]{8,2000}")  # what may stand in a header


def token(answer: Answer) -> Extract:
    """No fact, and the look that the token opens: at the package that `about` names."""
    root = read_json(answer.body)
    if not TOKEN.fullmatch(root.text()):
        raise root.not_a("token")
    package = answer.page.about
    body = json.dumps({"pkgName": package, "locale": "zh_CN"})
    follow = Target(f"{APP_URL}#{package}", "huawei", method="POST", about=root.text(), body=body)
    return Extract(Status.OK, follow=(follow,))


def huawei(answer: Answer) -> Extract:
    """The listing of the package that the fragment of the address names. An object without one: the store has no such App."""
    package, root = urldefrag(answer.page.asked or answer.page.url).fragment, _clean(read_json(answer.body))
    if not (root.get("appId") or root.get("pkgName")):
        return Extract(Status.EMPTY, reason="not in this store")
    if root.at("pkgName").text() != package:
        raise ShapeError("$.pkgName", "another App than the one asked for")
    shelf = root.get("isShelves")
    if shelf and not shelf.whole():
        return Extract(Status.EMPTY, reason="off its shelves")
    return Extract(Status.OK, (_listing(answer.page, package, root),))


def _listing(page: Page, package: str, root: Node) -> AppListing:
    ratings, size = maybe(root, "totalStarRatingCount") or maybe(root, "rateNum"), root.at("size").count()
    privacy = root.words("privacyUrl")
    return android(
        page,
        "huawei",
        package,
        name=root.at("name").text(),
        seller=root.at("developerName").text(),
        version=root.at("version").text(),
        updated=root.at("releaseDate").time(page.seen_at),
        rating=printed_stars(root.get("averageRating"), ratings),
        ratings=ratings.value if ratings else None,
        size=size.value if size else None,
        description=root.words("description"),
        release_notes=root.words("newFeatures"),
        privacy=privacy if privacy.startswith(("http://", "https://")) else "",
        **downloads(maybe(root, "downCount")),
    )


def _clean(root: Node) -> Node:
    """The object without the \\0 that stand in some of its texts."""
    if not isinstance(root.value, dict):
        raise root.not_a("object")
    return Node({name: text.replace("\0", "") if isinstance(text, str) else text for name, text in root.value.items()})
