"""Services: a hall, and guides that say what one must know."""

from __future__ import annotations

from collections.abc import Sequence

from ....contract import Guide, Hall
from ...table import View
from .known import failed, latest, page_of, part
from .outcome import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Outcome, check


@check
def hall_offered(view: View) -> list[Outcome]:
    """Whether the portal leads to a service hall that can be opened."""
    return part(view, "hall", ("hall",)) or [Outcome(PASS, "有办事服务", 1, view.looked("hall")[0].id)]


@check
def guides_lacking(view: View, elements: Sequence[str], classes: int, guides: int) -> list[Outcome]:
    """Guides that lack at least so many classes of elements: a failure where there are at least `guides` of them, or where
    there are fewer services than that and each lacks them. A sample in which some do, but too few, decides nothing."""
    found = _read(view)
    if not found:
        return _unread(view)
    bad = [g for g in found if len(_missing(g, elements)) >= classes]
    items = max((h.items for h in latest(view, Hall) if h.items is not None), default=None)
    if len(bad) >= guides or (bad and len(bad) == len(found) and items is not None and items <= len(found) < guides):
        return [_incomplete(view, g, elements) for g in bad]
    seen = f"读到办事指南 {len(found)} 项, 缺 {classes} 类及以上要素的 {len(bad)} 项"
    return [Outcome(NOT_DECIDED if bad else PASS, seen, len(found), found[0].page)]


@check
def guide_classes(view: View, elements: Sequence[str]) -> list[Outcome]:
    """Each class of elements that some guide read lacks, once."""
    found = _read(view)
    if not found:
        return _unread(view)
    without = {name: [g for g in found if _missing(g, [name])] for name in elements}
    bad = [_class(view, name, of, len(found)) for name, of in without.items() if of]
    return bad or [Outcome(PASS, f"{len(found)} 项办事指南要素齐全", len(found), found[0].page)]


@check
def guides_complete(view: View, elements: Sequence[str]) -> list[Outcome]:
    """Each guide read, with the classes of elements that it lacks."""
    return [_incomplete(view, g, elements) for g in _read(view)] or _unread(view)


@check
def guides_forms(view: View) -> list[Outcome]:
    """Each guide read that offers no form to download."""
    return [_guide(view, g, "" if g.forms else "未提供表格下载") for g in _read(view)] or _unread(view)


def _read(view: View) -> list[Guide]:
    """The guides read; none where there is no hall to lead to them."""
    return [] if part(view, "hall", ("hall",)) else latest(view, Guide)


def _unread(view: View) -> list[Outcome]:
    """Why no guide was read."""
    missing = part(view, "hall", ("hall",), NOT_APPLICABLE)
    return missing or failed(view, "guide") or [Outcome(NOT_DECIDED, "未读到办事指南")]


def _missing(guide: Guide, elements: Sequence[str]) -> list[str]:
    """The classes that it lacks; its title names the item where no label does."""
    there = {*guide.elements, *(["事项名称"] if guide.title else [])}
    return [name for name in elements if name not in there]


def _incomplete(view: View, guide: Guide, elements: Sequence[str]) -> Outcome:
    missing = _missing(guide, elements)
    return _guide(view, guide, f"缺 {len(missing)} 类: {'、'.join(missing)}" if missing else "")


def _guide(view: View, guide: Guide, wrong: str) -> Outcome:
    page = page_of(view, guide)
    name = f"《{guide.title[:40]}》" if guide.title else "办事指南"
    return Outcome(FAIL if wrong else PASS, f"{name}: {wrong or '齐全'}", 1, guide.page, page.url if page else "")


def _class(view: View, name: str, of: Sequence[Guide], read: int) -> Outcome:
    page = page_of(view, of[0])
    return Outcome(FAIL, f"{read} 项办事指南中 {len(of)} 项缺“{name}”", len(of), of[0].page, page.url if page else "")
