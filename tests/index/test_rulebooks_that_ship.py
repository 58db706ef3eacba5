"""The books that ship say whose each part is."""

from __future__ import annotations

import pytest

from dsci.index.rulebook import available, check, load
from dsci.pipeline.inspecting import load_book


@pytest.mark.parametrize("name", sorted(available()))
def test_ships_without_a_fault(name: str) -> None:
    assert check(available()[name]) == []
    assert load_book(name).id == name


def test_inspection_has_the_published_vetoes_and_keeps_its_own_checks_apart() -> None:
    book = load("inspection-2019")
    assert "自拟" in book.title and (book.frame.full, book.frame.passing, book.frame.bonus_above, book.frame.bonus_most) == (
        100, 60, 80, 30,
    )  # fmt: skip
    points = {i.id: i.points for i in book.indicators}
    assert sum(points[i] or 0 for i in points if i != "bonus") == 100 and points["services"] == 25
    for r in book.rules:
        assert (r.effect == "veto") == ("单项否决" in r.part)
        assert r.effect == "veto" or (r.status == "own" and "自拟" in r.part), r.id
        assert r.subject == "website" or r.status == "unverified", r.id
    assert {r.item for r in book.rules if r.effect == "veto" and r.subject == "website"} == {
        "安全、泄密事故等严重问题", "站点无法访问", "首页不更新", "栏目不更新", "互动回应差", "服务不实用",
    }  # fmt: skip
    assert sum(r.points or 0 for r in book.rules if r.effect == "bonus") == 30


def test_census_has_its_points_and_says_what_is_unknown() -> None:
    book = load("census-2015")
    points = {r.id: (r.points, r.cap) for r in book.rules if r.points}
    assert points["services-1"] == (2, 16) and points["available-3"] == (0.1, None) and points["updates-3"] == (4, None)
    assert book.frame.passing_status == "unverified"
    assert {r.item for r in book.rules if r.status == "unverified" and not r.judged} == {"互动访谈", "附件下载", "在线系统"}
    assert not any(r.status == "own" for r in book.rules)


def test_guide_asks_for_every_tag_of_every_kind_of_page() -> None:
    book = load("guide-2017")
    tags = [r.parameters["kind"] for r in book.rules if r.check == "meta_tag"]
    assert {kind: tags.count(kind) for kind in tags} == {"home": 3, "column": 7, "article": 10}
    assert {r.effect for r in book.rules} == {"advice"} and book.frame.full is None
