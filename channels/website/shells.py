"""Answers with 200 that are not the page asked for: gone, empty, or a shell that scripts would fill."""

from __future__ import annotations

import re

from ...contract import Extract, Status
from .page import Doc, bare, pieces, squeeze
from .urls import host, path

_POLITE = r"(?:\W|对不起|非常|十分|很|抱歉|您|你|所|要|想|访问|查看|查找|请求|浏览|打开|提示|的|该|此|这个|当前|系统|服务器)*"
_THING = r"(?:页面|网页|内容|信息|文章|文件|栏目|资源|网址)"
# a line or a part of the title that says nothing else
_GONE = re.compile(
    rf"{_POLITE}{_THING}(?:可能)?(?:已经?|不|未|没有?|找不|无法)(?:被|能)?(?:存在|删除|找到|到|下线|撤销|移除)[^。]{{0,20}}\W{{0,3}}"
    rf"|{_POLITE}(?:没有?|未|无法|找不|不能)(?:能)?(?:找到|到){_POLITE}{_THING}[^。]{{0,10}}\W{{0,3}}"
    r"|\W*(?:HTTP\s?(?:Status|错误)?\s?)?(?:404|410)\W{0,5}(?:(?:page |file )?not found|error|错误|页面|提示)?(?:页面)?\W*"
    r"|\W*(?:the )?(?:page|file)?\s?(?:is )?not found\W*",
    re.I,
)
_TITLE_PARTS = re.compile(r"\s*[-_|–—]+\s*")
_REDIRECT = re.compile(
    r"location(?:\.href)?\s?=\s?[\"']([^\"'\s]{1,500})[\"']|location\.(?:replace|assign)\(\s?[\"']([^\"'\s]{1,500})[\"']"
)
_REFRESH = re.compile(r"url\s?=\s?[\"']?([^\"'\s;]{1,500})", re.I)
# pages of firewalls that answer 200: short, and about the visit
_WALL = re.compile(
    r"网站防火墙|(?:访问|请求|操作)(?:已?被|行为被)?(?:拦截|阻断|禁止|拒绝)|(?:安全|人机|滑动)验证|(?:访问|请求|操作)(?:过于|太)频繁"
    r"|(?:Access|Request) (?:Denied|Blocked)|创宇盾|安全狗|网站卫士|(?:开启|启用|支持)\s?(?:JavaScript|Cookie)",
    re.I,
)
_ROOT = re.compile(r"/?(?:(?:index|default|main)\.\w{3,5})?", re.I)
SHELL_WORDS = 30
WALL_WORDS = 400
STUB = 600  # characters of a page that the list behind it never filled
LINE = 60


def instead_of(doc: Doc, purpose: str) -> Extract | None:
    """What the page is if it is not what was asked for; None if it seems to be."""
    if led_home(doc, purpose):
        return Extract(Status.DELETED, reason="led to the home page")
    if gone(doc, purpose):
        return Extract(Status.HTTP_ERROR if purpose == "home" else Status.DELETED, reason="200 that says: page gone")
    if wall := walled(doc):
        return Extract(Status.BLOCKED, reason=f"200 that says: {wall}")
    if wordy(doc) or len(doc.anchors) > 2:
        return None
    if where := redirect(doc):
        return Extract(Status.CHANGED_SHAPE, reason=f"script redirect to {where}")
    scripted = next(doc.root.iter("script", "iframe"), None) is not None
    if purpose == "page" and len(doc.text) <= STUB:
        return Extract(Status.EMPTY, reason="a stub")
    if next(doc.root.iter("frameset"), None) is not None:
        return Extract(Status.CHANGED_SHAPE, reason="nothing without scripts")
    if not doc.words:
        return Extract(Status.CHANGED_SHAPE, reason="nothing without scripts") if scripted else Extract(Status.EMPTY)
    return None


def led_home(doc: Doc, purpose: str) -> bool:
    """True where the answer is the home page, which was not what was asked for."""
    if purpose == "home":
        return False
    if purpose in ("article", "column") and "首页" in (doc.metas.get("columntype"), doc.metas.get("columnname")):
        return True
    if not _ROOT.fullmatch(path(doc.page.url)) or "?" in doc.page.url:
        return False
    asked = doc.page.asked
    moved = bool(asked) and host(asked) == doc.host and not _ROOT.fullmatch(path(asked))
    return purpose == "article" or (purpose in ("column", "page", "letters", "guide") and moved)


def walled(doc: Doc) -> str:
    """The words of a firewall on a short page that leads nowhere; '' on any other."""
    if len(doc.anchors) > 5 or len(doc.text) > 50_000:
        return ""
    words = doc.title + "\n" + doc.lines
    found = _WALL.search(words) if len(words) <= WALL_WORDS else None
    return found[0] if found else ""


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
    if any(_GONE.fullmatch(part) for part in (doc.title[:LINE], *_TITLE_PARTS.split(doc.title[:200])) if part):
        return True
    if purpose in ("home", "search"):
        return False
    return any(_GONE.fullmatch(line) for line in doc.lines.split("\n") if len(line) <= LINE)


def redirect(doc: Doc) -> str:
    """The address that scripts or a refresh of an otherwise empty page lead to."""
    for tag in doc.root.iter("meta"):
        if (tag.get("http-equiv") or "").lower() == "refresh" and (found := _REFRESH.search((tag.get("content") or "")[:600])):
            return squeeze(found[1])
    hits = (found for script in doc.scripts for found in _REDIRECT.finditer(script[:20_000]))
    return next((found[1] or found[2] for found in hits), "")
