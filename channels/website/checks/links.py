"""Links that lead nowhere."""

from __future__ import annotations

from ....contract import Link
from ...table import View
from .known import home, latest, page_of
from .outcome import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Outcome, check


@check
def home_links_dead(view: View) -> list[Outcome]:
    """Each link of the home page that is dead. Blocked, throttled and undecided ones are none."""
    return _dead(view, "link", "首页链接")


@check
def inner_links_dead(view: View) -> list[Outcome]:
    """Each dead link of the sample taken deeper in the site."""
    return _dead(view, "inner", "内页链接")


def _dead(view: View, purpose: str, name: str) -> list[Outcome]:
    front = home(view)
    if isinstance(front, list):
        return front
    if not front.links:
        return [Outcome(NOT_APPLICABLE, "首页没有链接", page=front.page)]
    tried = {p.id for p in view.looked(purpose)}
    decided = [x for x in latest(view, Link) if x.page in tried and x.state in ("alive", "dead")]
    if not decided:
        seen = f"{name}: {len(tried)} 个均未能判定" if tried else f"{name}未查看"
        return [Outcome(NOT_DECIDED, seen, page=front.page)]
    dead = [_gone(view, link, name) for link in decided if link.state == "dead"]
    return dead or [Outcome(PASS, f"{name} {len(decided)} 个均可打开", len(decided), front.page)]


def _gone(view: View, link: Link, name: str) -> Outcome:
    page = page_of(view, link)
    told = f"HTTP {page.http_status}" if page and page.http_status else "打不开"
    return Outcome(FAIL, f"{name}失效: {told}", 1, link.page, page.asked or page.url if page else "")
