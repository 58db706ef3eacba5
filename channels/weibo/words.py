"""A post's own words. Those of other people, which reposts carry along, go neither into a fact nor into the archive."""

from __future__ import annotations

import json
import re
from html import escape, unescape

from ..shapes import Node

TITLE = 140  # characters, once the length of a post
TAG = re.compile(r"<[^<>]*>")
ANSWERED = re.compile(r"回复@[\w\-]{1,40}")
# what the reader needs of a post, and nothing in which somebody else could speak
KEPT = (
    "id", "mid", "bid", "created_at", "reposts_count", "comments_count", "attitudes_count",
    "isTop", "mblogtype", "profile_type_id", "title", "pics", "pic_ids",
)  # fmt: skip


def own_words(html: str) -> str:
    """The text up to the first quoted repost (//@), without tags and without the name of whom it answers."""
    text = unescape(TAG.sub("", html)).split("//@", 1)[0]
    return " ".join(ANSWERED.sub("回复@", text).split())


def without_others(root: Node, blogs: list[Node]) -> bytes | None:
    """The answer with reposts cut down to the account's own part, None where there is nothing to cut."""
    quoting = [(blog.value, _own(blog)) for blog in blogs if _quotes(blog)]
    for value, own in quoting:
        if isinstance(value, dict):
            value.clear()
            value.update(own)
    return json.dumps(root.value).encode() if quoting else None


def _own(blog: Node) -> dict[str, object]:
    """The post without what somebody else said or is."""
    kept = {name: found.value for name in KEPT if (found := blog.get(name))}
    kept["text"] = escape(own_words(blog.at("text").text()))
    if blog.get("retweeted_status"):
        kept["retweeted_status"] = {}
    info = blog.get("page_info")
    if info:
        kept["page_info"] = {name: info.words(name) for name in ("type", "object_type")}
    return kept


def _quotes(blog: Node) -> bool:
    text = unescape(TAG.sub("", blog.at("text").text()))
    return bool(blog.get("retweeted_status") or "//@" in text or ANSWERED.search(text))
