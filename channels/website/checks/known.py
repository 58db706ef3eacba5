"""What checks ask of a portal: its home page, its parts, or why nothing can be said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ....contract import Fact, Page, Site, Status
from ...table import View
from ..about import About
from ..seen import lacking, site
from .outcome import FAIL, NOT_DECIDED, TOLD, Outcome

F = TypeVar("F", bound=Fact)
NAMES = {
    "home": "首页", "column": "栏目", "feed": "栏目列表", "article": "文章", "letters": "来信列表", "hall": "办事大厅",
    "guide": "办事指南", "openness": "信息公开", "search": "搜索", "link": "首页链接", "inner": "内页链接",
}  # fmt: skip


def latest(view: View, kind: type[F], only: Callable[[F], bool] | None = None) -> list[F]:
    """The facts of the latest looks: what an older look said is no longer known where a later one failed."""
    current = {p.id for p in view.looks}
    return [f for f in view.facts(kind, only=only) if f.page in current]


def page_of(view: View, fact: Fact) -> Page | None:
    """The look that a fact was seen on."""
    return next((p for p in view.looks if p.id == fact.page), None)


def failed(view: View, *purposes: str) -> list[Outcome]:
    """One `not_decided` for each failed look of these purposes, with its status."""
    looks = [p for purpose in purposes for p in view.looked(purpose) if p.status.failed]
    return [Outcome(NOT_DECIDED, f"{_name(p)}未能查看：{TOLD[p.status]}", page=p.id, url=p.url) for p in looks]


def _name(page: Page) -> str:
    name = About.of(page).name if page.purpose in ("column", "feed") else ""
    return NAMES.get(page.purpose, page.purpose) + (f"“{name}”" if name else "")


def home(view: View) -> Site | list[Outcome]:
    """The home page, or why nothing is known of it."""
    made = view.looked("home")
    if not made:
        return [Outcome(NOT_DECIDED, "首页未查看")]
    if all(p.status.failed for p in made):
        return failed(view, "home")
    return site(view) or [Outcome(NOT_DECIDED, "首页为空", page=made[0].id, url=made[0].url)]


def part(view: View, purpose: str, kinds: tuple[str, ...], absent: str = FAIL) -> list[Outcome]:
    """Why a part of the portal cannot be judged, or that there is none (`absent` is the outcome of that); else nothing."""
    front = home(view)
    if isinstance(front, list):
        return front
    missing = lacking(view, purpose, kinds)
    name = NAMES.get(purpose, purpose)
    if missing and missing.status is Status.ABSENT:
        gone = view.looked(purpose)
        seen = f"{name}的链接已失效" if gone else f"首页未见通往{name}的链接（以链接文字为准，请人工复核）"
        return [Outcome(absent, seen, 1, gone[0].id if gone else front.page, doubtful=not gone)]
    if missing:
        return [Outcome(NOT_DECIDED, f"{name}未查看：{TOLD[missing.status]}", page=front.page)]
    made = view.looked(purpose)
    return failed(view, purpose) if made and all(p.status.failed for p in made) else []
