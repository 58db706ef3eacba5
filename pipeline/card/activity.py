"""What each channel published, month by month of the period, as far back as the lists that were read reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ...channels.posts import at
from ...channels.table import View
from ...channels.video.works import WORKS
from ...channels.wechat.album import LISTED
from ...contract import CHINA, Activity, AppListing, Column, Entry, ListPage, Period, Point, Post, Review, Status, Timeline
from .channels import why_of
from .known import Known

UNITS = {"website": "条", "weibo": "条", "wechat": "篇", "video": "条", "app": "条"}
LISTS = {"weibo": ("timeline", ""), "wechat": ("album", LISTED), "video": ("works", WORKS)}  # purpose, what keys begin with
Series = tuple[list[datetime], datetime | None]  # moments, and how far back the lists reach; None: to their beginning


def activity(known: Known) -> tuple[Activity, ...]:
    """A row per channel of the scheme that has dated things; without a list that was read, `status` says why."""
    return tuple(_activity(known, root) for root in known.season.roots if root in UNITS)


def _activity(known: Known, channel: str) -> Activity:
    title, unit = known.board.title(channel), UNITS[channel]
    view = known.case.view if channel == "website" else known.view(channel)
    found = _series(view, channel) if view else None
    if found is None:
        return Activity(channel, title, unit, (), 0, why_of(known, channel) or str(Status.NOT_TRIED))
    moments, reach = found
    span, as_of = known.period, known.board.as_of
    points = _points(span, as_of, [m for m in moments if span.start <= m < span.end and m <= as_of], reach)
    total = sum(int(p.value) for p in points if p.value is not None)
    return Activity(channel, title, unit, points, total, "", reach is not None and reach > span.start)


def _series(view: View, channel: str) -> Series | None:
    if channel == "website":
        return _news(view)
    if channel == "app":
        return _reviews(view)
    purpose, prefix = LISTS[channel]
    read = at(view, Timeline, purpose)
    if not read:
        return None
    posts = view.facts(Post, only=lambda p: p.key.startswith(prefix))
    return [p.published for p in posts if p.published], _reach(read)


def _reach(read: Sequence[Timeline]) -> datetime | None:
    """Of several accounts' lists the one that reaches back least; None where all were read to their end."""
    accounts: dict[str, list[Timeline]] = {}
    for page in read:
        accounts.setdefault(page.account, []).append(page)
    ends = [
        min((t.oldest for t in pages if t.oldest), default=None)
        for pages in accounts.values()
        if all(t.more for t in pages)
    ]  # fmt: skip
    return max((end for end in ends if end), default=None)


def _news(view: View) -> Series | None:
    """News of the portal's columns, every address once; they reach back as far as the column that reaches back least."""
    entries = [e for e in view.facts(Entry) if e.kind == "news" and e.published]
    if not entries:
        return None
    once = {e.key.split(" ")[0]: e.published for e in entries if e.published}
    ends = [_end(view, column, entries) for column in view.facts(Column) if column.kind == "news"]
    return list(once.values()), max((end for end in ends if end), default=None)


def _end(view: View, column: Column, entries: Sequence[Entry]) -> datetime | None:
    """How far back a column was read; None where it was to its end."""
    further = [p for p in view.facts(ListPage) if p.column == column.key]
    if not column.more or any(not p.more for p in further):
        return None
    return min((e.published for e in entries if e.column == column.key and e.published), default=column.newest)


def _reviews(view: View) -> Series | None:
    """Reviews in Apple's store, whose feed ends after some hundreds."""
    if not view.facts(AppListing):
        return None
    written = [r.written for r in view.facts(Review) if r.written]
    return (written, min(written)) if written else None


def _points(span: Period, as_of: datetime, moments: Sequence[datetime], reach: datetime | None) -> tuple[Point, ...]:
    """A point per month up to the last look; a gap where the month lies wholly before what the lists reach."""
    found, start = [], span.start
    while start < min(span.end, as_of):
        end = (start.replace(day=28) + timedelta(days=4)).replace(day=1)
        seen = reach is None or reach < end
        count = sum(start <= m.astimezone(CHINA) < end for m in moments)
        found.append(Point(f"{start:%Y-%m}", float(count) if seen else None))
        start = end
    return tuple(found)
