"""Facts as they are, one sheet a kind: the form that `dsci sheets` writes, and that gives the same observations again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import Field, fields
from datetime import datetime
from functools import cache
from typing import Any, get_type_hints

from ...contract import (
    CHINA,
    Account,
    AppListing,
    Candidate,
    Comments,
    Extract,
    Fact,
    Figures,
    FullText,
    Page,
    Post,
    Profile,
    Reach,
    Review,
    Status,
    Timeline,
    fact,
)
from ..shapes import Node, ShapeError
from .cells import Cell

# the sheets' titles; a fact's row names its look by number
LOOKS, ACCOUNTS = "查看", "账号名录"
ACCOUNT_NAMES = {
    "unit": "单位代码", "channel": "渠道", "platform": "平台", "id": "账号ID", "role": "角色", "name": "名称", "url": "地址",
    "source": "来源", "checked": "核对日期", "valid_from": "启用日期", "valid_to": "停用日期", "simulated": "模拟",
}  # fmt: skip
KINDS: dict[type[Fact], str] = {
    Profile: "账号资料", Post: "发布", FullText: "全文", Comments: "评论计数", Reach: "传播", Figures: "后台数据",
    Timeline: "清单", AppListing: "应用商店页", Candidate: "商店搜索结果", Review: "评论星级",
}  # fmt: skip
LOOK, PURPOSE, ACCOUNT = "查看编号", "用途", "账号ID"
LOOK_HEAD = (LOOK, "单位代码", ACCOUNT, PURPOSE, "地址", "时刻", "状态", "说明", "方式")
COMMON = ("page", "unit", "channel", "account", "seen_at")  # of every fact; its look has them
NAMES = {
    "key": "编号", "name": "名称", "description": "简介", "verified": "认证", "verified_reason": "认证信息",
    "followers": "粉丝数", "following": "关注数", "posts": "发布数", "likes": "点赞数", "censored": "下限字段",
    "untold": "未提供字段",
    "published": "发布时间", "title": "标题", "original": "原创", "pinned": "置顶", "reposts": "转发数", "comments": "评论数",
    "reads": "阅读数", "media": "媒体", "pictures": "图片数", "length": "字数", "guides": "办事链接数", "seen": "所见评论数",
    "own": "本账号答复数", "repeated": "重复评论数", "more": "还有更多", "headline": "头条", "looking": "在看数",
    "shares": "分享数", "gained": "净增关注", "menu_entries": "菜单入口数", "miniprogram": "小程序", "messages": "私信数",
    "answered": "已答复数", "items": "条数", "oldest": "最早时间", "seller": "开发者", "version": "版本", "released": "首次上架",
    "updated": "更新时间", "rating": "星级", "ratings": "评分人数", "size": "字节数", "languages": "语言数",
    "min_os": "最低系统", "release_notes": "更新说明", "store": "商店", "downloads": "下载量", "privacy": "隐私政策",
    "url": "地址", "written": "评论时间",
}  # fmt: skip
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # no XLSX can hold these
YES, NO = "是", "否"
WRONG = {bool: "既不是“是”，也不是“否”", datetime: "不是 2026-10-31T20:00:00+08:00 这样的时刻", int: "不是整数", float: "不是数"}
Rows = list[tuple[Cell, ...]]


def columns(kind: type[Fact]) -> tuple[tuple[Field[Any], Any], ...]:
    """The fields of a kind that its sheet holds, each with its type."""
    return _columns(kind.__name__)


@cache
def _columns(name: str) -> tuple[tuple[Field[Any], Any], ...]:
    kind = next(k for k in KINDS if k.__name__ == name)
    hints = get_type_hints(kind)
    return tuple((f, hints[f.name]) for f in fields(kind) if f.name not in COMMON)


def head(kind: type[Fact]) -> tuple[str, ...]:
    """The headers of a kind's sheet."""
    return (LOOK, ACCOUNT, PURPOSE, *(NAMES.get(f.name, f.name) for f, _ in columns(kind)))


