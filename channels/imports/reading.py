"""What the tables of all channels have in common when their rows become facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ...contract import Fact, Page, Post, Reach, Status, Timeline, china_text, fact
from .cells import Refused, Row


@dataclass(frozen=True, slots=True)
class Given:
    """The rows of one account for one look. `since`: nothing that was published after it is left out."""

    rows: Sequence[Row]
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How one table is read. `purposes` of a row on a platform; `key` tells its rows apart; `facts` of one purpose.

    `own` is applied to texts before they are kept: what somebody else said is cut away. `status`: how the look ended.
    `tells` is false where the rows say nothing for a purpose, which then was not looked at.
    """

    purposes: Callable[[Row, str], tuple[str, ...]]
    key: Callable[[Row], str]
    facts: Callable[[Page, Given], Iterable[Fact]]
    own: Callable[[str], str] = str
    tells: Callable[[str, Given], bool] = lambda purpose, given: True
    status: Callable[[Page, Given], Status] = lambda page, given: Status.OK


TEXTS = {"name": "account", "description": "description", "verified_reason": "verified_reason"}  # of a card, with their columns


def untold(row: Row) -> tuple[str, ...]:
    """The texts of an account's card that the row does not tell: no such column; a name that is blank."""
    return tuple(text for text, column in TEXTS.items() if column not in row.headers or (text == "name" and not row.has(column)))


def the(value: datetime | None, field: str) -> datetime:
    """A moment that has to be there. Refused where it is not."""
    if value is None:
        raise Refused(field, "没有填")
    return value


def published(row: Row) -> datetime:
    """When the row's item was published: before it was looked at."""
    return before(row, "published")


def before(row: Row, field: str) -> datetime:
    """A moment that has to be there, and to lie before the figures were taken."""
    moment = the(row.time(field), field)
    if moment > row.seen_at:
        raise Refused(field, f"{china_text(moment)} 晚于统计时间（{china_text(row.seen_at)}）")
    return moment


def named(row: Row) -> str:
    """A key of an item without id and address: its title and moment, hashed."""
    title = row.words("title")
    if not title:
        raise Refused("id", "编号、链接、标题都没有填")
    return "t:" + sha256(f"{title}\n{published(row).isoformat()}".encode()).hexdigest()[:20]


def originals(rows: Sequence[Row]) -> list[bool | None]:
    """Which rows are original. A column that leaves some blank and never says 否 tells of none: its 是 are a selection."""
    told = [row.flag("original") for row in rows]
    return [None] * len(told) if None in told and False not in told else told


def timeline(page: Page, posts: Sequence[Post | Reach], since: datetime | None) -> Timeline:
    """The end of a list: it reaches back to `since`, else to its oldest item; more may lie before."""
    moments = [p.published for p in posts if p.published and not getattr(p, "pinned", False)]
    return fact(Timeline, page, page.url, items=len(posts), oldest=since or min(moments, default=None), more=True)
