"""The truth of the information metrics, in the words of their definitions."""

from __future__ import annotations

from statistics import fmean

from ....contract import META_ARTICLE, META_COLUMN, META_HOME, Status
from ..definitions import age, articles, listed, newest, of_kind, within
from ..profile import Entry, PortalProfile
from .found import Found

NEWS_DAYS, OTHER_DAYS = 14, 183  # 国办秘函〔2019〕19号, veto 4


def columns_updated_share(p: PortalProfile) -> Found:
    """Share of list columns whose newest item is at most 14 days (news) or 183 days (others) old."""
    limits = [(newest(c), NEWS_DAYS if c.kind == "news" else OTHER_DAYS) for c in listed(p)]
    return fmean(day is not None and age(p, day) <= limit for day, limit in limits) if limits else Status.ABSENT


def newest_days(p: PortalProfile) -> Found:
    """Days from the newest date in the list columns."""
    return min((age(p, day) for c in listed(p) if (day := newest(c))), default=None)


def news_per_month(p: PortalProfile) -> Found:
    """Entries of news columns of the last 30 days, every address once; a lower bound where a list goes on within them."""
    news = of_kind(p, "news")
    count = float(len({e.address for c in news for e in c.first_page if within(p, e.published, 30)}))
    bound = any(c.more and all(within(p, e.published, 30) for e in c.first_page) for c in news)
    return Status.ABSENT if not news else (count, Status.CENSORED) if bound else count


def article_fields_share(p: PortalProfile) -> Found:
    """Mean share of title, publication time and source that an article gives, to machines or to readers."""
    read = articles(p)
    return fmean((1 + given(e, "time", "PubDate") + given(e, "source", "ContentSource")) / 3 for e in read) if read else None


def given(entry: Entry, shown: str, tag: str) -> bool:
    return shown in entry.shows or tag in entry.meta


def meta_share(p: PortalProfile) -> Found:
    """47号 tags filled, of those required, over home, columns and articles read."""
    filled = [p.meta, *(c.meta for c in p.columns), *(e.meta for e in articles(p))]
    wanted = len(META_HOME) + len(META_COLUMN) * len(p.columns) + len(META_ARTICLE) * len(articles(p))
    return sum(map(len, filled)) / wanted


STATEMENTS = (
    columns_updated_share,
    newest_days,
    news_per_month,
    article_fields_share,
    meta_share,
)
