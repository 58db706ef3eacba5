"""What portals are measured by. Windows end at as_of."""

from __future__ import annotations

from statistics import fmean, median

from ...contract import (
    ACCESS,
    FOOTER,
    GUIDE_ELEMENTS,
    INNOVATION,
    Article,
    Entry,
    Guide,
    Hall,
    Letter,
    Link,
    Meta,
    Search,
    Status,
)
from ..table import LESS, MORE, Measured, MetricTable, View
from .dates import days_between
from .seen import columns, dated, lacking, site
from .vocabulary import LIST_KINDS

metrics = MetricTable("website")

HOME, COLUMN, ARTICLE, LETTERS = ("home",), ("home", "column"), ("home", "article?"), ("home", "letters")
HALL, GUIDES, SEARCH, LINKS = ("home", "hall"), ("home", "hall?", "guide?"), ("home", "search"), ("home", "link?")

FRESH_DAYS = {"news": 14}  # 19号 单项否决 4: news columns not updated in 2 weeks
OTHER_DAYS = 183  # the same: notices and policy documents not updated in 6 months
ACTIVITY_DAYS = 30  # the month of the WCI conventions
LETTER_DAYS = 180
CONSULT_DAYS = 365  # 普查 2015 and 19号 look at one year of consultations
STALE = "国办秘函〔2019〕19号 单项否决: 栏目不更新"
HOME_STALE = "国办秘函〔2019〕19号 单项否决: 首页不更新"
REPLY = "国办秘函〔2019〕19号 单项否决: 互动回应差"
SERVICE = "国办秘函〔2019〕19号 单项否决: 服务不实用"
PAGES = "国办发〔2017〕47号 政府网站发展指引"
CENSUS = "国办发〔2015〕15号 政府网站普查"
MONTH = "own definition, over WCI's month of 30 days"
AGEING = "国办发〔2017〕47号; 国办发〔2020〕45号 适老化"
NO_HOME = Measured(None, Status.EMPTY, reason="the home page is empty")


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


def guides(view: View) -> list[Guide] | Measured:
    """The guides read; ABSENT without a hall, EMPTY where it leads to none."""
    missing = lacking(view, "hall", ("hall",))
    return missing or view.facts(Guide) or Measured(None, Status.EMPTY, reason="no guide read")


@metrics.add(
    "guide_elements_share", "办事指南要素齐全率", "Elements on service guides", "share", MORE, "transaction",
    needs=GUIDES, source=SERVICE,
)  # fmt: skip
def guide_elements_share(view: View) -> Measured | float:
    """Mean over the service guides read of the share of the 10 element classes that they give."""
    found = guides(view)
    return found if isinstance(found, Measured) else fmean(len(g.elements) / len(GUIDE_ELEMENTS) for g in found)


@metrics.add(
    "guide_forms_share", "办事指南表格下载率", "Guides with forms to download", "share", MORE, "transaction",
    needs=GUIDES, source=CENSUS,
)  # fmt: skip
def guide_forms_share(view: View) -> Measured | float:
    """Share of the service guides read that offer at least one form to download."""
    found = guides(view)
    return found if isinstance(found, Measured) else fmean(g.forms > 0 for g in found)


@metrics.add("services_count", "网上办事事项数", "Services in the hall", "项", MORE, "transaction", needs=HALL, source=SERVICE)
def services_count(view: View) -> Measured | float | None:
    """Number of service items that the hall prints."""
    missing = lacking(view, "hall", ("hall",))
    return missing or max((h.items for h in view.facts(Hall) if h.items is not None), default=None)


def letters(view: View) -> list[Letter] | Measured:
    """The letters asked in the 180 days before as_of; ABSENT without a letters column, EMPTY without such letters."""
    missing = lacking(view, "letters", ("letters",))
    since = view.since(LETTER_DAYS)
    found = [] if missing else view.facts(Letter, only=lambda x: x.asked is not None and since < x.asked <= view.as_of)
    return found or missing or Measured(None, Status.EMPTY, reason=f"no letter of the last {LETTER_DAYS} days")


