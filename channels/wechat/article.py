"""An article page, two to three million bytes of it: only the places that matter are looked at.

Two templates carry an article: the classic one with `var ct`, and that of pictures and short texts, which has
`window.cgiDataNew` and `window.ct`. A small page may be a notice instead; it answers 200 all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...contract import Answer, Extract, Page, Post, Profile, Status, fact
from ..shapes import Ended, ShapeError
from ..times import read_time
from .album import article_id
from .script import code, objects, words

PICTURE = re.compile(r"<img\b[^<>]*\sdata-src=")
# WeChat's own script looks for players by class `video_iframe` and attribute `data-mpvid`, whatever the element
IN_BODY = (
    ("video", re.compile(r"<(?:mpvideosnap|mp-common-videosnap|video)\b|<\w[^<>]*(?:\bvideo_iframe\b|\bdata-mpvid=)")),
    ("audio", re.compile(r"<(?:mpvoice|mp-common-mpaudio|qqmusic)\b")),
    ("miniprogram", re.compile(r"<(?:mp-miniprogram|mp-common-miniprogram)\b|\bdata-miniprogram-appid=")),
)
TAG = re.compile(r"<[^<>]*>")
# window.ITEM_SHOW_TYPE_MAP, and 11 for shared articles; some are of one medium
SHOW_TYPES = {"0": "", "5": "video", "6": "audio", "7": "audio", "8": "picture", "10": "", "11": "", "17": ""}
REPOST = "2"  # copyright_stat; 1 is a declared original
NOTICE_BYTES = 200_000
NOTICE = re.compile(rb"weui-msg__title[^<>]{0,40}>\s{0,200}([^<>]{1,200})<")
# Author or platform took it away: a finding about the article. "For now", and a captcha: findings about our look.
NOTICES = (
    ("该内容已被发布者删除", Status.DELETED),
    ("The content has been deleted by the author", Status.DELETED),
    ("因违规无法查看", Status.DELETED),
    ("该内容暂时无法查看", Status.BLOCKED),
    ("环境异常", Status.BLOCKED),
)


@dataclass(frozen=True, slots=True)
class Read:
    """What both templates give. `html` is the article's body, `pictures` those that lie outside of it."""

    user_name: str
    nickname: str
    title: str
    ct: str
    original: bool | None
    html: str
    pictures: int = 0
    medium: str = ""


def article(answer: Answer) -> Extract:
    read = _classic(answer.body) or _shared(answer.body)
    if read is None:
        raise _instead(answer.body)
    return Extract(Status.OK, (_account(answer.page, read), _post(answer.page, read)))


def _classic(page: bytes) -> Read | None:
    ct = code(page, b"var ct")
    if ct is None:
        return None
    at = page.find(b'id="js_content"')
    if at < 0:
        raise ShapeError("#js_content", "missing")
    source = code(page, b"var source_encode_biz")
    return Read(
        user_name=words(page, b"var user_name"),
        nickname=words(page, b"var nickname"),
        title=words(page, b"var msg_title"),
        ct=ct,
        original=None if source is None else not source,
        html=page[page.find(b">", at) + 1 : page.find(b"<script", at)].decode("utf-8", "replace"),
    )


def _shared(page: bytes) -> Read | None:
    start = page.find(b"window.cgiDataNew")
    if start < 0:
        return None
    kind, stat = words(page, b"item_show_type"), code(page, b"copyright_stat", start)
    if kind not in SHOW_TYPES:
        raise ShapeError("item_show_type", f"unknown template {kind!r}")
    return Read(
        user_name=words(page, b"user_name", start),
        nickname=words(page, b"nick_name", start),
        title=words(page, b"title", start),
        ct=words(page, b"window.ct"),
        original=None if stat is None else stat != REPOST,
        html=code(page, b"content_noencode", start) or "",
        pictures=objects(page, b"picture_page_info_list", start),
        medium=SHOW_TYPES[kind],
    )


def _instead(page: bytes) -> Ended:
    """What stands in an article's place."""
    if len(page) <= NOTICE_BYTES:
        for phrase, status in NOTICES:
            if phrase.encode() in page:
                return Ended(status, phrase)
        notice = NOTICE.search(page)
        if notice:
            return ShapeError("notice", notice[1].decode("utf-8", "replace").strip())
    something = b'id="js_content"' in page or re.search(rb'"og:title" content="[^"]', page)
    return ShapeError("page", "unknown template" if something else "no title, no body")


def _account(page: Page, read: Read) -> Profile:
    return fact(
        Profile,
        page,
        read.user_name,
        name=read.nickname,
        description="",
        verified=None,
        verified_reason="",
        followers=None,
        following=None,
        posts=None,
        likes=None,
    )


def _post(page: Page, read: Read) -> Post:
    published = read_time(read.ct, page.seen_at)
    if published is None:
        raise ShapeError("ct", f"{read.ct[:40]!r}, not a time")
    pictures = read.pictures + len(PICTURE.findall(read.html))
    if not (read.title or pictures or TAG.sub("", read.html).strip()):
        raise ShapeError("page", "no title, no body")
    there = {kind for kind, seen in IN_BODY if seen.search(read.html)} | {read.medium} | {"picture" if pictures else ""}
    return fact(
        Post,
        page,
        article_id(page.url),
        published=published,
        title=read.title,
        original=read.original,
        pinned=False,
        reposts=None,
        comments=None,
        likes=None,
        reads=None,
        media=tuple(sorted(there - {""})),
        pictures=pictures,
    )
