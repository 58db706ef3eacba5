"""Columns: kept up to date, filled, dated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ....contract import Column, Entry, china_date
from ...table import View
from ..about import About
from ..dates import days_between
from ..vocabulary import COLUMN_KINDS
from .known import failed, home, latest, page_of, part
from .outcome import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Outcome, check

HOME_DAYS = 14  # 19号 veto 3: two weeks


@check
def home_updates(view: View) -> list[Outcome]:
    """Whether the home page shows anything of the last two weeks. Where it prints no such date its columns are asked too:
    nothing new in them is a failure, anything new, or one that could not be looked at, leaves it open."""
    front = home(view)
    if isinstance(front, list):
        return front
    since = view.since(HOME_DAYS)
    dated = [e for e in latest(view, Entry) if e.published]
    new = [e for e in dated if e.published and since < e.published <= view.as_of]
    shown = [e for e in new if e.kind == "home"]
    if shown:
        return [Outcome(PASS, f"首页两周内更新 {len({e.key.split(' ')[0] for e in shown})} 条", len(shown), front.page)]
    told = "首页所标日期均在两周以前" if any(e.kind == "home" for e in dated) else "首页未标注日期"
    if new or not dated or failed(view, "column", "feed"):
        return [Outcome(NOT_DECIDED, told + (", 栏目两周内有更新" if new else ""), page=front.page)]
    return [Outcome(FAIL, f"{told}, 已查看的栏目两周内均无更新", 1, front.page)]


@check
def stale_columns(view: View, windows: Mapping[str, int], names: Sequence[str] = ()) -> list[Outcome]:
    """Each column of these kinds (and with one of these words in its name) without an item in so many days.
    A column that prints no date counts as not updated."""
    return _each(view, tuple(windows), names, lambda column: _age(view, column, windows[column.kind]))


def _age(view: View, column: Column, days: int) -> str:
    if column.newest is None:
        return "没有内容" if not column.items else "未标注发布时间"
    age = days_between(column.newest, view.as_of)
    return f"最新信息 {china_date(column.newest)}, 距今 {age} 天, 超过 {days} 天" if age > days else ""


@check
def blank_columns(view: View) -> list[Outcome]:
    """Each column that lists nothing, or whose page is gone."""
    return _each(view, COLUMN_KINDS, (), lambda column: "" if column.items else "空白或已打不开")


@check
def undated_lists(view: View) -> list[Outcome]:
    """Each list with lines that print no date."""

    def undated(column: Column) -> str:
        return f"{column.items} 条中 {column.items - column.dated} 条未标注日期" if column.dated < column.items else ""

    return _each(view, COLUMN_KINDS, (), undated)


@check
def column_offered(view: View, kinds: Sequence[str], name: str) -> list[Outcome]:
    """Whether the home page leads to a column of one of these kinds."""
    front = home(view)
    if isinstance(front, list):
        return front
    found = set(kinds) & set(front.columns)
    return [Outcome(PASS if found else FAIL, f"首页{'有' if found else '未见'}{name}", 1, front.page)]


def _each(view: View, kinds: tuple[str, ...], names: Sequence[str], fault: Callable[[Column], str]) -> list[Outcome]:
    """One outcome a column of these kinds: what is wrong with it, or nothing; and those that could not be looked at."""
    missing = part(view, "column", kinds, NOT_APPLICABLE)
    if missing:
        return missing
    found = [c for c in latest(view, Column) if c.kind in kinds and (not names or any(word in c.name for word in names))]
    outcomes = [_outcome(view, column, fault(column)) for column in found]
    lost = [o for o in failed(view, "column", "feed") if _may_be(view, o.page, kinds, names)]
    return [*outcomes, *lost] or [Outcome(NOT_APPLICABLE if names else NOT_DECIDED, "没有这类栏目, 或未查看到")]


def _outcome(view: View, column: Column, wrong: str) -> Outcome:
    page = page_of(view, column)
    name = f"栏目“{column.name or column.key}”"
    return Outcome(FAIL if wrong else PASS, f"{name}: {wrong or '正常'}", 1, column.page, page.url if page else "")


def _may_be(view: View, page: str, kinds: tuple[str, ...], names: Sequence[str]) -> bool:
    """True unless the look was proposed as a column of another kind or name."""
    look = next(p for p in view.looks if p.id == page)
    about = About.of(look)
    return (not about.kind or about.kind in kinds) and (not names or any(word in about.name for word in names))
