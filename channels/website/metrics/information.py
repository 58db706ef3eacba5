"""Information: is it there, fresh, and complete."""

from __future__ import annotations

from statistics import fmean

from ....contract import Article, Column, Entry, Meta, Status
from ...table import LESS, MORE, Measured, View
from ..dates import days_between
from ..listed import BACK_DAYS
from ..seen import columns, counted, dated, lacking, site
from ..vocabulary import COLUMN_KINDS, LIST_KINDS
from .rules import ARTICLE, CENSUS, FRESH_DAYS, HOME, HOME_STALE, MONTH, NO_HOME, OTHER_DAYS, PAGES, STALE, metrics

LISTS = ("home", "column", "feed")
HOME_DAYS = 14  # 19号 单项否决 3: a home page without any update in 2 weeks
KEPT_UP = ("news", "notice", "policy")  # 19号 单项否决 4 counts these
READINGS = "国办发〔2017〕47号: 政策解读 is linked with its policy"


def fresh(view: View, column: Column) -> bool:
    """True for a column whose newest item is as young as its kind needs."""
    return column.newest is not None and days_between(column.newest, view.as_of) <= FRESH_DAYS.get(column.kind, OTHER_DAYS)


def articles(view: View) -> list[Article] | Measured:
    """The articles read; NOT_TRIED where none could be found because a column could not be read."""
    found = view.facts(Article)
    failed = [p for p in (*view.looked("column"), *view.looked("feed")) if p.status.failed]
    if failed and not view.looked("article"):
        return Measured(None, Status.NOT_TRIED, reason=f"no article known: {failed[0].purpose} {failed[0].status}")
    return found or Measured(None, Status.EMPTY, reason="no article read")


@metrics.add(
    "columns_updated_share", "栏目更新率", "Columns kept up to date", "share", MORE, "information",
    needs=LISTS, source=STALE,
)  # fmt: skip
def columns_updated_share(view: View) -> Measured | float:
    """Share of the list columns read whose newest item is at most 14 days (news) or 183 days (others) old at as_of.
    A column without any date counts as not updated."""
    found = columns(view, LIST_KINDS)
    if isinstance(found, Measured):
        return found
    return fmean(fresh(view, column) for column in found)


@metrics.add(
    "newest_days", "最新信息距今天数", "Days since the newest item", "天", LESS, "information",
    needs=LISTS, source=HOME_STALE,
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
    needs=LISTS, source=MONTH,
)  # fmt: skip
def news_per_month(view: View) -> Measured | float:
    """Entries of news columns dated in the 30 days before as_of, over first and further pages, every address once. At
    least that many, where a column goes on within them and no further page read settles it."""
    return counted(view, "news", BACK_DAYS["news"])


@metrics.add(
    "home_updates_count", "首页两周更新条数", "Updates of the home page in two weeks", "条", MORE, "information",
    needs=HOME, source=f"{HOME_STALE}; {CENSUS}: fewer than 10 in two weeks",
)  # fmt: skip
def home_updates_count(view: View) -> Measured | float:
    """Lines of the home page dated in the 14 days before as_of, every address once; 0 if none is dated."""
    home = site(view)
    if home is None:
        return NO_HOME
    lines = view.facts(Entry, only=lambda entry: entry.kind == "home" and entry.page == home.page)
    return len({*dated(lines, view.since(HOME_DAYS), view.as_of)})


@metrics.add(
    "stale_columns_count", "不更新栏目数", "Columns not kept up", "个", LESS, "information",
    needs=LISTS, source=STALE,
)  # fmt: skip
def stale_columns_count(view: View) -> Measured | float:
    """News columns read without an item in 14 days before as_of, and notice and policy columns without one in 183."""
    found = columns(view, KEPT_UP)
    return found if isinstance(found, Measured) else sum(not fresh(view, column) for column in found)


@metrics.add(
    "blank_columns_count", "空白栏目数", "Blank columns", "个", LESS, "information",
    needs=LISTS, source="国办秘函〔2019〕19号 单项否决: 空白栏目; 国办发〔2017〕47号",
)  # fmt: skip
def blank_columns_count(view: View) -> Measured | float:
    """Columns read, lists and consultations, interviews and responses alike, that list nothing; those that are gone too."""
    found = columns(view, COLUMN_KINDS)
    return found if isinstance(found, Measured) else sum(column.items == 0 for column in found)


@metrics.add(
    "undated_share", "无日期信息占比", "Items without a date", "share", LESS, "information",
    needs=LISTS, source=f"{CENSUS}: undated counts as not updated",
)  # fmt: skip
def undated_share(view: View) -> Measured | float | None:
    """Share of the lines of list columns' first pages that print no date."""
    found = columns(view, LIST_KINDS)
    if isinstance(found, Measured):
        return found
    items = sum(column.items for column in found)
    return sum(column.items - column.dated for column in found) / items if items else None


@metrics.add(
    "policies_per_year", "年政策文件发布数", "Policies in a year", "件", MORE, "information",
    needs=LISTS, source=f"own definition, after {STALE}",
)  # fmt: skip
def policies_per_year(view: View) -> Measured | float:
    """Entries of policy columns dated in the 365 days before as_of, over first and further pages, every address once. At
    least that many, where a column goes on within them and no further page read settles it."""
    return counted(view, "policy", BACK_DAYS["policy"])


@metrics.add(
    "article_fields_share", "文章要素齐全率", "Articles with title, time, source", "share", MORE, "information",
    needs=ARTICLE, source=PAGES,
)  # fmt: skip
def article_fields_share(view: View) -> Measured | float | None:
    """Mean over the articles read of the share of title, publication time and source that the page gives in meta tag
    or visible text; a date in the address alone does not count."""
    found = articles(view)
    if isinstance(found, Measured):
        return found
    return fmean(sum(f in ("meta", "text") for f in (a.title_from, a.published_from, a.source_from)) / 3 for a in found)


@metrics.add(
    "readings_linked_share", "解读与文件关联率", "Readings linked with their policy", "share", MORE, "information",
    needs=("home", "column", "article?"), source=READINGS,
)  # fmt: skip
def readings_linked_share(view: View) -> Measured | float | None:
    """Share of the policy readings 解读 read whose text leads to at least one document: an article or a
    file of a gov.cn site."""
    missing = lacking(view, "column", ("reading",))
    found = [] if missing else view.facts(Article, only=lambda article: article.kind == "reading")
    return missing or (fmean(article.documents > 0 for article in found) if found else None)


@metrics.add(
    "time_format_share", "发布时间格式规范率", "Times as YYYY-MM-DD HH:MM", "share", MORE, "delivery",
    needs=ARTICLE, source=PAGES,
)  # fmt: skip
def time_format_share(view: View) -> Measured | float:
    """Share of the articles read whose time of publication, that of the PubDate tag else the visible one, is written
    YYYY-MM-DD HH:MM."""
    found = articles(view)
    return found if isinstance(found, Measured) else fmean(article.time_form == "47号" for article in found)


@metrics.add(
    "meta_share", "网页标签规范率", "Required meta tags", "share", MORE, "delivery",
    needs=("home", "column", "article?"), source=PAGES,
)  # fmt: skip
def meta_share(view: View) -> float | None:
    """Meta tags that are there and not empty, of those required, over the home page, columns and articles read."""
    found = view.facts(Meta)
    wanted = sum(len(m.wanted) for m in found)
    return sum(len(m.present) for m in found) / wanted if wanted else None
