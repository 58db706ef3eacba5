"""苏州: shells that load their lists from /szinf/info/getInfoCommon/ as JSON."""

from __future__ import annotations

import re

from ...contract import Answer
from ..shapes import Node, ShapeError, read_json
from .dates import read_date
from .decode import decode
from .lists import Family, Feed, Line, Listing, general
from .page import Doc
from .urls import parameter, resolve

INFO = "/szinf/info/getInfoCommon"
SIZE = 20
_CHANNEL = re.compile(r"channel_?id[\"']?\s*[:=]\s*[\"']?([\w,-]{1,64})", re.I)


def recognises(doc: Doc) -> bool:
    """True where a script of the page asks for the list."""
    return INFO in doc.text


def read(doc: Doc) -> Listing:
    """The feed of the channel that the script names."""
    named = (found for script in doc.scripts for found in _CHANNEL.finditer(script))
    channel = next((found[1] for found in named), "")
    if not channel:
        return general(doc, "suzhou")
    return Listing((), False, "suzhou", feed=resolve(doc.base, f"{INFO}/?pagesize={SIZE}&currpage=1&channelid={channel}"))


def read_feed(answer: Answer) -> Listing:
    """The lines of one page; without a total it goes on while pages are full."""
    page = answer.page
    root = read_json(decode(answer.body, answer.content_type or page.content_type)[0].encode())
    rows = root.at("infolist")
    found = tuple(line for node in rows.items() if (line := _line(node, answer)))
    here, total, given = FEED.place(page.url), root.get("totalcount"), parameter(page.url, frozenset({"pagesize"}))
    size = int(given) if given.isdecimal() and 0 < len(given) < 5 else SIZE
    more = bool(found) and (_whole(total) > here * size if total else rows.size() >= size)
    return Listing(found, more, "suzhou", re.sub(r"\bcurrpage=\d+", f"currpage={here + 1}", page.url) if more else "")


def _line(node: Node, answer: Answer) -> Line | None:
    url = resolve(answer.page.url, node.at("link").text())
    return Line(url, node.at("title").text(), read_date(node.at("pubtime").text(), answer.page.seen_at)) if url else None


def _whole(total: Node) -> int:
    """A number, printed as one or as text."""
    if isinstance(total.value, str) and total.value.strip().isdecimal():
        return int(total.value.strip()[:9])
    if isinstance(total.value, str):
        raise ShapeError(total.path, "not a whole number")
    return total.whole()


FEED = Feed(INFO, "currpage", read_feed)
FAMILY = Family("suzhou", recognises, read, FEED)