def sheets(accounts: Sequence[Account], looks: Sequence[Page], facts: Iterable[Fact]) -> dict[str, Rows]:
    """All of it as sheets: titles with their rows, the header first."""
    number = {page.id: n for n, page in enumerate(looks, start=1)}
    of = {page.id: page for page in looks}
    rows = (tuple(cell(getattr(a, name)) for name in ACCOUNT_NAMES) for a in accounts)
    book: dict[str, Rows] = {ACCOUNTS: [tuple(ACCOUNT_NAMES.values()), *rows]}
    book[LOOKS] = [LOOK_HEAD, *((number[p.id], *map(cell, _look(p))) for p in looks)]
    for row in facts:
        if row.page in number and type(row) in KINDS:
            lines = book.setdefault(KINDS[type(row)], [head(type(row))])
            values = (cell(getattr(row, f.name)) for f, _ in columns(type(row)))
            lines.append((number[row.page], row.account, of[row.page].purpose, *values))
    return book


def _look(page: Page) -> tuple[object, ...]:
    address = page.asked or page.url
    return page.unit, page.account, page.purpose, address, page.seen_at, str(page.status), page.reason, str(page.method)


def cell(value: object) -> Cell:
    """A value as a cell that gives it back."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return value.astimezone(CHINA).isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, str):
        return ILLEGAL.sub("\ufffd", value)
    return value if value is None or isinstance(value, int | float) else str(value)


def value_of(given: object, hint: Any) -> object:
    """The value that a cell gives back. ValueError where it is none of that type."""
    optional = type(None) in getattr(hint, "__args__", ())
    kind = next(a for a in hint.__args__ if a is not type(None)) if optional else hint
    if given is None or given == "":
        if kind is str or optional or hint == tuple[str, ...]:
            return None if optional else "" if kind is str else ()
        raise ValueError("没有填")
    if kind is str:
        return str(int(given) if isinstance(given, float) and given.is_integer() else given)
    if kind == tuple[str, ...]:
        return tuple(str(given).split())
    return _plain(given, kind)


def _plain(given: object, kind: type) -> object:
    if kind is bool and given in (YES, NO):
        return given == YES
    if kind is datetime and (moment := moment_told(given)):
        return moment
    if kind is int and isinstance(given, int | float) and not isinstance(given, bool) and given == int(given):
        return int(given)
    if kind is float and isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    raise ValueError(f"“{str(given)[:40]}”{WRONG[kind]}")


def moment_told(given: object) -> datetime | None:
    """The moment as `cell` writes it, without a zone in China time; None where it is none."""
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=CHINA) if moment and not moment.tzinfo else moment


def written(look: Mapping[str, Cell], facts: Sequence[tuple[str, Mapping[str, Cell]]]) -> bytes:
    """The bytes of a page of that form: its look, and each fact with its kind."""
    kept = {"look": dict(look), "facts": [{"fact": kind, **row} for kind, row in facts]}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, allow_nan=False).encode()


def read(page: Page, root: Node) -> Extract:
    """The facts of such a page, under the status that its look had."""
    look = root.at("look")
    try:
        status = Status(look.at("status").text())
    except ValueError:
        raise look.at("status").not_a("status") from None
    by_name = {kind.__name__: kind for kind in KINDS}
    facts = []
    for node in root.at("facts").items():
        kind = by_name.get(node.at("fact").text())
        if kind is None:
            raise node.at("fact").not_a("kind of fact")
        facts.append(_fact(page, node, kind))
    return Extract(status, tuple(facts), reason=look.words("reason"))


def _fact(page: Page, node: Node, kind: type[Fact]) -> Fact:
    given = node.value if isinstance(node.value, dict) else {}
    values: dict[str, Any] = {}
    for field, hint in columns(kind):
        try:
            values[field.name] = value_of(given.get(field.name), hint)
        except (ValueError, OverflowError) as fault:
            raise ShapeError(f"{node.path}.{field.name}", str(fault)) from None
    return fact(kind, page, values.pop("key"), **values)
