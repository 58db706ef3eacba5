"""Douyin without a signature: an account's counts, and the share page of one video. It refuses with an empty page."""

from __future__ import annotations

import re

from ...contract import Answer, Extract, Page, Post, Profile, Status, fact
from ..shapes import Ended, Node, ShapeError, read_json

VIDEO = re.compile(r"/(?:video|note)/(\d{1,25})")
DATA = re.compile(rb"window\._ROUTER_DATA\s{0,4}=\s{0,4}")
CAPTION = 1000  # characters


def profile(answer: Answer) -> Extract:
    user = answered(answer).at("user_info")
    marks = [user.words(name) for name in ("custom_verify", "enterprise_verify_reason") if user.at(name)]
    found = fact(
        Profile,
        answer.page,
        user.words("sec_uid") or answer.page.account,  # unique_id is '' for many; both ids can be changed by the owner
        name=user.at("nickname").text(),
        description=user.at("signature").text(),
        verified=any(marks),
        verified_reason=" ".join(filter(None, marks)),
        # not mplatform_followers_count: it adds the followers on 头条 and 西瓜, and many count twice
        **user.counts(followers="follower_count", following="following_count", posts="aweme_count", likes="total_favorited"),
    )
    return Extract(Status.OK, (found,))


def share(answer: Answer) -> Extract:
    """One video. The page carries its data as JSON in a script; an empty list stands for a video that is gone."""
    rows = list(_rows(given(answer)))
    asked = VIDEO.search(answer.page.url)
    items = [row for row in rows if asked is None or row.at("aweme_id").key() == asked[1]]
    if rows and not items:
        raise ShapeError("item_list", "another video than the one asked for")
    if not items or any(map(deleted, items)):
        return Extract(Status.DELETED, reason="no such video")
    return Extract(Status.OK, tuple(video(answer.page, item) for item in items))


def given(answer: Answer) -> bytes:
    """The bytes of an answer that has some: Douyin refuses by 200 and nothing."""
    if not answer.body.strip():
        raise Ended(Status.BLOCKED, "empty answer")
    return answer.body


def answered(answer: Answer) -> Node:
    """The root of an answer that says status_code 0."""
    root = read_json(given(answer))
    said = root.at("status_code").whole()
    if said:
        raise ShapeError("$.status_code", str(said))
    return root


def deleted(item: Node) -> bool:
    """True for a video that its list still names and nobody can see."""
    status = item.get("status")
    gone = status.get("is_delete") if status else None
    return bool(gone and gone.value)


def video(page: Page, item: Node, prefix: str = "") -> Post:
    """One item of a list, or of a share page, as a post."""
    images, statistics = item.get("images"), item.at("statistics")
    names = {"reposts": "share_count", "comments": "comment_count", "likes": "digg_count"}
    plays = statistics.get("play_count")
    if plays and (count := plays.count()) and count.value:  # 0 stands for every video: Douyin does not tell
        names["reads"] = "play_count"
    return fact(
        Post,
        page,
        prefix + item.at("aweme_id").key(),
        published=item.at("create_time").time(page.seen_at),
        title=item.at("desc").text()[:CAPTION],
        pinned=bool(item.get("is_top")) and item.at("is_top").whole() == 1,
        media=("picture",) if images else ("video",),
        pictures=images.size() if images else 0,
        **statistics.counts(**names),
    )


def _rows(body: bytes) -> list[Node]:
    found = DATA.search(body)
    if found is None:
        raise ShapeError("window._ROUTER_DATA", "missing")
    end = body.find(b"</script", found.end())
    pages = read_json(body[found.end() : end if end >= 0 else None].strip().rstrip(b";")).at("loaderData")
    if not isinstance(pages.value, dict):
        raise pages.not_a("object")
    for name in pages.value:
        if name.endswith("/page"):  # video_(id)/page; note_(id)/page where it is pictures
            return list(pages.at(name, "videoInfoRes", "item_list").items())
    raise ShapeError(pages.path, "no page")
