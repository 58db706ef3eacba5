"""The page 关于公众号 of an account, /mp/aboutbiz: what it says of itself, and whom WeChat verified behind it.

Its rows in seven public recordings of 2025: 公众号简介 or 服务号简介; 认证类型, 主体类型 or 账号类型; 认证主体 where the account
is verified, 账号主体 where it is only registered, neither for a person; 名称记录 where it was renamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ...contract import Answer, Extract, Page, Profile, Status, fact
from ..answers import query
from ..markup import TAG
from ..shapes import INVISIBLE, ShapeError
from .notices import instead
from .whose import check_owner

START, ROW, END = 'class="about-page"', 'class="item-info', "<script"
ROW_LENGTH = 20_000  # characters
KINDS = ("认证类型", "主体类型", "账号类型")
BODY, NAMES, DESCRIPTION = "认证主体", "名称记录", "简介"
VERIFIED = {"认证类型", BODY}  # rows that only a verified account has
KNOWN = {*KINDS, BODY, "账号主体"}  # one of them is on every page
RENAMED = re.compile("(?:改名|注册)“([^“”]{1,60})”")  # newest first
BIZ = re.compile(r"[?&]__biz=([\w+/]{4,40}={0,2})", re.ASCII)


def about(answer: Answer) -> Extract:
    """The account as a profile; `verified_reason` is what kind of body it is, and its name."""
    text = INVISIBLE.sub("", answer.body.decode("utf-8", "replace"))
    start = text.find(START)
    if start < 0:
        raise instead(answer.body)
    section, end, _ = text[start:].partition(END)
    rows = dict(_rows(section))
    if not end or not rows.keys() & KNOWN:
        raise ShapeError(START, "neither 类型 nor 主体" if end else "without end")
    return Extract(Status.OK, (_profile(answer.page, _biz(answer.page, section), rows),))


def _biz(page: Page, section: str) -> str:
    """The account's id: as it was asked for, else as the page links it."""
    linked, asked = BIZ.search(section), query(page.asked or page.url).get("__biz", "")
    known = [biz for biz in (asked, linked[1] if linked else "") if biz]
    for biz in known:
        check_owner(page, biz)
    if not known:
        raise ShapeError("__biz", "missing")
    return known[0][:60]


def _profile(page: Page, biz: str, rows: dict[str, str]) -> Profile:
    renamed, verified = RENAMED.search(rows.get(NAMES, "")), rows.keys() & VERIFIED
    kind = next((rows[name] for name in KINDS if name in rows), "")
    return fact(
        Profile,
        page,
        biz,
        name=renamed[1] if renamed else "",
        description=next((value for name, value in rows.items() if name.endswith(DESCRIPTION)), ""),
        verified=bool(verified),
        verified_reason=f"{kind} {rows.get(BODY, '')}".strip() if verified else "",
    )


def _rows(section: str) -> Iterator[tuple[str, str]]:
    """Each row's name and what stands beside it."""
    for chunk in section.split(ROW)[1:]:
        pieces = (" ".join(unescape(piece).split()) for piece in TAG.split("<" + chunk.rpartition("<")[0][:ROW_LENGTH]))
        name, *value = [piece for piece in pieces if piece] or [""]
        if name:
            yield name, " ".join(value)[:1000]
