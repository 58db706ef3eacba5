"""What is measured of WeChat by exported figures, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import log

import pytest

from dsci.contract import Figures, Method, Observation, Reach, Status, Timeline, fact

from .social import SEEN, look, measured

PAGES = {p: replace(look("wechat", p, f"import:x#wechat/{p}/1"), method=Method.IMPORT_OWNER) for p in ("reach", "figures")}
REACHED = ("reads_per_article", "headline_reads", "shares_per_article", "wci", "bare_likes_share")
FIGURED = ("menu_entries", "miniprogram_entry", "messages_answered_share", "followers", "followers_gained_share")


def article(key: str, moment: str = "2026-10-20T08:00:00", **fields: object) -> Reach:
    known: dict[str, object] = {"reads": 100, "likes": 3, "looking": 2, "shares": 5, "comments": 0, "headline": True}
    return fact(Reach, PAGES["reach"], key, published=datetime.fromisoformat(moment + "+08:00"), **known | fields)


def reach(*articles: Reach) -> dict[str, Observation]:
    whole = fact(Timeline, PAGES["reach"], "list", items=len(articles), oldest=SEEN - timedelta(days=40), more=True)
    return measured("wechat", [PAGES["reach"]], [*articles, whole])


def figures(**fields: object) -> dict[str, Observation]:
    known: dict[str, object] = {
        "followers": 1100, "gained": 100, "menu_entries": 9, "miniprogram": True, "messages": 40, "answered": 30,
    }  # fmt: skip
    return measured("wechat", [PAGES["figures"]], [fact(Figures, PAGES["figures"], "1", **known | fields)])


def part(reads: float, looking: float, likes: float) -> float:
    return 0.85 * log(reads + 1) + 0.09 * log(10 * looking + 1) + 0.06 * log(10 * likes + 1)


def test_every_metric_of_articles_by_hand() -> None:
    rows = reach(
        article("a", reads=300, likes=100, looking=4, shares=0, comments=0),
        article("b", reads=60, likes=20, looking=1, shares=7, comments=2, headline=False),
        article("c", reads=30, likes=1, looking=0, shares=2, comments=0),
        article("d", "2026-10-01T20:00:00", reads=99_999, shares=99_999),
        article("e", "2026-11-01T00:00:00", reads=99_999, shares=99_999),
    )
    per_day, per_article = part(390 / 30, 5 / 30, 121 / 30), part(390 / 3, 5 / 3, 121 / 3)
    headlines, largest = part(330 / 30, 4 / 30, 101 / 30), part(300, 4, 100)
    assert {name: rows[name].value for name in REACHED} == pytest.approx(
        {
            "reads_per_article": 130,
            "headline_reads": 165,
            "shares_per_article": 3,
            "wci": 12 * (0.6 * per_day + 0.2 * per_article + 0.1 * headlines + 0.1 * largest) ** 2,
            "bare_likes_share": 1 / 3,
        }
    )
    assert {rows[name].status for name in REACHED} == {Status.OK}
    assert {rows[name].method for name in REACHED} == {"import_owner"}
    assert {rows[name].status for name in FIGURED} == {Status.NOT_TRIED}


def test_every_metric_of_the_account_by_hand() -> None:
    rows = figures()
    assert {name: rows[name].value for name in FIGURED} == pytest.approx(
        {
            "menu_entries": 9,
            "miniprogram_entry": 1,
            "messages_answered_share": 0.75,
            "followers": 1100,
            "followers_gained_share": 0.1,
        }
    )
    assert {rows[name].status for name in FIGURED} == {Status.OK}
    assert figures(miniprogram=False)["miniprogram_entry"].value == 0


def test_more_than_100000_is_a_bound_for_means_and_counts_as_the_index_counts_it() -> None:
    rows = reach(article("a", reads=100_000, censored=("reads",)), article("b", reads=0))
    assert (rows["reads_per_article"].status, rows["reads_per_article"].bound) == (Status.CENSORED, 50_000)
    assert rows["headline_reads"].status is Status.CENSORED
    counted = reach(article("a", reads=100_001), article("b", reads=0))
    assert (rows["wci"].status, rows["wci"].value) == (Status.OK, counted["wci"].value)


def test_no_article_is_empty_and_its_index_0() -> None:
    rows = reach(article("a", "2026-09-01T08:00:00"))
    assert (rows["wci"].status, rows["wci"].value) == (Status.OK, 0)
    assert {rows[name].status for name in REACHED if name != "wci"} == {Status.EMPTY}
    assert reach(article("a", headline=False))["headline_reads"].status is Status.EMPTY


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("reads", {"reads_per_article", "headline_reads", "wci"}),
        ("headline", {"headline_reads"}),
        ("shares", {"shares_per_article", "bare_likes_share"}),
        ("comments", {"bare_likes_share"}),
    ],
)
def test_a_column_that_the_sheet_lacks_was_not_tried(field: str, names: set[str]) -> None:
    rows = reach(article("a", **{field: None}), article("b", **{field: None}))
    assert {name for name in REACHED if rows[name].status is Status.NOT_TRIED} == names
    assert all(rows[name].reason == f"{field}: not told" for name in names)


def test_an_index_of_articles_half_told_is_a_lower_bound() -> None:
    rows = reach(article("a", looking=None), article("b"))
    assert (rows["wci"].status, rows["wci"].bound) == (Status.CENSORED, rows["wci"].value)
    assert reach(article("a", comments=None, likes=500, shares=0), article("b"))["bare_likes_share"].value == 0


@pytest.mark.parametrize(
    ("name", "fields", "status"),
    [
        ("messages_answered_share", {"messages": 0, "answered": 0}, Status.EMPTY),
        ("messages_answered_share", {"messages": 3, "answered": 4}, Status.NOT_DECIDED),
        ("messages_answered_share", {"messages": None}, Status.NOT_TRIED),
        ("messages_answered_share", {"censored": ("messages",)}, Status.NOT_DECIDED),
        ("followers_gained_share", {"followers": 100, "gained": 100}, Status.NOT_DECIDED),
        ("followers_gained_share", {"gained": None}, Status.NOT_TRIED),
        ("followers_gained_share", {"censored": ("followers",)}, Status.NOT_DECIDED),
        ("followers", {"followers": 100_000, "censored": ("followers",)}, Status.CENSORED),
        ("followers", {"followers": None}, Status.NOT_TRIED),
        ("menu_entries", {"menu_entries": None}, Status.NOT_TRIED),
        ("miniprogram_entry", {"miniprogram": None}, Status.NOT_TRIED),
    ],
)
def test_what_figures_do_not_decide(name: str, fields: dict[str, object], status: Status) -> None:
    assert figures(**fields)[name].status is status


def test_an_account_may_lose_followers() -> None:
    assert figures(followers=900, gained=-100)["followers_gained_share"].value == pytest.approx(-0.1)
