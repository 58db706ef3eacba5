"""Answers of weibo.com/ajax: the same facts as those of m.weibo.cn, under the same keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from dsci.contract import Post, Profile, Status, Timeline

from .social import read
from .test_weibo import LIST, page
from .test_weibo import USER as MOBILE_USER

AJAX = "https://weibo.com/ajax"
MINE = f"{AJAX}/statuses/mymblog?uid=1&page=1&feature=0"
PAST = f"{AJAX}/statuses/searchProfile?uid=1&page=2&starttime=1782835200&endtime=1790784000"  # 1 July to 1 October 2026
INFO = f"{AJAX}/profile/info?uid=1"
USER = {name: value for name, value in MOBILE_USER.items() if name != "follow_count"} | {"friends_count": 3}


def blog(mid: int = 4607741009594608, **fields: object) -> dict[str, object]:
    known: dict[str, object] = {
        "id": mid, "idstr": str(mid), "mid": str(mid), "mblogid": "K3fnuEfZK", "created_at": "Fri Oct 30 09:00:00 +0800 2026",
        "text": "文", "text_raw": "文", "pic_ids": [], "pic_num": 0, "reposts_count": 1, "comments_count": 2,
        "attitudes_count": 3, "isLongText": False, "user": {"id": 1},
        "number_display_strategy": {"apply_scenario_flag": 3, "display_text_min_number": 1000000, "display_text": "100万+"},
    }  # fmt: skip
    return known | fields


def listed(*blogs: dict[str, object], since: object = "", url: str = MINE) -> Any:
    return read("weibo", "timeline", {"ok": 1, "data": {"since_id": since, "list": list(blogs), "total": 9}}, url)


def test_a_profile_counts_friends_where_the_other_host_counts_follows() -> None:
    (found,) = read("weibo", "profile", {"ok": 1, "data": {"user": USER, "tabList": []}}, INFO).facts
    assert isinstance(found, Profile)
    assert (found.key, found.followers, found.following, found.posts, found.verified) == ("1", 1234000, 3, 9, True)
    missing = read("weibo", "profile", {"ok": 1, "data": {"user": MOBILE_USER}}, INFO)
    assert (missing.status, missing.reason) == (Status.CHANGED_SHAPE, "$.data.user.friends_count: missing")


def test_both_hosts_tell_the_same_post() -> None:
    mobile = {name: value for name, value in blog().items() if name not in ("pic_ids", "mblogid")} | {"id": "4607741009594608"}
    (there, _), (here, _) = listed(blog()).facts, read("weibo", "timeline", page(mobile), LIST).facts
    assert replace(there, page=here.page) == here


@pytest.mark.parametrize(
    ("printed", "likes", "censored"),
    [(999999, 999999, ()), (1000000, 1000000, ("likes",)), (1049077, 1049077, ()), ("100万+", 1000000, ("likes",))],
)
def test_a_count_at_the_limit_of_what_is_shown_is_a_lower_bound(printed: object, likes: int, censored: tuple[str, ...]) -> None:
    post, _ = listed(blog(attitudes_count=printed)).facts
    assert (post.likes, post.censored) == (likes, censored)
    unlimited = {name: value for name, value in blog(attitudes_count=printed).items() if name != "number_display_strategy"}
    assert listed(unlimited).facts[0].censored == (("likes",) if printed == "100万+" else ())


def test_the_cursor_is_text_here_and_the_page_number_goes() -> None:
    extract = listed(blog(), since="4607741009594608kp2")
    (onward,) = [t for t in extract.follow if t.purpose == "timeline"]
    assert onward.url == f"{AJAX}/statuses/mymblog?uid=1&feature=0&since_id=4607741009594608kp2"
    assert onward.about == "2026-10-30T09:00:00+08:00"
    assert [t.purpose for t in listed(blog(comments_count=0)).follow] == []


def test_a_long_post_is_asked_for_by_its_short_name_and_kept_under_its_number() -> None:
    follow = listed(blog(isLongText=True, comments_count=1)).follow
    assert [(t.purpose, t.url, t.about) for t in follow] == [
        ("longtext", f"{AJAX}/statuses/longtext?id=K3fnuEfZK", "4607741009594608"),
        (
            "comments",
            "https://m.weibo.cn/comments/hotflow?id=4607741009594608&mid=4607741009594608&max_id_type=0",
            "4607741009594608",
        ),
    ]


def test_pinned_posts_and_reposts() -> None:
    extract = listed(blog(isTop=1), blog(2, retweeted_status={"user": None, "text": "已删除"}, text="转发"))
    posts = [f for f in extract.facts if isinstance(f, Post)]
    assert [(p.pinned, p.original) for p in posts] == [(True, True), (False, False)]
    assert extract.redacted is not None and "已删除".encode() not in extract.redacted
    again = read("weibo", "timeline", extract.redacted, MINE)
    assert (again.facts, again.follow) == (extract.facts, extract.follow)


# ------------------------------------------------------------------------------ a past period


def test_a_period_is_paged_by_numbers_until_a_page_is_empty() -> None:
    extract = listed(blog(created_at="Tue Sep 01 09:00:00 +0800 2026", isLongText=True), url=PAST)
    (onward,) = extract.follow
    assert onward.url == PAST.replace("page=2", "page=3")
    (end,) = [f for f in extract.facts if isinstance(f, Timeline)]
    assert end.more


def test_the_end_of_a_period_says_nothing_of_what_lies_before_it() -> None:
    extract = listed(url=PAST)
    (end,) = extract.facts
    assert (extract.status, extract.follow) == (Status.EMPTY, ())
    assert (end.items, end.oldest, end.more) == (0, datetime(2026, 6, 30, 16, tzinfo=UTC), True)


@pytest.mark.parametrize("number", ["x", "-1", "999999", "１"])
def test_a_page_number_that_is_none(number: str) -> None:
    assert listed(blog(), url=PAST.replace("page=2", f"page={number}")).status is Status.CHANGED_SHAPE
