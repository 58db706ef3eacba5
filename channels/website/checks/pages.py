"""Single pages: their meta tags, their time, source and title, their documents."""

from __future__ import annotations

from collections.abc import Callable

from ....contract import Article, Fact, Meta
from ...table import View
from .known import failed, home, latest, page_of, part
from .outcome import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Outcome, check

KINDS = {"home": "首页", "column": "栏目页", "article": "文章页"}
FIELDS = {"title": "标题", "published": "发布时间", "source": "来源"}


@check
def meta_tag(view: View, kind: str, tag: str) -> list[Outcome]:
    """Each page of that kind (home, column or article) whose meta tag of that name is missing or empty."""
    front = home(view)
    if isinstance(front, list):
        return front
    found = latest(view, Meta, lambda m: m.kind == kind)
    named = KINDS[kind]
    rows = [_of(view, m, f"{named}标签 {tag}", "" if tag in m.present else "缺失或为空") for m in found]
    return rows or failed(view, kind) or [Outcome(NOT_APPLICABLE, f"未读到{named}")]


@check
def article_field(view: View, field: str) -> list[Outcome]:
    """Each article that gives no title, publication time or source, in meta tag or visible text."""

    def wrong(article: Article) -> str:
        return "" if getattr(article, f"{field}_from") in ("meta", "text") else "未标明"

    return _articles(view, lambda a: _of(view, a, f"文章{FIELDS[field]}", wrong(a)))


@check
def time_form(view: View) -> list[Outcome]:
    """Each article whose time is not printed as YYYY-MM-DD HH:MM."""
    forms = {"47号": "", "seconds": "精确到秒, 应为 YYYY-MM-DD HH:MM", "date": "只有日期, 应为 YYYY-MM-DD HH:MM"}

    def wrong(article: Article) -> str:
        return forms.get(article.time_form, "格式不是 YYYY-MM-DD HH:MM" if article.time_form else "未标明")

    return _articles(view, lambda a: _of(view, a, "文章时间", wrong(a)))


@check
def readings_linked(view: View) -> list[Outcome]:
    """Each explanation of a policy 政策解读 that links no document."""
    missing = part(view, "column", ("reading",), NOT_APPLICABLE)
    if missing:
        return missing
    found = latest(view, Article, lambda a: a.kind == "reading")
    rows = [_of(view, a, "政策解读", "" if a.documents else "未关联政策文件") for a in found]
    return rows or [Outcome(NOT_DECIDED, "未读到政策解读")]


def _articles(view: View, look: Callable[[Article], Outcome]) -> list[Outcome]:
    front = home(view)
    if isinstance(front, list):
        return front
    return [look(a) for a in latest(view, Article)] or failed(view, "article") or [Outcome(NOT_DECIDED, "未读到文章")]


def _of(view: View, fact: Fact, what: str, wrong: str) -> Outcome:
    page = page_of(view, fact)
    return Outcome(FAIL if wrong else PASS, f"{what}: {wrong or '规范'}", 1, fact.page, page.url if page else "")
