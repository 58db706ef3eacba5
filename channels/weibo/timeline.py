"""A page of an account's list of posts, and what it proposes: the next page, long posts in full, comments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from ...contract import CHINA, Answer, Extract, Page, Post, Status, Target, Timeline, fact
from ..answers import query, with_query
from ..posts import MISSED
from ..shapes import Node, ShapeError
from .answered import answered, of_ajax
from .blog import PINNED, is_long, is_of, post
from .ids import mblogid_of
from .words import without_others

M, AJAX = "https://m.weibo.cn", "https://weibo.com/ajax"
LIST = "107603"  # before the account's number in a containerid
A_DAY = timedelta(days=1)  # what a post is given to be answered in: ours


def timeline(answer: Answer) -> Extract:
    """Its posts and how far back it reaches. Pinned posts say nothing of that."""
    page, root = answer.page, answered(answer)
    data = root.at("data") if root else Node({"cards": [], "list": []})
    everything = [(b, False) for b in data.at("list").items()] if of_ajax(page) else list(_cards(data))
    blogs = [(blog, pinned) for blog, pinned in everything if is_of(blog, _uid(page))]
    others = [blog for blog, _ in everything if not is_of(blog, _uid(page))]
    found = [(blog, post(page, blog, pinned)) for blog, pinned in blogs]
    oldest = min((p.published for _, p in found if p.published and not p.pinned), default=None)
    onward = _next(page, data, oldest, len(everything))
    end = fact(Timeline, page, page.url, items=len(found), oldest=oldest, more=bool(onward))
    follow = (*onward, *_closer(page, found))
    facts = (*(p for _, p in found), _of_period(page, end))
    redacted = without_others(root, [blog for blog, _ in blogs], others) if root else None
    return Extract(Status.OK if found else Status.EMPTY, facts, follow, redacted=redacted)


def _uid(page: Page) -> str:
    asked = query(page.url)
    return asked.get("uid") or asked.get("containerid", "").removeprefix(LIST)


def _cards(data: Node) -> Iterator[tuple[Node, bool]]:
    """Each post, and whether its card says that it is pinned. Other cards are notices and advertisements."""
    cards = list(data.at("cards").items())
    groups = [list(card.at("card_group").items()) if card.get("card_group") else [card] for card in cards]
    for card in (card for group in groups for card in group):
        kind = card.at("card_type").whole()
        if kind == 9:
            yield card.at("mblog"), card.words("profile_type_id").startswith(PINNED)
        elif card.get("mblog"):
            raise ShapeError(f"{card.path}.card_type", f"a post under type {kind}")


# ---------------------------------------------------------------------------- pages


def _next(page: Page, data: Node, oldest: datetime | None, there: int) -> tuple[Target, ...]:
    """The next page, by the cursor; by numbers where there is none: a period's, until a page is empty, and lists as in 2019."""
    about, number = oldest.isoformat() if oldest else "", query(page.url).get("page", "")
    since = (data.get("cardlistInfo") or data).get("since_id")
    cursor = since.key() if since and since.value not in (0, "", "0") else ""
    if cursor and not _start(page):
        return (Target(with_query(page.url, drop=("page",), since_id=cursor), page.purpose, about=about),)
    further = there if _start(page) else number and _missing(data, there, int(_after(number)) - 1)
    return (Target(with_query(page.url, page=_after(number or "1")), page.purpose, about=about),) if further else ()


def _is_first(page: Page) -> bool:
    asked = query(page.url)
    return asked.get("page") == "1" and "since_id" not in asked and not _start(page)


def _missing(data: Node, posts: int, number: int) -> bool:
    """True where a list counts so many more posts than its pages up to this one list. ShapeError for one without any."""
    counted = (data.get("cardlistInfo") or data).get("total")
    total = counted.count() if counted else None
    if counted is None or total is None or total.value - posts * number < MISSED:
        return False
    if not posts and number == 1:
        raise ShapeError(counted.path, f"{total.value} posts, and none listed")
    return posts > 0


def _after(number: str) -> str:
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise ShapeError("address", f"page {number[:20]!r}")
    return str(int(number) + 1)


def _start(page: Page) -> datetime | None:
    """Where the period begins that was asked for; None for the whole list."""
    text = query(page.url).get("starttime", "") if "/searchProfile" in page.url else ""
    return datetime.fromtimestamp(int(text), CHINA) if text.isascii() and text.isdigit() and len(text) <= 10 else None


def _of_period(page: Page, end: Timeline) -> Timeline:
    """A period's last page reaches back to where the period begins: before it there may be more."""
    start = _start(page)
    return end if start is None or end.items else fact(Timeline, page, page.url, items=0, oldest=start, more=True)


# ------------------------------------------------------------------- posts in full, comments


def _closer(page: Page, found: list[tuple[Node, Post]]) -> Iterator[Target]:
    """Of the first page, newest first: the long posts in full, and the comments of posts that are a day old."""
    if not _is_first(page):
        return
    newest = sorted(((b, p) for b, p in found if _named(p)), key=lambda pair: pair[1].published or page.seen_at, reverse=True)
    for order, (_, each) in enumerate((b, p) for b, p in newest if is_long(b)):
        short = f"{AJAX}/statuses/longtext?id={mblogid_of(each.key)}" if of_ajax(page) else f"{M}/statuses/extend?id={each.key}"
        yield Target(short, "longtext", order, about=each.key)
    answered_by_now = [p for _, p in newest if p.comments and p.published and p.published <= page.seen_at - A_DAY]
    for order, each in enumerate(answered_by_now):
        url = f"{M}/comments/hotflow?id={each.key}&mid={each.key}&max_id_type=0"
        yield Target(url, "comments", order, about=each.key)


def _named(post: Post) -> bool:
    return not post.pinned and post.key.isascii() and post.key.isdigit() and len(post.key) <= 24
