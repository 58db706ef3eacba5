"""gkmlpt, Guangdong's directory of open information: /gkmlpt/index with a tree of columns, their articles as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ...contract import Answer
from ..shapes import Node, ShapeError, read_json
from .about import About
from .decode import decode
from .lists import Family, Feed, Line, Listing, general
from .page import Doc, bare
from .urls import resolve
from .vocabulary import kind_of

PAGE = 100
_SID = re.compile(r"\bSID[\"']?\s*:\s*[\"']?(\w{1,20})")
_NODE = re.compile(r"\{([^{}\[\]]{0,2000})")
_ID = re.compile(r"(?:^|[\s,])[\"']?id[\"']?\s*:\s*[\"']?(\d{1,12})")
_NAME = re.compile(r"(?:^|[\s,])[\"']?name[\"']?\s*:\s*(?:\"([^\"]{1,120})\"|'([^']{1,120})')")
_MAX_TREE = 500_000


def recognises(doc: Doc) -> bool:
    """True for the shell with the tree of columns."""
    return "/gkmlpt/" in doc.text + doc.page.url and "_CONFIG" in doc.text


def read(doc: Doc) -> Listing:
    """The feed of the column of the tree that is called as this one; page 1, for page 0 is the same."""
    script = next((script for script in doc.scripts if "_CONFIG" in script and "TREE" in script), "")
    sid, column = _SID.search(script), _column(doc, list(_nodes(script[script.find("TREE") :][:_MAX_TREE])))
    if not sid or not column:
        return general(doc, "gkmlpt")
    return Listing((), False, "gkmlpt", feed=resolve(doc.base, f"/gkmlpt/api/all/{column}?page=1&sid={sid[1]}"))


def read_feed(answer: Answer) -> Listing:
    """The articles of one page of a column."""
    page = answer.page
    root = read_json(decode(answer.body, answer.content_type or page.content_type)[0].encode())
    found = tuple(line for node in root.at("articles").items() if (line := _line(node, answer)))
    here = FEED.place(page.url)
    more = bool(found) and PAGE * (here - 1) + root.at("articles").size() < _total(root)
    return Listing(found, more, "gkmlpt", re.sub(r"\bpage=\d+", f"page={here + 1}", page.url) if more else "")


def _line(node: Node, answer: Answer) -> Line | None:
    url = resolve(answer.page.url, node.at("url").text())
    at = node.at("display_publish_time")
    published = at.time(answer.page.seen_at) if at.value else None
    return Line(url, node.at("title").text(), published) if url else None


def _total(root: Node) -> int:
    classify = root.get("classify")
    counted = (classify.get("post_count") if classify else None) or root.get("total")
    if counted is None:
        raise ShapeError("$.classify.post_count", "missing")
    return counted.whole()


def _column(doc: Doc, nodes: list[tuple[str, str]]) -> str:
    """The id of the node that is called as the column, else of the first of its kind, else of the first."""
    about = About.of(doc.page)
    called = {bare(name) for name in (about.name, doc.metas.get("columnname", "")) if name}
    ours = {kind_of(name) for name in called} | {about.kind}
    exact = next((number for number, name in nodes if bare(name) in called), "")
    alike = next((number for number, name in nodes if (kind := kind_of(name)) and kind in ours), "")
    return exact or alike or (nodes[0][0] if nodes else "")


def _nodes(tree: str) -> Iterator[tuple[str, str]]:
    for found in _NODE.finditer(tree):
        number, name = _ID.search(found[1]), _NAME.search(found[1])
        if number and name:
            yield number[1], _unescaped(name[1] or name[2])


def _unescaped(name: str) -> str:
    if "\\" not in name:
        return name
    try:
        return str(json.loads(f'"{name}"'))
    except ValueError:
        return name


FEED = Feed("/gkmlpt/api/", "page", read_feed)
FAMILY = Family("gkmlpt", recognises, read, FEED)
