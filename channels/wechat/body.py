"""The body of an article: its words, its pictures, what it is made of beside them."""

from __future__ import annotations

import re

from ..markup import plain

PICTURE = re.compile(r"<img\b[^<>]*\sdata-src=")
# WeChat's own script looks for players by class `video_iframe` and attribute `data-mpvid`, whatever the element.
# The words come first: where none of them stands, no element needs to be looked for.
MEDIA = (
    (
        "video",
        ("videosnap", "<video", "video_iframe", "data-mpvid="),
        re.compile(r"<(?:mpvideosnap|mp-common-videosnap|video)\b|<\w[^<>]*(?:\bvideo_iframe\b|\bdata-mpvid=)"),
    ),
    ("audio", ("<mpvoice", "<mp-common-mpaudio", "<qqmusic"), re.compile(r"<(?:mpvoice|mp-common-mpaudio|qqmusic)\b")),
    (
        "miniprogram",
        ("miniprogram",),
        re.compile(r"<(?:mp-miniprogram|mp-common-miniprogram)\b|\bdata-miniprogram-appid="),
    ),
)


def length(html: str) -> int:
    """Characters that can be read, blanks left out."""
    return sum(map(len, plain(html).split()))


def pictures(html: str) -> int:
    """How many pictures stand in it."""
    return len(PICTURE.findall(html))


def media(html: str) -> set[str]:
    """Of video, audio and mini-program what it holds."""
    return {kind for kind, marks, element in MEDIA if any(m in html for m in marks) and element.search(html)}
