"""Rows of WeChat's sheets as facts: articles with their reach, the account's card and back-office figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from ...contract import Fact, Figures, Page, Post, Profile, Reach, china_date, fact
from ..answers import query
from ..posts import ACTIVITY_DAYS
from ..wechat.album import LISTED, article_id
from ..wechat.whose import number
from .cells import Refused, Row, quoted
from .reading import Given, Reading, named, originals, published, the, timeline, untold

HOST = re.compile(r"(https?://)?mp\.weixin\.qq\.com/", re.ASCII)
PLACE = re.compile(r"[&?#]idx=(\d{1,2})(?:&|#|$)|^\d{5,12}_(\d{1,2})$", re.ASCII)
ON_PAGE = ("original", "media", "pictures")
CARD = ("description", "verified", "verified_reason")
BACK_OFFICE = ("followers", "gained", "menu_entries", "miniprogram", "messages", "answered")


def _id(row: Row) -> str:
    url = row.plain("url")
    host = HOST.match(url)
    if url and not host:
        raise Refused("url", f"{quoted(url)}不是公众号文章的链接（应以 https://mp.weixin.qq.com/ 开头）")
    return article_id(url if host and host[1] else f"https://{url}") if url else row.id("id", least=10) or named(row)


def _headline(row: Row) -> bool | None:
    """By its column, else by the place that its address or number ends in."""
    told = row.first("headline")
    found = PLACE.search(row.plain("url")) or PLACE.search(row.plain("id"))
    return told if told is not None or found is None else int(found[1] or found[2]) == 1


def _purposes(row: Row, platform: str) -> tuple[str, ...]:
    return ("album", "reach", *(("article",) if any(name in row.headers for name in ON_PAGE) else ()))


def _tells(purpose: str, given: Given) -> bool:
    """Whether the rows say anything of what else an article's own page would show."""
    shown = any(row.has("media", "pictures") for row in given.rows)
    return purpose != "article" or shown or any(told is not None for told in originals(given.rows))


def _articles(page: Page, given: Given) -> Iterator[Fact]:
    for row in given.rows:
        _owned(page, row)
    if page.purpose == "reach":
        reached = [_reach(page, row) for row in given.rows]
        yield from reached
        yield timeline(page, reached, given.since)
        return
    if page.purpose == "article":
        yield from _read(page, given)
        return
    found = [_post(page, LISTED + _id(row), row) for row in given.rows]
    yield from found
    yield timeline(page, found, given.since)


def _owned(page: Page, row: Row) -> None:
    """Refuses an article of another account, where its address names one."""
    wanted, found = number(page.account), number(query(row.plain("url")).get("__biz", ""))
    if wanted and found and wanted != found:
        raise Refused("url", "链接是另一个公众号的文章")


def _read(page: Page, given: Given) -> Iterator[Fact]:
    """What else would be read on the articles' own pages."""
    for row, original in zip(given.rows, originals(given.rows), strict=True):
        pictures = row.count("pictures")
        yield _post(page, _id(row), row, original, row.media("media"), pictures.value if pictures else None)
    names = {row.words("account") for row in given.rows} - {""}
    if len(names) == 1:
        yield _card(page, names.pop())


def _post(
    page: Page, key: str, row: Row, original: bool | None = None, media: tuple[str, ...] = (), pictures: int | None = None
) -> Post:
    return fact(
        Post, page, key, published=published(row), title=row.words("title"), original=original, pinned=False, reposts=None,
        comments=None, likes=None, reads=None, media=media, pictures=pictures,
    )  # fmt: skip


def _reach(page: Page, row: Row) -> Reach:
    counts = row.counts(reads="reads", likes="likes", looking="looking", shares="shares", comments="comments")
    return fact(Reach, page, _id(row), published=published(row), headline=_headline(row), **counts)


def _account(page: Page, given: Given) -> Iterator[Fact]:
    row = given.rows[-1]
    if page.purpose == "about":
        yield _card(page, row.words("account"), row)
        return
    counts = row.counts(followers="followers", menu_entries="menu_entries", messages="messages", answered="answered")
    messages, answered = row.count("messages"), row.count("answered")
    if messages and answered and answered.value > messages.value and not messages.censored:
        raise Refused("answered", f"已答复 {answered.value}，多于收到的 {messages.value}")
    yield fact(Figures, page, page.account, gained=row.whole("gained"), miniprogram=row.flag("miniprogram"), **counts)


def _card(page: Page, name: str, row: Row | None = None) -> Profile:
    return fact(
        Profile, page, page.account, name=name, description=row.words("description") if row else "",
        verified=row.flag("verified") if row else None, verified_reason=row.words("verified_reason") if row else "",
        followers=None, following=None, posts=None, likes=None, untold=untold(row) if row else ("description", "verified_reason"),
    )  # fmt: skip


def _sides(row: Row, platform: str) -> tuple[str, ...]:
    about, figures = row.has(*CARD), row.has(*BACK_OFFICE)
    return (*(("about",) if about else ()), *(("figures",) if figures or not about else ()))


def _day(row: Row) -> str:
    return china_date(the(row.time("day"), "day")).isoformat()


def _growth(page: Page, given: Given) -> Iterator[Fact]:
    """The last day's followers, and those won in 30 days where no day of them is missing."""
    days = sorted(given.rows, key=_day)
    last = datetime.fromisoformat(_day(days[-1]))
    window = [row for row in days if datetime.fromisoformat(_day(row)) > last - timedelta(days=ACTIVITY_DAYS)]
    unbroken = all((datetime.fromisoformat(_day(b)) - datetime.fromisoformat(_day(a))).days == 1 for a, b in pairwise(window))
    won = [row.whole("net") for row in window]
    whole = unbroken and len(window) == ACTIVITY_DAYS and None not in won
    total = days[-1].count("total")
    yield fact(
        Figures, page, page.account, followers=total.value if total else None,
        gained=sum(n for n in won if n is not None) if whole else None, menu_entries=None, miniprogram=None, messages=None,
        answered=None, censored=("followers",) if total and total.censored else (),
    )  # fmt: skip


TABLES = {
    "posts": Reading(_purposes, _id, _articles, tells=_tells),
    "account": Reading(_sides, lambda row: "", _account),
    "daily": Reading(lambda row, platform: ("figures",), _day, _growth),
}
