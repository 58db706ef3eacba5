"""An article page: whose it is, the article as a post, and how much it says in full."""

from __future__ import annotations

from ...contract import Answer, Extract, FullText, Page, Post, Profile, Status, fact
from ..guides import guides
from ..shapes import ShapeError
from ..times import read_time
from . import body
from .album import article_id
from .notices import instead
from .templates import Read, template
from .whose import check_owner


def article(answer: Answer) -> Extract:
    """The account, the post and its full text; a notice in its place ends the reading."""
    read, page = template(answer.body), answer.page
    if read is None:
        raise instead(answer.body)
    check_owner(page, read.biz)
    return Extract(Status.OK, (_account(page, read), *_told(page, read)))


def _account(page: Page, read: Read) -> Profile:
    return fact(
        Profile,
        page,
        read.user_name,
        name=read.nickname,
        description="",
        verified_reason="",
    )


def _told(page: Page, read: Read) -> tuple[Post, FullText]:
    length, pictures = body.length(read.html), read.pictures + body.pictures(read.html)
    if not (read.title or pictures or length):
        raise ShapeError("page", "no title, no body")
    there = body.media(read.html) | {read.medium} | {"picture" if pictures else ""}
    whole = fact(FullText, page, article_id(page.url), length=length, guides=guides(read.html, read.link))
    return _post(page, read, tuple(sorted(there - {""})), pictures), whole


def _post(page: Page, read: Read, media: tuple[str, ...], pictures: int) -> Post:
    published = read_time(read.ct, page.seen_at)
    if published is None:
        raise ShapeError("ct", f"{read.ct[:40]!r}, not a time")
    return fact(
        Post,
        page,
        article_id(page.url),
        published=published,
        title=read.title,
        original=read.original,
        pinned=False,
        media=media,
        pictures=pictures,
    )
