"""Facts and looks of a small portal, and its checks run on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dsci.channels.table import View
from dsci.channels.website.checks import Outcome, checks
from dsci.contract import (
    GUIDE_ELEMENTS,
    Article,
    Column,
    Entry,
    Fact,
    Guide,
    Letter,
    Link,
    Mailbox,
    Page,
    Period,
    Site,
    Status,
    fact,
)

from .portal import HOME, day
from .social import SEEN, look

ALL = ("news", "notice", "policy", "reading", "consult", "letters", "hall", "openness")
EIGHT = ["事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程"]
FRONT = look("website", "home", HOME)


def page(purpose: str, name: str = "a", status: Status = Status.OK, **fields: object) -> Page:
    return look("website", purpose, f"{HOME}{purpose}/{name}", status=status, **fields)


def site(**fields: object) -> Site:
    known: dict[str, object] = {"name": "", "domain": "", "id_code": "", "id_code_from": "", "title": "", "links": 9}
    known |= {"footer": (), "access": (), "innovation": (), "columns": ALL, "search": True}
    return fact(Site, FRONT, "example.gov.cn", **known | fields)


def column(on: Page, kind: str, newest: str = "", items: int = 9, dated: int = 9, name: str = "要闻") -> Column:
    return fact(Column, on, on.url, name=name, kind=kind, items=items, dated=dated, newest=day(newest), more=False)


def entry(on: Page, kind: str, published: str) -> Entry:
    return fact(Entry, on, f"{on.url}#{kind} x", column="x", kind=kind, title="t", published=day(published), position=0)


def letter(key: str, asked: str, answered: str = "", on: Page | None = None) -> Letter:
    return fact(Letter, on or page("letters"), key, kind="咨询", department="甲局", asked=day(asked), answered=day(answered))


def mailbox(more: bool = False, oldest: str = "2025-01-01") -> Mailbox:
    about = {"name": "", "promised_days": None, "working_days": False, "followup": False, "knowledge": False}
    return fact(Mailbox, page("letters"), HOME + "letters/a", **about, more=more, oldest=day(oldest))


def guide(name: str, missing: Sequence[str] = (), forms: int = 1) -> Guide:
    elements = tuple(e for e in GUIDE_ELEMENTS if e not in missing)
    return fact(Guide, page("guide", name), name, title=name, elements=elements, forms=forms)


def article(name: str = "a", kind: str = "", time_form: str = "47号", documents: int = 0, source_from: str = "meta") -> Article:
    known = {"title": "t", "title_from": "meta", "published": day("2026-10-30"), "published_from": "text", "source": "s"}
    about = {"kind": kind, "time_form": time_form, "documents": documents, "source_from": source_from}
    return fact(Article, page("article", name), name, **known | about)


def link(name: str, state: str, purpose: str = "link", http_status: int = 200) -> tuple[Page, Link]:
    on = page(purpose, name, http_status=http_status)
    return on, fact(Link, on, on.url, state=state)


def run(name: str, facts: Iterable[Fact], looks: Iterable[Page] = (), /, **parameters: object) -> list[Outcome]:
    """What a check says after a good look at the home page and at every page that a fact stands on."""
    listed, own = list(facts), {p.id: p for p in (FRONT, *looks)}
    for f in listed:
        purpose, url = f.page.split(" ")
        own.setdefault(f.page, look("website", purpose, url))
    return checks()[name](View([], list(own.values()), listed, Period.parse("2026"), SEEN), **parameters)


def kinds(found: Sequence[Outcome]) -> list[str]:
    return [o.outcome for o in found]
