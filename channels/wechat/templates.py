"""The templates of an article's page, two to four million bytes of it: only the places that matter are looked at.

classic   `var ct`, the body in #js_content
share     the same, around somebody else's article: #js_share_content; its own words are in #js_share_notice
others    pictures, short texts, videos, audio: `window.ct` and `window.cgiDataNew`, told apart by `item_show_type`
"""

from __future__ import annotations

from dataclasses import dataclass

from ..shapes import ShapeError
from .script import code, either, objects, words

# window.ITEM_SHOW_TYPE_MAP, and 11 for shared articles; some are of one medium
SHOW_TYPES = {"0": "", "5": "video", "6": "audio", "7": "audio", "8": "picture", "10": "", "11": "", "17": ""}
PICTURES, TEXT = "8", "10"  # a short text may stand in the title alone
ABOVE = 100_000  # bytes above #js_content where a shared article is told
REPOST = "2"  # copyright_stat; 1 is a declared original


@dataclass(frozen=True, slots=True)
class Read:
    """What all templates give. `html` is the article's body, `pictures` those that lie outside of it, `link` its 阅读原文."""

    biz: str
    user_name: str
    nickname: str
    title: str
    ct: str
    original: bool | None
    html: str
    link: str
    pictures: int = 0
    medium: str = ""


def template(page: bytes) -> Read | None:
    """The article in the page, None where none of the templates is there."""
    return _classic(page) or _shared(page)


def _classic(page: bytes) -> Read | None:
    ct = code(page, b"var ct")
    if ct is None:
        return None
    source = code(page, b"var source_encode_biz")
    return Read(
        biz=either(page, b"var biz"),
        user_name=words(page, b"var user_name"),
        nickname=words(page, b"var nickname"),
        title=words(page, b"var msg_title"),
        ct=ct,
        original=None if source is None else not source,
        html=_body(page),
        link=code(page, b"var msg_source_url") or "",
        medium=_medium(either(page, b"var item_show_type") or "0"),
    )


def _body(page: bytes) -> str:
    """The HTML of the body; of a shared article what the account says of it."""
    at = page.find(b'id="js_content"')
    if at < 0:
        raise ShapeError("#js_content", "missing")
    above = page[max(0, at - ABOVE) : at]
    if b'id="js_share_content"' in above:
        return code(above.rpartition(b'id="js_share_notice"')[2], b"innerHTML") or ""
    return page[page.find(b">", at) + 1 : page.find(b"<script", at)].decode("utf-8", "replace")


def _shared(page: bytes) -> Read | None:
    start = page.find(b"window.cgiDataNew")
    if start < 0:
        return None
    kind, stat = words(page, b"item_show_type"), code(page, b"copyright_stat", start)
    title, content = words(page, b"title", start), code(page, b"content_noencode", start)
    if content is None:
        raise ShapeError("content_noencode", "missing")
    if kind == PICTURES and page.find(b"picture_page_info_list", start) < 0:
        raise ShapeError("picture_page_info_list", "missing")
    return Read(
        biz=either(page, b"window.biz"),
        user_name=words(page, b"user_name", start),
        nickname=words(page, b"nick_name", start),
        title=title,
        ct=words(page, b"window.ct"),
        original=None if stat is None else stat != REPOST,
        html=content or (title if kind == TEXT else ""),
        link=code(page, b"source_url", start) or "",
        pictures=objects(page, b"picture_page_info_list", start),
        medium=_medium(kind),
    )


def _medium(kind: str) -> str:
    if kind not in SHOW_TYPES:
        raise ShapeError("item_show_type", f"unknown template {kind!r}")
    return SHOW_TYPES[kind]
