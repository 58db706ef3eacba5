"""What is measured of Weibo, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dsci.channels import channels
from dsci.contract import Period, Post, Profile, Status, Timeline, fact

from . import social
from .social import SEEN, UNIT, account, look, measured, statuses, values

LIST = "https://m.weibo.cn/api/container/getIndex?containerid=1076031&page=1"
CARD = "https://m.weibo.cn/api/container/getIndex?type=uid&value=1"
LOOKS = [look("weibo", "profile", CARD), look("weibo", "timeline", LIST)]


def post(key: str, moment: str, **fields: object) -> Post:
    known: dict[str, object] = {"original": True, "reposts": 0, "comments": 0, "likes": 0, "pictures": 0}
    return social.post(LOOKS[1], key, moment, **known | fields)


def timeline(more: bool = False, oldest: datetime | None = None) -> Timeline:
    return fact(Timeline, look("weibo", "timeline", LIST), LIST, items=10, oldest=oldest, more=more)


def card(**fields: object) -> Profile:
    return social.profile(LOOKS[0], **{"verified": True, "followers": 1234000} | fields)


POSTS = [
    post("a", "2026-10-31T19:00:00", title="身份证办理指南", media=("video",), reposts=4, comments=10, likes=100),
    post("b", "2026-10-31T08:00:00", original=False, reposts=0, comments=2, likes=6),
    post("c", "2026-10-20T08:00:00", title="问卷征集", reposts=2, comments=0, likes=14),
    post("d", "2026-10-01T20:00:01", title="社保", reposts=6, comments=None, likes=0),
    post("e", "2026-10-01T20:00:00", title="窗口之外", media=("video",), reposts=900, comments=900, likes=900),
    post("f", "2020-01-01T00:00:00", pinned=True, title="办事", reposts=900, comments=900, likes=900),
]


def test_every_metric_by_hand() -> None:
    rows = measured("weibo", LOOKS, [*POSTS, timeline(), card()])
    assert statuses(rows) == {Status.OK}
    assert values(rows) == pytest.approx(
        {
            "posts_per_day": 4 / 30,
            "active_days_share": 3 / 30,
            "originals_share": 3 / 4,
            "service_posts_share": 2 / 4,
            "comments_per_post": (10 + 2 + 0) / 3,
            "callouts_share": 1 / 4,
            "silent_days": 0,
            "verified": 1,
            "media_share": 1 / 4,
            "reposts_per_post": 12 / 4,
            "likes_per_post": 120 / 4,
            "followers": 1234000,
        }
    )
    assert {row.method for row in rows.values()} == {"public_api"}


def test_silence_counts_calendar_days_and_pinned_posts() -> None:
    assert measured("weibo", LOOKS, [post("a", "2026-10-30T23:59:59"), timeline()])["silent_days"].value == 1
    assert measured("weibo", LOOKS, [post("a", "2026-09-01T00:00:00", pinned=True), timeline()])["silent_days"].value == 60


def test_thirty_one_days_touched_are_still_one() -> None:
    daily = [post(str(n), (SEEN - timedelta(days=n, minutes=1)).replace(tzinfo=None).isoformat()) for n in range(30)]
    daily.append(post("x", "2026-10-01T21:00:00"))
    assert len({p.published.date() for p in daily if p.published}) == 31
    assert measured("weibo", LOOKS, [*daily, timeline()])["active_days_share"].value == 1


def test_no_posts_are_no_activity_and_nothing_else() -> None:
    rows = measured("weibo", LOOKS, [timeline(), card(verified=False)])
    assert rows["posts_per_day"].value == rows["active_days_share"].value == rows["verified"].value == 0
    empty = set(rows) - {"posts_per_day", "active_days_share", "verified", "followers"}
    assert {rows[name].status for name in empty} == {Status.EMPTY}


def test_lower_bounds_stay_lower_bounds() -> None:
    many = post("a", "2026-10-31T19:00:00", reposts=1000000, censored=("reposts",))
    rows = measured("weibo", LOOKS, [many, timeline(), card(followers=1000000, censored=("followers",))])
    for name in ("reposts_per_post", "followers"):
        assert (rows[name].status, rows[name].value, rows[name].bound) == (Status.CENSORED, 1000000, 1000000)
    assert rows["likes_per_post"].status is Status.OK


def test_a_list_not_read_to_the_start_of_the_window_gives_lower_bounds() -> None:
    inside, before = (datetime.fromisoformat(d + "T20:00:00+08:00") for d in ("2026-10-05", "2026-10-01"))
    rows = measured("weibo", LOOKS, [POSTS[0], timeline(more=True, oldest=inside)])
    assert (rows["posts_per_day"].status, rows["posts_per_day"].bound) == (Status.CENSORED, pytest.approx(1 / 30))
    assert rows["active_days_share"].status is Status.CENSORED
    assert measured("weibo", LOOKS, [POSTS[0], timeline(more=True, oldest=before)])["posts_per_day"].status is Status.OK


@pytest.mark.parametrize("status", [Status.LOGIN_REQUIRED, Status.BLOCKED, Status.CHANGED_SHAPE, Status.TIMEOUT])
def test_a_failed_look_never_becomes_a_number(status: Status) -> None:
    failed = [look("weibo", p, u, status=status) for p, u in (("profile", CARD), ("timeline", LIST))]
    rows = measured("weibo", failed, POSTS)
    assert statuses(rows) == {status} and set(values(rows).values()) == {None}


def test_absent_unknown_and_closed() -> None:
    assert statuses(measured("weibo", [], accounts=[account("weibo", "weibo", role="absent")])) == {Status.ABSENT}
    assert statuses(measured("weibo", [])) == {Status.NOT_TRIED}
    only_card = measured("weibo", [look("weibo", "profile", CARD, status=Status.DELETED)], accounts=[account("weibo", "weibo")])
    assert only_card["followers"].status is Status.DELETED
    assert only_card["posts_per_day"].status is only_card["likes_per_post"].status is Status.NOT_TRIED


def test_evidence_is_the_pages_that_were_used() -> None:
    older = post("old", "2026-01-01T00:00:00")
    other = replace(older, page="another page")
    rows = channels()["weibo"].table.measure(UNIT, [], LOOKS, [POSTS[0], other, card()], Period.parse("2026"), SEEN)
    found = {row.metric: [e.page for e in evidence] for row, evidence in rows}
    assert found["weibo.likes_per_post"] == [f"timeline {LIST}"]
    assert found["weibo.followers"] == [f"profile {CARD}"]
