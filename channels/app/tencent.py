"""应用宝: the page of one App, which carries its data, and citizens' comments, as JSON in a script. Never recorded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ...contract import Answer, AppListing, Extract, Page, Status
from ..shapes import Node, ShapeError, read_json
from .listings import android, downloads, maybe, moment, printed_stars

OPENS = re.compile(rb'<script id="__NEXT_DATA__"[^<>]{0,200}>')
TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})")
GONE = re.compile(r"找不到|(?<!\d)404(?!\d)")
WAY = ("props", "pageProps", "dynamicCardResponse", "data", "components")
KEPT = (
    *("pkg_name", "name", "version_name", "update_time", "developer", "description", "apk_size", "download_num"),
    "average_rating",
)
SCORE = ("score", "total")


def tencent(answer: Answer) -> Extract:
    """The listing of the package that ends the address. The page of an unknown one answers 200 and says so in its title."""
    package = unquote(urlsplit(answer.page.asked or answer.page.url).path).rpartition("/")[2]
    start = OPENS.search(answer.body)
    data = answer.body[start.end() :].partition(b"</script")[0] if start else b""
    found = next(_entries(read_json(data), package), None) if start else None
    if found is None:
        title = TITLE.search(answer.body[:20_000].decode("utf-8", "replace"))
        if title and GONE.search(title[1]):
            return Extract(Status.EMPTY, reason="not in this store")
        raise ShapeError("__NEXT_DATA__", "no App of that package" if start else "missing")
    app, score = found
    return Extract(Status.OK, (_listing(answer.page, package, app, score),), redacted=_without_words(app, score))


def _entries(root: Node, package: str) -> Iterator[tuple[Node, Node | None]]:
    """The App of that package in each card that shows it, beside the card's appScore; those of one App alone first."""
    node = root
    for name in WAY:
        node = node.get(name) or Node([], f"{node.path}.{name}")
        if not node.value:
            return
    cards = [card for component in node.items() if (card := component.get("data"))]
    for card in sorted(cards, key=lambda c: c.get("name") is None or c.at("name").value != "GameDetail"):
        items = [item for item in _items(card) if isinstance(item.value, dict)]
        apps = [item for item in items if (whose := item.get("pkg_name")) and whose.value == package]
        if apps:
            yield apps[0], next((score for item in items if (score := item.get("appScore"))), None)


def _items(card: Node) -> Iterator[Node]:
    """The items of a card, which some versions of the page print as JSON in a text."""
    given = card.get("itemData")
    if given is None or given.value == "":
        return iter(())
    return read_json(given.value.encode()).items() if isinstance(given.value, str) else given.items()


def _listing(page: Page, package: str, app: Node, score: Node | None) -> AppListing:
    ratings, size = maybe(score, "total") if score else None, maybe(app, "apk_size")
    return android(
        page,
        "tencent",
        package,
        name=app.at("name").text(),
        seller=app.words("developer"),
        version=app.at("version_name").text(),
        updated=moment(app, "update_time", page.seen_at),
        rating=printed_stars(score.get("score") if score else app.get("average_rating"), ratings),
        ratings=ratings.value if ratings else None,
        size=size.value if size else None,
        description=app.words("description"),
        **downloads(maybe(app, "download_num")),
    )


def _without_words(app: Node, score: Node | None) -> bytes:
    """The page with what the reader needs of the App, and no comment."""
    items: list[object] = [_only(app, KEPT)]
    if score:
        items.append({"appScore": _only(score, SCORE)})
    kept: object = [{"data": {"name": "GameDetail", "itemData": items}}]
    for name in reversed(WAY):
        kept = {name: kept}
    text = json.dumps(kept).replace("<", "\\u003c")
    return f'<script id="__NEXT_DATA__" type="application/json">{text}</script>'.encode()


def _only(node: Node, names: tuple[str, ...]) -> dict[str, object]:
    return {name: found.value for name in names if (found := node.get(name))}
