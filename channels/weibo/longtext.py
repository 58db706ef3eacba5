"""A long post in full."""

from __future__ import annotations

import json
import re
from html import escape, unescape

from ...contract import Answer, Extract, FullText, Status, fact
from ..answers import query
from ..guides import guides
from ..shapes import INVISIBLE, Node
from .answered import answered, post_of
from .words import QUOTED, own_html, own_words, quotes, written

LONGEST = 100_000  # characters with tags; the longest posts have some 15,000
HREF = re.compile(r"href=[\"']?([^\s\"'<>]{1,2000})")
ADDRESS = re.compile(r"http[^\s\"'<>]{0,390}")  # what is written as a link and read again is the same
OUTWARD = "://weibo.cn/sinaurl?"  # the platform's own way out: ?u=


def longtext(answer: Answer) -> Extract:
    """Its length without blanks, and how many addresses under gov.cn it leads to, by short links where they are explained."""
    root = answered(answer)
    data = root.get("data") if root else None
    if data is None:
        return Extract(Status.EMPTY, reason="no long text")
    html, key = _text(data.at("longTextContent")), post_of(answer.page)
    words, links = own_words(html), _links(data, own_html(html))
    length = len("".join(words.split()))
    found = fact(FullText, answer.page, key, length=length, guides=guides(words, *links))
    redacted = _own(words, links) if quotes(html) else None
    return Extract(Status.OK if words else Status.EMPTY, (found,), redacted=redacted)


def _text(node: Node) -> str:
    if not isinstance(node.value, str):
        raise node.not_a("text")
    return INVISIBLE.sub("", node.value[:LONGEST])


def _links(data: Node, html: str) -> list[str]:
    """Where the account's own words lead: its links, and the short ones that the answer explains."""
    hrefs = [unescape(found) for found in HREF.findall(html)]
    out = [query(url).get("u", "") if OUTWARD in url else url for url in hrefs]
    known = data.get("url_struct")
    told = [link for link in (known.items() if known else ()) if (link.words("short_url") or "\0") in html]
    found = (*out, *(link.words("long_url") or link.words("ori_url") for link in told))
    return [url[0] for url in map(ADDRESS.match, found) if url and QUOTED not in url[0]]


def _own(words: str, links: list[str]) -> bytes:
    """The answer without what others said."""
    shown = "".join(f'<a href="{escape(url)}"></a>' for url in links)
    return json.dumps({"ok": 1, "data": {"longTextContent": written(words, shown)}}).encode()
