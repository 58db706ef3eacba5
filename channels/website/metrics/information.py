"""Information: is it there, fresh, and complete."""

from __future__ import annotations

from statistics import fmean

from ....contract import Article, Entry, Meta, Status
from ...table import LESS, MORE, Measured, View
from ..dates import days_between
from ..seen import columns, dated
from ..vocabulary import LIST_KINDS
from .rules import ACTIVITY_DAYS, ARTICLE, COLUMN, FRESH_DAYS, HOME_STALE, MONTH, OTHER_DAYS, PAGES, STALE, metrics


@metrics.add(
    "columns_updated_share", "栏目更新率", "Columns kept up to date", "share", MORE, "information",
    needs=COLUMN, source=STALE,
)  # fmt: skip
def columns_updated_share(view: View) -> Measured | float:
    """Share of the list columns read whose newest item is at most 14 days (news) or 183 days (others) old at as_of.
    A column without any date counts as not updated."""
    found = columns(view, LIST_KINDS)
    if isinstance(found, Measured):
        return found
    return fmean(c.newest is not None and days_between(c.newest, view.as_of) <= FRESH_DAYS.get(c.kind, OTHER_DAYS) for c in found)


@metrics.add(
    "newest_days", "最新信息距今天数", "Days since the newest item", "天", LESS, "information",
    needs=COLUMN, source=HOME_STALE,
)  # fmt: skip
def newest_days(view: View) -> Measured | float | None:
    """Days from the newest date printed in the list columns read to as_of."""
    found = columns(view, LIST_KINDS)
    if isinstance(found, Measured):
        return found
    newest = max((c.newest for c in found if c.newest), default=None)
    return max(0, days_between(newest, view.as_of)) if newest else None


@metrics.add(
    "news_per_month", "月均要闻动态更新数", "News items in 30 days", "条", MORE, "information",
    needs=COLUMN, source=MONTH,
)  # fmt: skip
def news_per_month(view: View) -> Measured | float:
    """Entries of news columns dated in the 30 days before as_of, every address once. At least that many, where the
    first page of a column is all within them and more follow."""
    found = columns(view, ("news",))
    if isinstance(found, Measured):
        return found
    since = view.since(ACTIVITY_DAYS)
    entries = view.facts(Entry, only=lambda e: e.kind == "news")
    count = len({*dated(entries, since, view.as_of)})
    dates = {c.key: [e.published for e in entries if e.column == c.key and e.published] for c in found if c.more}
    if any(own and min(own) > since for own in dates.values()):
        return Measured(count, Status.CENSORED, bound=count, reason="further pages not read")
    return count


@metrics.add(
    "article_fields_share", "文章要素齐全率", "Articles with title, time, source", "share", MORE, "information",
    needs=ARTICLE, source=PAGES,
)  # fmt: skip
def article_fields_share(view: View) -> Measured | float | None:
    """Mean over the articles read of the share of title, publication time and source that the page gives in meta tag
    or visible text; a date in the address alone does not count."""
    found = view.facts(Article)
    given = [sum(f in ("meta", "text") for f in (a.title_from, a.published_from, a.source_from)) / 3 for a in found]
    failed = [p for p in view.looked("column") if p.status.failed]
    if failed and not view.looked("article"):
        return Measured(None, Status.NOT_TRIED, reason=f"no article known: column {failed[0].status}")
    return fmean(given) if given else None


@metrics.add(
    "meta_share", "网页标签规范率", "Required meta tags", "share", MORE, "delivery",
    needs=(*COLUMN, "article?"), source=PAGES,
)  # fmt: skip
def meta_share(view: View) -> float | None:
    """Meta tags that are there and not empty, of those required, over the home page, columns and articles read."""
    found = view.facts(Meta)
    wanted = sum(len(m.wanted) for m in found)
    return sum(len(m.present) for m in found) / wanted if wanted else None
