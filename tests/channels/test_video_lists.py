"""Lists of videos: those that an owner saved of Douyin, and what is measured of lists on any platform."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log
from pathlib import Path

import pytest

from dsci.contract import Fact, Method, Observation, Page, Post, Reach, Status, Timeline, fact

from . import social
from .social import SEEN, account, look, measured, read

LISTED = "https://www.douyin.com/aweme/v1/web/aweme/post/?sec_user_id=MS4&max_cursor=0"
ITEM = {
    "aweme_id": "7293", "desc": "社保卡怎么办理", "create_time": 1790000000, "is_top": 0, "images": None,
    "statistics": {"digg_count": 30, "comment_count": 20, "share_count": 10, "play_count": 0}, "status": {"is_delete": False},
}  # fmt: skip


def envelope(*items: object, more: object = 1) -> dict[str, object]:
    return {"status_code": 0, "min_cursor": 1, "max_cursor": 2, "has_more": more, "aweme_list": list(items)}


# ------------------------------------------------------------------------------------------- saved lists of Douyin


def test_a_saved_list() -> None:
    pinned = ITEM | {"aweme_id": "1", "is_top": 1, "create_time": 1600000000}
    gone = ITEM | {"aweme_id": "2", "status": {"is_delete": True}}
    first, second, *reached, end = read("video", "works", envelope(pinned, ITEM, gone), LISTED).facts
    assert [(type(f), f.key) for f in reached] == [(Reach, "works:1"), (Reach, "works:7293")]
    assert isinstance(first, Post) and isinstance(second, Post) and isinstance(end, Timeline)
    assert [(p.key, p.pinned, p.reads) for p in (first, second)] == [("works:1", True, None), ("works:7293", False, None)]
    assert (end.key, end.items, end.more) == (LISTED, 2, True)
    assert end.oldest == second.published, "a pinned video is older than what the list reaches back to"


def test_a_list_to_its_end_and_an_empty_one() -> None:
    *_, end = read("video", "works", envelope(ITEM, more=0), LISTED).facts
    assert isinstance(end, Timeline) and not end.more
    empty = read("video", "works", envelope(more=0), LISTED)
    assert empty.status is Status.EMPTY and [type(f) for f in empty.facts] == [Timeline]


def test_a_list_that_tells_plays() -> None:
    numbers = ITEM["statistics"] | {"play_count": 900}  # type: ignore[operator]
    post, reach, _ = read("video", "works", [ITEM | {"statistics": numbers}], LISTED).facts
    assert isinstance(post, Post) and isinstance(reach, Reach)
    assert (reach.key, reach.reads, reach.shares, reach.published) == ("works:7293", 900, 10, post.published)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"status_code": 8}, "$.status_code: 8"),
        ({"status_code": 0}, "$.aweme_list: missing"),
        (envelope(more=None), "$.has_more: NoneType, not a whole number"),
        ({"status_code": 0, "has_more": 0, "aweme_list": None}, "$.aweme_list: NoneType, not a list"),
        (envelope(ITEM, {"aweme_id": "3"}), "$.aweme_list[1].statistics: missing"),
        ([ITEM | {"create_time": "gestern"}], "$[0].create_time: 'gestern', not a time"),
    ],
)
def test_a_list_of_another_shape(body: object, reason: str) -> None:
    extract = read("video", "works", body, LISTED)
    assert (extract.status, extract.reason, extract.facts) == (Status.CHANGED_SHAPE, reason, ())


def test_every_item_of_the_recording(reference: Path) -> None:
    raw = (reference / "samples/video/douyin_aweme_list_a.json").read_bytes()
    items = json.loads(raw)
    for body in (raw, envelope(*items)):
        *facts, end = read("video", "works", body, LISTED).facts
        posts, reached = facts[:56], facts[56:]
        assert len(items) == len(reached) == 56 and isinstance(end, Timeline) and end.items == 56
        assert {(type(f), getattr(f, "reads", 0)) for f in reached} == {(Reach, None)}
        for post, item in zip(posts, items, strict=True):
            numbers = item["statistics"]
            assert isinstance(post, Post) and post.key == f"works:{item['aweme_id']}" and post.title == item["desc"]
            assert (post.likes, post.comments) == (numbers["digg_count"], numbers["comment_count"])
            assert (post.reposts, post.reads, numbers["play_count"]) == (numbers["share_count"], None, 0)
            assert post.published == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=item["create_time"])
            assert (post.pinned, post.media, post.pictures) == (item["is_top"] == 1, ("video",), 0)
        assert sum(p.pinned for p in posts if isinstance(p, Post)) == 3
        loose = [item["create_time"] for item in items if not item["is_top"]]
        assert end.oldest == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=min(loose))


# ----------------------------------------------------------------------------------------------- what is measured

OWNED = replace(look("video", "works", "import:douyin.xlsx#video/works/1"), method=Method.IMPORT_OWNER)
VENDOR = replace(look("video", "works", "import:s.csv#video/works/s", account="s"), method=Method.IMPORT_VENDOR)
ACCOUNTS = [account("video", "douyin"), account("video", "shipinhao", "s")]
COUNTS = ("reposts", "comments", "likes")


def work(page: Page, key: str, moment: str, *counts: int | None, title: str = "", plays: int | None = None) -> list[Fact]:
    post = social.post(page, f"works:{key}", moment, title=title, reads=plays, **dict(zip(COUNTS, counts, strict=True)))
    told = {"likes": post.likes, "shares": post.reposts, "comments": post.comments, "looking": None, "headline": None}
    return [post, fact(Reach, page, post.key, published=post.published, reads=plays, **told)]


def reaches(page: Page, day: str, more: bool = True) -> Timeline:
    return fact(Timeline, page, page.url, items=9, oldest=datetime.fromisoformat(f"{day}T00:00:00+08:00"), more=more)


LISTS = [
    *work(OWNED, "1", "2026-10-03T12:00", 5, 7, 300, title="社保卡怎么办理", plays=1000),
    *work(OWNED, "2", "2026-10-21T12:00", 0, 0, 100, title="社保卡怎么办理", plays=4000),
    *work(VENDOR, "1", "2026-10-21T09:00", 1, 2, 3),
    *work(VENDOR, "old", "2026-09-30T09:00", 9, 9, 9, plays=77),
    reaches(OWNED, "2026-09-30"),
    reaches(VENDOR, "2026-09-30"),
]


def of_lists(facts: Iterable[Fact], *looks: Page) -> dict[str, Observation]:
    return measured("video", looks or (OWNED, VENDOR), facts, ACCOUNTS)


def test_lists_by_hand() -> None:
    rows = of_lists(LISTS)
    values = {name: row.value for name, row in rows.items() if row.status is Status.OK}
    # two lists, three videos after 1 October 20:00: on the 3rd, and two on the 21st
    assert values == pytest.approx(
        {
            "works_per_day": 3 / 30,
            "active_days_share": 2 / 30,
            "longest_gap_days": 18,
            "topics_count": 1,
            "silent_days": 10,
            "plays_per_video": 2500,
            "vci": 160 * (0.2 * log(4) + 0.8 * (0.4 * log(7) + 0.4 * log(10) + 0.2 * log(404))),
            "bare_likes_share": 1 / 3,
        }
    )
    assert rows["vci"].method == "import_owner import_vendor"
    assert rows["platforms_count"].status is Status.CENSORED and rows["platforms_count"].value == 2


def test_a_list_that_is_too_short_gives_lower_bounds() -> None:
    short = [*LISTS[:-1], reaches(VENDOR, "2026-10-21")]
    rows = of_lists(short)
    assert {rows[n].status for n in ("works_per_day", "active_days_share", "topics_count", "vci")} == {Status.CENSORED}
    assert rows["longest_gap_days"].status is Status.NOT_DECIDED
    whole = of_lists([*LISTS[:-1], reaches(VENDOR, "2026-10-21", more=False)])
    assert whole["works_per_day"].status is Status.OK


def test_counts_that_a_list_does_not_print_are_no_zero() -> None:
    rows = of_lists([*LISTS, *work(OWNED, "3", "2026-10-22T12:00", None, None, 500)])
    assert rows["vci"].status is Status.CENSORED and rows["vci"].value == rows["vci"].bound
    assert rows["bare_likes_share"].value == pytest.approx(1 / 3), "of those that print all three"


def test_a_column_that_no_list_has() -> None:
    lists = [*work(OWNED, "1", "2026-10-22T12:00", None, 7, 500), reaches(OWNED, "2026-09-30")]
    rows = of_lists(lists, OWNED)
    found = {name: (rows[name].status, rows[name].reason) for name in ("plays_per_video", "vci", "bare_likes_share")}
    unsaid = {"plays_per_video": "reads", "vci": "reposts", "bare_likes_share": "reposts"}
    assert found == {name: (Status.NOT_TRIED, f"{column}: not told") for name, column in unsaid.items()}
    assert rows["works_per_day"].value == pytest.approx(1 / 30)


def test_an_account_that_fell_silent() -> None:
    rows = of_lists([*LISTS[6:8], reaches(OWNED, "2026-09-01"), reaches(VENDOR, "2026-09-01")])
    told = {name: rows[name].value for name in ("works_per_day", "active_days_share", "topics_count", "silent_days", "vci")}
    assert told == {"works_per_day": 0, "active_days_share": 0, "topics_count": 0, "silent_days": 31, "vci": 0}
    assert {rows[name].status for name in ("plays_per_video", "bare_likes_share")} == {Status.EMPTY}


def test_without_a_list_nothing_is_said() -> None:
    seen = look("video", "profile")
    rows = measured("video", [seen], [social.profile(seen)], ACCOUNTS)
    names = ("works_per_day", "longest_gap_days", "topics_count", "silent_days", "plays_per_video", "vci", "bare_likes_share")
    assert {rows[name].status for name in names} == {Status.NOT_TRIED}


def test_a_video_seen_and_listed_is_two_facts() -> None:
    shared = look("video", "share", "https://www.iesdouyin.com/share/video/1/", seen_at=SEEN)
    both = of_lists([*LISTS, social.post(shared, "1", "2026-10-03T12:00", comments=100)], OWNED, VENDOR, shared)
    alone = of_lists(LISTS)
    assert (both["comments_per_video"].value, both["vci"].value) == (100, alone["vci"].value)
