"""vivo's store for phones' browsers: the search for a name, then one App. Documented by others, never recorded."""

from __future__ import annotations

import json
import re

from ...contract import Answer, AppListing, Candidate, Extract, Page, Status, Target, fact
from ..answers import query
from ..shapes import Node, ShapeError, read_json
from .listings import android, downloads, maybe, moment, printed_stars

DETAIL_URL = "https://h5-api.appstore.vivo.com.cn/detailInfo?appId="
KIBIBYTE = 1024
BREAK = re.compile(r"<br\s{0,3}/?>")
KEPT = (
    *("id", "package_name", "title_zh", "developer", "version_name", "upload_time", "score", "raters_count"),
    *("download_count", "size", "introduction"),
)


def vivo_search(answer: Answer) -> Extract:
    """The App of the package that `about` names, among those found under its name; and the look at it."""
    root = read_json(answer.body)
    code = root.at("code")
    if code.whole():
        raise ShapeError(code.path, str(code.value))
    found = root.at("data", "appSearchResponse").get("value")
    apps = [item for item in (found.items() if found else ()) if item.get("id") and item.get("package_name")]
    own = [app for app in apps if app.at("package_name").text() == answer.page.about]
    if not own:
        return Extract(Status.EMPTY, reason=f"not in this store: {len(apps)} Apps found, none of this package")
    key = own[0].at("id").key()
    name, seller = own[0].at("title_zh").text(), own[0].words("developer")
    found_own = fact(Candidate, answer.page, key, store="vivo", name=name, seller=seller, url=f"{DETAIL_URL}{key}")
    return Extract(Status.OK, (found_own,), (Target(f"{DETAIL_URL}{key}", "vivo", about=answer.page.about),))


def vivo(answer: Answer) -> Extract:
    """The listing of the App asked for. A record without an id: the store has no such App."""
    root = read_json(answer.body)
    if not root.get("id"):
        return Extract(Status.EMPTY, reason="not in this store: a record without id")
    if root.at("id").key() != query(answer.page.url).get("appId"):
        raise ShapeError("$.id", "another App than the one asked for")
    if root.at("package_name").text() != answer.page.about:
        raise ShapeError("$.package_name", "another package than the one asked for")
    kept = {name: found.value for name in KEPT if (found := root.get(name))}  # never appComments, which are citizens' words
    return Extract(Status.OK, (_listing(answer.page, root),), redacted=json.dumps(kept).encode())


def _listing(page: Page, root: Node) -> AppListing:
    ratings, size = maybe(root, "raters_count"), maybe(root, "size")
    return android(
        page,
        "vivo",
        page.about,
        name=root.at("title_zh").text(),
        seller=root.words("developer"),
        version=root.at("version_name").text(),
        updated=moment(root, "upload_time", page.seen_at),
        rating=printed_stars(root.get("score"), ratings),
        ratings=ratings.value if ratings else None,
        size=size.value * KIBIBYTE if size else None,
        description=BREAK.sub("\n", root.words("introduction")),
        **downloads(maybe(root, "download_count")),
    )