@metrics.add("letters_reply_share", "来信答复率", "Letters answered", "share", MORE, "participation", needs=LETTERS, source=REPLY)
def letters_reply_share(view: View) -> Measured | float:
    """Share of the letters listed, asked in the 180 days before as_of, that are answered by as_of."""
    found = letters(view)
    if isinstance(found, Measured):
        return found
    return fmean(letter.answered is not None and letter.answered <= view.as_of for letter in found)


@metrics.add("letters_reply_days", "来信答复天数", "Days to an answer", "天", LESS, "participation", needs=LETTERS, source=REPLY)
def letters_reply_days(view: View) -> Measured | float | None:
    """Median days from asked to answered over the letters of the last 180 days that are answered by as_of."""
    found = letters(view)
    if isinstance(found, Measured):
        return found
    both = ((x.asked, x.answered) for x in found)
    days = [days_between(asked, answered) for asked, answered in both if asked and answered and answered <= view.as_of]
    return median(days) if days else None


@metrics.add(
    "consultations_count", "征集调查数", "Consultations in a year", "次", MORE, "participation",
    needs=COLUMN, source=CENSUS,
)  # fmt: skip
def consultations_count(view: View) -> Measured | float:
    """Entries of consultation columns dated in the 365 days before as_of, every address once."""
    found = columns(view, ("consult",))
    if isinstance(found, Measured):
        return found
    return len({*dated(view.facts(Entry, only=lambda e: e.kind == "consult"), view.since(CONSULT_DAYS), view.as_of)})


@metrics.add("dead_links_share", "失效链接率", "Dead links", "share", LESS, "delivery", needs=LINKS, source=CENSUS)
def dead_links_share(view: View) -> Measured | float | None:
    """Dead links of those on the home page that were tried and could be decided."""
    home = site(view)
    if home and home.links and not view.looked("link"):
        return Measured(None, Status.NOT_TRIED, reason="links not tried")
    decided = view.facts(Link, only=lambda link: link.state in ("alive", "dead"))
    return fmean(link.state == "dead" for link in decided) if decided else None


@metrics.add(
    "footer_share", "页脚要素齐全率", "Required elements of the foot", "share", MORE, "delivery",
    needs=HOME, source=PAGES,
)  # fmt: skip
def footer_share(view: View) -> Measured | float:
    """Share of the 8 elements that the foot of the home page must hold: identification code, ICP, police record, badge,
    error report, site map, sponsor, contact."""
    home = site(view)
    return len(home.footer) / len(FOOTER) if home else NO_HOME


@metrics.add("search_works", "站内搜索可用", "Search that works", "是/否", MORE, "delivery", needs=SEARCH, source=PAGES)
def search_works(view: View) -> Measured | float:
    """1 if the site's search, asked for the first words of a news title, lists at least one result that holds them, else 0."""
    missing = lacking(view, "search", ("search",))
    return missing or float(any(answer.matching for answer in view.facts(Search)))


@metrics.add("access_share", "无障碍与适老功能", "Access features", "share", MORE, "delivery", needs=HOME, source=AGEING)
def access_share(view: View) -> Measured | float:
    """Share of 4 on the home page: mobile viewport, accessible version, version for the elderly, another language or script."""
    home = site(view)
    return len(home.access) / len(ACCESS) if home else NO_HOME


@metrics.add("innovation_share", "服务创新功能", "Innovative features", "share", MORE, "innovation", needs=HOME, source=PAGES)
def innovation_share(view: View) -> Measured | float:
    """Share of 5 on the home page: question answering, personal account, open data, one-thing services, mobile version."""
    home = site(view)
    return len(home.innovation) / len(INNOVATION) if home else NO_HOME
