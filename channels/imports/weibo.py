"""Rows of Weibo's sheets as facts: posts with their counts, and the account's card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...contract import Fact, Page, Post, Profile, fact
from ..weibo.ids import post_id
from ..weibo.words import TITLE, own_words
from .cells import Refused, Row, quoted
from .reading import Given, Reading, originals, published, timeline, untold

ADDRESS = re.compile(r"(?:weibo\.com/\d{5,12}|m\.weibo\.cn/(?:status|detail|\d{5,12}))/([0-9A-Za-z]{5,24})(?:[/?#]|$)")


def _id(row: Row) -> str:
    """The post's number, which its address gives by a short name."""
    text, field = row.id("id", least=9), "id"
    if not text:
        found = ADDRESS.search(row.plain("url"))
        text, field = (found[1], "url") if found else ("", "url")
    try:
        return post_id(text)
    except ValueError:
        what = "编号" if field == "id" else "链接"
        raise Refused(field, f"{quoted(row.plain(field))}不是一条博文的{what}") from None


def _posts(page: Page, given: Given) -> Iterator[Fact]:
    found = [_post(page, row, original) for row, original in zip(given.rows, originals(given.rows), strict=True)]
    yield from found
    yield timeline(page, found, given.since)


def _post(page: Page, row: Row, original: bool | None) -> Post:
    pictures = row.count("pictures")
    return fact(
        Post,
        page,
        _id(row),
        published=published(row),
        title=row.words("title")[:TITLE],
        original=original,
        pinned=bool(row.flag("pinned")),
        media=row.media("media"),
        pictures=pictures.value if pictures else None,
        **row.counts(reposts="reposts", comments="comments", likes="likes", reads="reads"),
    )


def _profile(page: Page, given: Given) -> Iterator[Fact]:
    row = given.rows[-1]
    yield fact(
        Profile,
        page,
        page.account,
        name=row.words("account"),
        description=row.words("description"),
        verified=row.flag("verified"),
        verified_reason=row.words("verified_reason"),
        likes=None,
        untold=untold(row),
        **row.counts(followers="followers", following="following", posts="posts"),
    )


def _own(text: str) -> str:
    return own_words(text)[:TITLE]


TABLES = {
    "posts": Reading(lambda row, platform: ("timeline",), _id, _posts, own=_own),
    "account": Reading(lambda row, platform: ("profile",), lambda row: "", _profile),
}
