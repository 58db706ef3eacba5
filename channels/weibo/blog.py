"""One post as lists and its own page print it."""

from __future__ import annotations

from collections.abc import Mapping

from ...contract import Page, Post, fact
from ..shapes import Node
from .words import TITLE, own_words

COUNTS = {"reposts": "reposts_count", "comments": "comments_count", "likes": "attitudes_count"}
PINNED = "proweibotop"


def post(page: Page, blog: Node, pinned: bool = False) -> Post:
    """The post; `pinned` where the card around it says so."""
    pictures = next((p.size() for p in map(blog.get, ("pics", "pic_ids")) if p), 0)
    media = (("picture", pictures > 0), ("video", _has_video(blog)))
    return fact(
        Post,
        page,
        blog.at("id").key(),
        published=blog.at("created_at").time(page.seen_at),
        title=own_words(blog.at("text").text())[:TITLE],
        original=blog.get("retweeted_status") is None,
        pinned=pinned or _is_pinned(blog),
        media=tuple(kind for kind, there in media if there),
        pictures=pictures,
        **_counts(blog),
    )


def is_of(blog: Node, uid: str) -> bool:
    """False for somebody else's post among an account's own. Without an author it is the account's."""
    user = blog.get("user")
    return not uid.isdigit() or user is None or user.at("id").key() == uid


def is_long(blog: Node) -> bool:
    """True where the list shows only the beginning."""
    long = blog.get("isLongText")
    if long and long.value not in (0, 1):
        raise long.not_a("yes or no")
    return bool(long and long.value)


def _counts(blog: Node) -> Mapping[str, object]:
    """The three counts. Beyond display_text_min_number Weibo prints 100万+: a count of just so many is that lower bound,
    while larger ones are exact (1049077 stands in a recording of 2019)."""
    found = dict(blog.counts(**COUNTS))
    strategy = blog.get("number_display_strategy")
    if strategy:
        least = strategy.at("display_text_min_number").whole()
        counts = {name: blog.at(theirs).count() for name, theirs in COUNTS.items()}
        found["censored"] = tuple(name for name, count in counts.items() if count and (count.censored or count.value == least))
    return found


def _is_pinned(blog: Node) -> bool:
    """True by any of the four marks that were seen."""
    title, top, kind = blog.get("title"), blog.get("isTop"), blog.get("mblogtype")
    marked = (top and top.value in (1, "1"), kind and kind.value == 2, title and title.words("text") == "置顶")
    return any(marked) or blog.words("profile_type_id").startswith(PINNED)


def _has_video(blog: Node) -> bool:
    info = blog.get("page_info")
    return info is not None and "video" in (info.words("type"), info.words("object_type"))
