"""Rows of video sheets as facts, of four platforms: works with their plays, and the account's card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...contract import Fact, Page, Post, Profile, Reach, fact
from ..video.works import WORKS
from .cells import Refused, Row, quoted
from .reading import Given, Reading, named, published, timeline, untold

CAPTION = 1000  # characters
CARDS = {"douyin": "profile", "bilibili": "card", "kuaishou": "vision", "shipinhao": "home"}
ADDRESS = re.compile(r"/(?:video|note|short-video|photo|fw/photo)/(BV[0-9A-Za-z]{6,12}|[0-9A-Za-z_-]{6,40})(?:[/?#]|$)")


def _id(row: Row) -> str:
    found = ADDRESS.search(row.plain("url"))
    return row.id("id") or (found[1] if found else "") or named(row)


def _works(page: Page, given: Given) -> Iterator[Fact]:
    posts = [_post(page, row) for row in given.rows]
    yield from posts
    yield from (_reach(page, row) for row in given.rows)
    yield timeline(page, posts, given.since)


def _post(page: Page, row: Row) -> Post:
    counts = row.counts(reposts="shares", comments="comments", likes="likes", reads="plays")
    return fact(
        Post, page, WORKS + _id(row), published=published(row), title=row.words("title")[:CAPTION], original=None,
        pinned=bool(row.flag("pinned")), media=row.media("media"), pictures=None, **counts,
    )  # fmt: skip


def _reach(page: Page, row: Row) -> Reach:
    counts = row.counts(reads="plays", likes="likes", shares="shares", comments="comments")
    return fact(Reach, page, WORKS + _id(row), published=published(row), headline=None, looking=None, **counts)


def _profile(page: Page, given: Given) -> Iterator[Fact]:
    row = given.rows[-1]
    yield fact(
        Profile, page, page.account, name=row.words("account"), description=row.words("description"),
        verified=row.flag("verified"), verified_reason=row.words("verified_reason"), untold=untold(row),
        **row.counts(followers="followers", following="following", posts="posts", likes="likes"),
    )  # fmt: skip


def _card(row: Row, platform: str) -> tuple[str, ...]:
    if platform not in CARDS:
        raise Refused("platform", f"{quoted(row.plain('platform') or platform)}没有账号资料可导入")
    return (CARDS[platform],)


TABLES = {
    "posts": Reading(lambda row, platform: ("works",), _id, _works),
    "account": Reading(_card, lambda row: "", _profile),
}
