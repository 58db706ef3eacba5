"""Delivery: can the portal be reached, read and found by everybody."""

from __future__ import annotations

from statistics import fmean

from ....contract import ACCESS, FOOTER, Link, Search, Status
from ...table import LESS, MORE, Measured, View
from ..seen import lacking, site
from .rules import AGEING, CENSUS, HOME, LINKS, NO_HOME, PAGES, SEARCH, metrics


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
