"""A post's own words. Those of other people, which reposts carry along, go neither into a fact nor into the archive."""

from __future__ import annotations

import json
import re
from html import escape

from ..markup import plain
from ..shapes import Node

TITLE = 140  # characters, once the length of a post
ANSWERED = re.compile(r"回复@[\w\-]{1,40}")
QUOTE = re.compile(r"//(?:<[^<>]*>){0,4}@")
QUOTED = "//@"
CUT = re.compile(r"(?:\s?(?:\.\.\.|…)\s?(?:全文|展开)){1,9}$")  # where the list shows only the beginning
# what the reader needs of a post, and nothing in which somebody else could speak
KEPT = (
    "id", "mid", "bid", "mblogid", "created_at", "reposts_count", "comments_count", "attitudes_count", "isLongText",
    "number_display_strategy", "isTop", "mblogtype", "profile_type_id", "title", "pics", "pic_ids",
)  # fmt: skip
SOMEBODY = {"user": {"id": 0}}


def own_words(html: str) -> str:
    """The text up to the first quoted repost (//@), without tags and without the name of whom it answers."""
    text = plain(html).split(QUOTED, 1)[0]
    return CUT.sub("", " ".join(ANSWERED.sub("回复@", text).split()))


def own_html(html: str) -> str:
    """The same with its tags."""
    return QUOTE.split(html, maxsplit=1)[0]


def quotes(html: str) -> bool:
    """True where somebody else's words or name stand in it."""
    text = plain(html)
    return QUOTED in text or ANSWERED.search(text) is not None


def written(words: str, after: str = "") -> str:
    """Own words as they are kept: as HTML, with the mark that something was left out."""
    return escape(words) + after + QUOTED


def without_others(root: Node, blogs: list[Node], others: list[Node]) -> bytes | None:
    """The answer with reposts cut down to the account's own part, `others` left out; None where there is nothing to cut."""
    own = [(blog.value, _own(blog)) for blog in blogs if blog.get("retweeted_status") or quotes(blog.at("text").text())]
    replaced = own + [(blog.value, SOMEBODY) for blog in others]
    for value, kept in replaced:
        if isinstance(value, dict):
            value.clear()
            value.update(kept)
    return json.dumps(root.value).encode() if replaced else None


def _own(blog: Node) -> dict[str, object]:
    """The post without what somebody else said or is."""
    kept = {name: found.value for name in KEPT if (found := blog.get(name))}
    kept["text"] = written(own_words(blog.at("text").text()))
    if blog.get("retweeted_status"):
        kept["retweeted_status"] = {}
    info = blog.get("page_info")
    if info:
        kept["page_info"] = {name: info.words(name) for name in ("type", "object_type")}
    return kept
