"""Answers with 200 that are not the page asked for: gone, empty, or a shell that scripts would fill."""

from __future__ import annotations

import re

from ...contract import Extract, Status
from .page import Doc, bare, pieces, squeeze
from .urls import path

_GONE_TITLE = re.compile(
    r"^\W{0,3}(?:404|410)\b|404\s?(?:not found|error|错误|页面)|not found|页面(?:不存在|未找到|找不到)"
    r"|找不到(?:该|此|您.{0,6})?(?:页面|网页|文件)|(?:页面|网页|信息|文章|栏目)已?经?被?(?:删除|下线)",
    re.I,
)
_GONE_LINE = re.compile(
    r"(?:\W|对不起|抱歉|很抱歉|您|你|所|要|访问|查看|查找|请求|浏览|打开|的|该|此|这个)*"
    r"(?:页面|网页|内容|信息|文章|文件|栏目)(?:可能)?(?:已经?|不|未|没有?|找不)(?:被)?"
    r"(?:存在|删除|找到|到|下线|撤销|移除)[^。]{0,20}\W{0,3}|\W*404\W*(?:not found|error|错误)\W*",
    re.I,
)
_REDIRECT = re.compile(
    r"location(?:\.href)?\s?=\s?[\"']([^\"'\s]{1,500})[\"']|location\.(?:replace|assign)\(\s?[\"']([^\"'\s]{1,500})[\"']"
)
_REFRESH = re.compile(r"url\s?=\s?[\"']?([^\"'\s;]{1,500})", re.I)
SHELL_WORDS = 30
LINE = 60


def instead_of(doc: Doc, purpose: str) -> Extract | None:
    """What the page is if it is not what was asked for; None if it seems to be."""
    if purpose == "article" and path(doc.page.url) in ("", "/"):
        return Extract(Status.DELETED, reason="led to the home page")
    if gone(doc, purpose):
        return Extract(Status.HTTP_ERROR if purpose == "home" else Status.DELETED, reason="200 that says: page gone")
    if wordy(doc) or len(doc.anchors) > 2:
        return None
    if where := redirect(doc):
        return Extract(Status.CHANGED_SHAPE, reason=f"script redirect to {where}")
    scripted = next(doc.root.iter("script", "frameset", "iframe"), None) is not None
    if not doc.words:
        return Extract(Status.CHANGED_SHAPE, reason="nothing without scripts") if scripted else Extract(Status.EMPTY)
    return None


def wordy(doc: Doc) -> bool:
    """True for a page with more words than a shell has."""
    count = 0
    for text in pieces(doc.body):
        count += len(bare(text))
        if count >= SHELL_WORDS:
            return True
    return False


def gone(doc: Doc, purpose: str) -> bool:
    """True for a page that says of itself that it does not exist."""
    if doc.metas.get("articletitle"):
        return False
    if _GONE_TITLE.search(doc.title[:200]):
        return True
    if purpose in ("home", "search"):
        return False
    return any(_GONE_LINE.fullmatch(line) for line in doc.lines.split("\n") if len(line) <= LINE)


def redirect(doc: Doc) -> str:
    """The address that scripts or a refresh of an otherwise empty page lead to."""
    for tag in doc.root.iter("meta"):
        if (tag.get("http-equiv") or "").lower() == "refresh" and (found := _REFRESH.search((tag.get("content") or "")[:600])):
            return squeeze(found[1])
    hits = (found for script in doc.scripts for found in _REDIRECT.finditer(script[:20_000]))
    return next((found[1] or found[2] for found in hits), "")
