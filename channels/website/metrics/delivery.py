"""Delivery: can the portal be reached, read and found by everybody."""

from __future__ import annotations

from datetime import timedelta
from statistics import fmean

from ....contract import ACCESS, FOOTER, English, Link, Page, Search, Status, Visit
from ...table import LESS, MORE, Measured, View
from ..seen import lacking, site
from .rules import A_DAY, AGEING, CENSUS, HOME, LANGUAGE, LATIN, LINKS, NO_HOME, OPEN, OWN, PAGES, PICTURES, SEARCH, WEEK, metrics


@metrics.add("dead_links_share", "失效链接率", "Dead links", "share", LESS, "delivery", needs=LINKS, source=CENSUS)
def dead_links_share(view: View) -> Measured | float | None:
    """Dead links of those on the home page that were tried and could be decided; dead is 404 or 410, confirmed by asking
    for the page."""
    home = site(view)
    if home and home.links and not view.looked("link"):
        return Measured(None, Status.NOT_TRIED, reason="links not tried")
    return dead_share(view, "link")


@metrics.add(
    "inner_dead_links_share", "内页失效链接率", "Dead links deeper in the site", "share", LESS, "delivery",
    needs=("home", "inner?"), source=CENSUS,
)  # fmt: skip
def inner_dead_links_share(view: View) -> float | None:
    """Dead links of those deeper in the site that were tried, one of each group of addresses, and could be decided."""
    return dead_share(view, "inner")


def dead_share(view: View, purpose: str) -> float | None:
    """Dead links of those that looks of this purpose decided."""
    tried = {page.id for page in view.looked(purpose)}
    decided = view.facts(Link, only=lambda link: link.page in tried and link.state in ("alive", "dead"))
    return fmean(link.state == "dead" for link in decided) if decided else None


@metrics.add("load_seconds", "首页加载时间", "Seconds to load the home page", "秒", LESS, "delivery", needs=HOME, source=PAGES)
def load_seconds(view: View) -> Measured | float:
    """Seconds from the request for the home page to the last byte of its HTML, pictures and scripts left
    out, as seen from where the crawl ran; 47号 asks for 3 with them."""
    home = site(view)
    if home is None:
        return NO_HOME
    seconds = answered(view).seconds
    return Measured(None, Status.NOT_TRIED, reason="not timed") if seconds is None else seconds


@metrics.add("open_share", "网站可用率", "Visits that opened", "share", MORE, "delivery", needs=("visit!",), source=OPEN)
def open_share(view: View) -> Measured | float:
    """Visits in which the home page opened within 15 seconds, in the 7 days before the last one, of those that the site
    decided: blocks, robots.txt and our own failures are left out. Not decided unless each 24 hours hold at least 20 of them."""
    last = view.latest(Visit) or view.as_of
    since = last - timedelta(days=WEEK)
    decided = view.facts(Visit, only=lambda visit: visit.opened is not None and since < visit.seen_at)
    days = [(last - visit.seen_at) // timedelta(days=1) for visit in decided]
    fewest = min(days.count(day) for day in range(WEEK))
    if fewest < A_DAY:
        return Measured(None, Status.NOT_DECIDED, reason=f"{len(decided)} visits in {WEEK} days, {fewest} in one of them")
    return fmean(bool(visit.opened) for visit in decided)


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


@metrics.add("alt_texts_share", "图片替代文字", "Pictures with words", "share", MORE, "delivery", needs=HOME, source=PICTURES)
def alt_texts_share(view: View) -> Measured | float | None:
    """Pictures of the home page whose alt text says something, of all its pictures."""
    home = site(view)
    if home is None:
        return NO_HOME
    return home.named_images / home.images if home.images else None


@metrics.add("language_declared", "网页语言声明", "Language declared", "是/否", MORE, "delivery", needs=HOME, source=LANGUAGE)
def language_declared(view: View) -> Measured | float:
    """1 if the home page says in which language it is (html lang), else 0."""
    home = site(view)
    return float(bool(home.language)) if home else NO_HOME


@metrics.add("english_version", "英文版", "English version", "是/否", MORE, "delivery", needs=("home", "english"), source=OWN)
def english_version(view: View) -> Measured | float:
    """1 if the home page leads to a version in English, of whose letters at least half are Latin, else 0; ABSENT if it
    leads to none."""
    missing = lacking(view, "english", ("english",))
    return missing or float(any(page.latin >= LATIN for page in view.facts(English)))


def answered(view: View) -> Page:
    """The latest look at the home page."""
    return max(view.looked("home"), key=lambda page: page.seen_at)
