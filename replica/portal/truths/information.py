"""The truth of the information metrics, in the words of their definitions."""

from __future__ import annotations

from statistics import fmean

from ....contract import META_ARTICLE, META_COLUMN, META_HOME, Status
from ..definitions import EVERY_LIST, age, articles, listed, newest, of_kind, recent, within
from ..profile import Entry, ListColumn, PortalProfile
from .found import Found, unless, unread

NEWS_DAYS, OTHER_DAYS = 14, 183  # 国办秘函〔2019〕19号, veto 4


def kept_up(p: PortalProfile, column: ListColumn) -> bool:
    """Whether the newest item of a list is at most 14 days (news) or 183 days (others) old."""
    day = newest(column)
    return day is not None and age(p, day) <= (NEWS_DAYS if column.kind == "news" else OTHER_DAYS)


@unless("column", "feed")
def columns_updated_share(p: PortalProfile) -> Found:
    """Share of list columns that are kept up."""
    return fmean(kept_up(p, c) for c in listed(p)) if listed(p) else Status.ABSENT


@unless("column", "feed")
def stale_columns_count(p: PortalProfile) -> Found:
    """Columns of news, notices and policy that are not kept up."""
    judged = of_kind(p, "news", "notice", "policy")
    return sum(not kept_up(p, c) for c in judged) if judged else Status.ABSENT


@unless("column", "feed")
def blank_columns_count(p: PortalProfile) -> Found:
    """Columns of any kind of list that list nothing, those that are gone among them."""
    columns = of_kind(p, *EVERY_LIST)
    return sum(not c.entries for c in columns) if columns else Status.ABSENT


@unless("column", "feed")
def undated_share(p: PortalProfile) -> Found:
    """Entries of list columns' first pages that print no date, of all of them."""
    lines = [c.dated(e) for c in listed(p) for e in c.first_page]
    return Status.ABSENT if not listed(p) else 1 - fmean(lines) if lines else None


@unless("column", "feed")
def newest_days(p: PortalProfile) -> Found:
    """Days from the newest date in the list columns."""
    days = [age(p, day) for c in listed(p) if (day := newest(c))]
    return min(days, default=None) if listed(p) else Status.ABSENT


@unless("column", "feed")
def news_per_month(p: PortalProfile) -> Found:
    """Entries of news columns of the last 30 days, on further pages too, every address once."""
    news = of_kind(p, "news")
    return recent(p, news, 30) if news else Status.ABSENT


@unless("column", "feed")
def policies_per_year(p: PortalProfile) -> Found:
    """Entries of policy columns of the last 365 days, on further pages too, every address once."""
    policy = of_kind(p, "policy")
    return recent(p, policy, 365) if policy else Status.ABSENT


def home_updates_count(p: PortalProfile) -> Found:
    """Lines of the home page dated in the last 14 days, every address once."""
    shown = [(c, e) for c in p.columns for e in c.entries[: p.lines]]
    dated = {e.address for c, e in shown if c.dated(e) and within(p, e.published, 14)}
    return 0 if "undated_home" in p.traits else len(dated)


def article_fields_share(p: PortalProfile) -> Found:
    """Mean share of title, publication time and source that an article gives, to machines or to readers."""
    read = [e for _, e in articles(p)]
    given_of = [(1 + given(e, "time", "PubDate") + given(e, "source", "ContentSource")) / 3 for e in read]
    return fmean(given_of) if read else unread(p)


def given(entry: Entry, shown: str, tag: str) -> bool:
    return shown in entry.shows or tag in entry.meta


@unless("column")
def meta_share(p: PortalProfile) -> Found:
    """47号 tags filled, of those required, over home, columns and articles read; what is gone has none."""
    columns, read = [c for c in p.columns if not c.gone], [e for _, e in articles(p)]
    filled = [p.meta, *(c.meta for c in columns), *(e.meta for e in read)]
    return sum(map(len, filled)) / (len(META_HOME) + len(META_COLUMN) * len(columns) + len(META_ARTICLE) * len(read))


@unless("column")
def readings_linked_share(p: PortalProfile) -> Found:
    """Share of the readings read whose text links to a document."""
    read = [e for column, e in articles(p) if column.kind == "reading"]
    return Status.ABSENT if not of_kind(p, "reading") else fmean(bool(e.documents) for e in read) if read else None


STATEMENTS = (
    columns_updated_share,
    stale_columns_count,
    blank_columns_count,
    undated_share,
    newest_days,
    news_per_month,
    policies_per_year,
    home_updates_count,
    article_fields_share,
    meta_share,
    readings_linked_share,
)
