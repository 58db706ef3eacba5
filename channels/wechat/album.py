"""The list of an account's articles, as /mp/appmsgalbum gives it. All its values are text."""

from __future__ import annotations

import re
from datetime import datetime

from ...contract import Answer, Extract, Post, Status, Target, Timeline, fact
from ..answers import host, query, with_query
from ..posts import MISSED
from ..shapes import Ended, Node, ShapeError, read_json
from .whose import check_owner

# An article is two posts: in its album (key `album:…`, when and under which title), and as the page that was read
# (key without it, what is on the page). So neither overwrites what only the other knows.
LISTED = "album:"
SAMPLE = 3  # articles proposed
REFUSALS = {"-6": Status.THROTTLED, "200013": Status.THROTTLED, "-3": Status.LOGIN_REQUIRED, "200003": Status.LOGIN_REQUIRED}
SHORT = re.compile(r"/s/([\w-]{22})(?:[?#]|$)", re.ASCII)


def article_id(url: str) -> str:
    """What names an article in its address: 22 characters, or account, message and position; else the address."""
    short, asked = SHORT.search(url), query(url)
    long = [asked.get(name, "") for name in ("__biz", "mid", "idx")]
    return short[1] if short else ":".join(long) if all(long) else url[:300]


def album(answer: Answer) -> Extract:
    """The articles of one page of the list, and the looks that follow: the newest articles, the next page of the list."""
    check_owner(answer.page, query(answer.page.url).get("__biz", ""))
    page, found = answer.page, _answered(answer)
    rows = list(found.at("article_list").singles()) if found.at("article_list").value else []
    posts = [_post(answer, row) for row in rows]
    moments = [p.published for p in posts if p.published]
    # owners may list the oldest first; such a list reaches back to nothing before its end
    oldest = moments[-1] if moments and moments[-1] == min(moments) else None
    more = bool(rows) and found.at("continue_flag").key() == "1"
    first = "begin_msgid" not in query(page.url)
    if first and not more:
        _all_there(found, len(rows))
    end = fact(Timeline, page, page.url, items=len(posts), oldest=oldest, more=more)
    follow = (*(_newest(rows, posts) if first else ()), *((_next(page.url, rows[-1], oldest),) if more else ()))
    return Extract(Status.OK if posts else Status.EMPTY, (*posts, end), follow)


def _all_there(found: Node, rows: int) -> None:
    """ShapeError where a list ends with its first page although the album counts so many more articles."""
    counted = (info.get("article_count") if (info := found.get("base_info")) else None) or Node("0")
    total = counted.count()
    if total and total.value - rows >= MISSED:
        raise ShapeError(counted.path, f"{total.value} articles, and the list ends after {rows}")


def _answered(answer: Answer) -> Node:
    root = read_json(answer.body)
    ret = root.at("base_resp", "ret").key()
    if ret != "0":
        raise Ended(REFUSALS.get(ret, Status.BLOCKED), f"base_resp.ret {ret}")
    return root.at("getalbum_resp")


def _post(answer: Answer, row: Node) -> Post:
    return fact(
        Post,
        answer.page,
        LISTED + article_id(row.at("url").text()),
        published=row.at("create_time").time(answer.page.seen_at),
        title=row.at("title").text(),
        pinned=False,
        media=(),
    )


def _newest(rows: list[Node], posts: list[Post]) -> tuple[Target, ...]:
    """The newest articles of the list, in the order of the list."""
    by_age = sorted(range(len(rows)), key=lambda n: (posts[n].published, -n), reverse=True)[:SAMPLE]
    urls = [(n, rows[n].at("url").text()) for n in sorted(by_age)]
    return tuple(Target(url, "article", n) for n, url in urls if host(url) == "mp.weixin.qq.com")


def _next(url: str, last: Node, oldest: datetime | None) -> Target:
    """The next page of the list; `about` is the oldest moment on this one, '' where the list begins with the oldest."""
    onward = with_query(url, begin_msgid=last.at("msgid").key(), begin_itemidx=last.at("itemidx").key())
    return Target(onward, "album", about=oldest.isoformat() if oldest else "")
