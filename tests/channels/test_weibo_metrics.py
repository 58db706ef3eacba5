"""What is measured of Weibo, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import log

import pytest

from dsci.channels import channels
from dsci.contract import Comments, FullText, Method, Page, Period, Post, Profile, Status, Timeline, fact

from . import social
from .social import SEEN, UNIT, account, look, measured, statuses, values

LIST = "https://m.weibo.cn/api/container/getIndex?containerid=1076031&page=1"
CARD = "https://m.weibo.cn/api/container/getIndex?type=uid&value=1"
LONG, UNDER = (f"https://m.weibo.cn/{path}?id=" for path in ("statuses/extend", "comments/hotflow"))
SERVICE, CALLOUT = "身份证办理指南：今起可网上预约办理身份证", "公开征集意见：关于城市公园条例草案向社会征求意见"
LOOKS = [look("weibo", "profile", CARD), look("weibo", "timeline", LIST)]
CLOSER = [*(look("weibo", "longtext", f"{LONG}{n}") for n in "abc"), *(look("weibo", "comments", f"{UNDER}{n}") for n in "abc")]


def post(key: str, moment: str, **fields: object) -> Post:
    known: dict[str, object] = {"original": True, "reposts": 0, "comments": 0, "likes": 0, "pictures": 0}
    return social.post(LOOKS[1], key, moment, **known | fields)


def timeline(more: bool = False, oldest: datetime | None = None) -> Timeline:
    return fact(Timeline, look("weibo", "timeline", LIST), LIST, items=10, oldest=oldest, more=more)


def card(**fields: object) -> Profile:
    return social.profile(LOOKS[0], **{"verified": True, "followers": 1234000} | fields)


POSTS = [
    post("a", "2026-10-31T19:00:00", title=SERVICE, media=("video",), reposts=4, comments=10, likes=100),
    post("b", "2026-10-31T08:00:00", original=False, reposts=0, comments=2, likes=6),
    post("c", "2026-10-20T08:00:00", title=CALLOUT, reposts=2, comments=0, likes=14),
    post("d", "2026-10-01T20:00:01", title=SERVICE, reposts=6, comments=None, likes=0),
    post("e", "2026-10-01T20:00:00", title="窗口之外", media=("video",), reposts=900, comments=900, likes=900),
    post("f", "2020-01-01T00:00:00", pinned=True, title="办事", reposts=900, comments=900, likes=900),
]


def text(page: Page, guides: int) -> FullText:
    return fact(FullText, page, page.url, length=300, guides=guides)


def under(page: Page, seen: int, own: int, repeated: int) -> Comments:
    return fact(Comments, page, page.url, seen=seen, own=own, repeated=repeated, more=False)


OFFICE = "杭州市人民政府新闻办公室官方微博"
SAMPLES = [
    text(CLOSER[0], 2), text(CLOSER[1], 0), text(CLOSER[2], 1),
    under(CLOSER[3], 10, 2, 4), under(CLOSER[4], 6, 0, 0), under(CLOSER[5], 0, 0, 0),
]  # fmt: skip


def test_every_metric_by_hand() -> None:
    before = replace(card(followers=1000000), seen_at=SEEN - timedelta(days=10), page="before")
    now = card(name="杭州发布", verified_reason=OFFICE)
    rows = measured("weibo", [*LOOKS, *CLOSER], [*POSTS, timeline(), before, now, *SAMPLES])
    # d prints no comments; sums of the window: 4 posts, 12 reposts, 12 comments, 120 likes
    bci = 160 * (0.2 * log(5) + 0.8 * (0.4 * log(13) + 0.4 * log(13) + 0.2 * log(121)))
    assert values(rows) == pytest.approx(
        {
            "posts_per_day": 4 / 30,
            "active_days_share": 3 / 30,
            "longest_gap_days": 19,  # 1 to 20 October, then 11 days
            "topics_count": 2,
            "originals_share": 3 / 4,
            "service_posts_share": 2 / 4,
            "comments_per_post": (10 + 2 + 0) / 3,
            "callouts_share": 1 / 4,
            "silent_days": 0,
            "verified": 1,
            "host_named": 1,
            "name_consistent": 1,
            "media_share": 1 / 4,
            "reposts_per_post": 12 / 4,
            "likes_per_post": 120 / 4,
            "followers": 1234000,
            "followers_growth": 0.234,
            "followers_jump": 0.0234,
            "bci": bci,
            "bare_likes_share": 0,
            "guide_links_share": 2 / 3,
            "answers_share": 1 / 2,
            "repeated_comments_share": 4 / 14,
        }
    )
    assert {name for name, row in rows.items() if row.status is not Status.OK} == {"bci"}
    assert rows["bci"].status is Status.CENSORED, "a post without a count of comments"
    assert {row.method for row in rows.values()} == {"public_api"}
    assert len(rows) == 23


@pytest.mark.parametrize(
    ("fields", "host", "name"),
    [
        ({"name": "杭州发布", "verified_reason": OFFICE}, 1, 1),
        ({"name": "杭州发布", "verified_reason": "新闻办公室官方微博"}, 0, 1),
        ({"name": "天堂发布", "verified_reason": OFFICE}, 1, 0),
        ({"name": "苏州发布", "verified_reason": "苏州市人民政府新闻办公室官方微博"}, 0, 0),
        ({"name": "杭州发布", "verified_reason": OFFICE, "verified": False}, 0, 1),
    ],
)
def test_whose_account_it_is(fields: dict[str, object], host: float, name: float) -> None:
    rows = measured("weibo", LOOKS, [card(**fields), timeline()])
    assert (rows["host_named"].value, rows["name_consistent"].value) == (host, name)


def test_followers_counted_once_tell_no_growth() -> None:
    rows = measured("weibo", LOOKS, [card(), timeline()])
    assert {rows[name].status for name in ("followers_growth", "followers_jump")} == {Status.NOT_DECIDED}


def test_a_jump_between_two_looks_is_a_day_s_growth() -> None:
    days = [(20, 100000), (10, 101000), (9, 151500), (0, 151500)]
    cards = [replace(card(followers=n), seen_at=SEEN - timedelta(days=d), page=str(d)) for d, n in days]
    rows = measured("weibo", LOOKS, [*cards[:-1], card(followers=151500), timeline()])
    assert rows["followers_jump"].value == pytest.approx(0.5)
    assert rows["followers_growth"].value == pytest.approx(0.515)


def test_bci_of_whole_counts_and_of_none() -> None:
    rows = measured("weibo", LOOKS, [POSTS[0], timeline()])
    assert rows["bci"].status is Status.OK
    assert rows["bci"].value == pytest.approx(160 * (0.2 * log(2) + 0.8 * (0.4 * log(5) + 0.4 * log(11) + 0.2 * log(101))))
    assert (none := measured("weibo", LOOKS, [timeline()])["bci"]).value == 0 and none.status is Status.OK
    many = post("a", "2026-10-31T19:00:00", reposts=1000000, censored=("reposts",))
    assert measured("weibo", LOOKS, [many, timeline()])["bci"].status is Status.CENSORED


def test_likes_and_nothing_else() -> None:
    bare = [post(f"b{n}", "2026-10-30T08:00:00", likes=n) for n in (99, 100, 5000)]
    rows = measured("weibo", LOOKS, [*bare, post("c", "2026-10-30T08:00:00", likes=500, comments=1), timeline()])
    assert rows["bare_likes_share"].value == 2 / 4


def test_samples_that_were_not_looked_at_are_no_zero() -> None:
    without = measured("weibo", LOOKS, [*POSTS, timeline()])
    assert {without[name].status for name in ("guide_links_share", "answers_share", "repeated_comments_share")} == {Status.EMPTY}
    sheet = replace(look("weibo", "timeline", "import:sheet.csv"), method=Method.IMPORT_OWNER)
    imported = measured("weibo", [sheet], [replace(p, page=sheet.id) for p in POSTS])
    assert {imported[name].status for name in ("guide_links_share", "answers_share")} == {Status.NOT_TRIED}
    assert imported["originals_share"].value == 3 / 4
    failed = [replace(page, status=Status.BLOCKED) for page in CLOSER]
    assert measured("weibo", [*LOOKS, *failed], [*POSTS, timeline()])["answers_share"].status is Status.BLOCKED
    only_own = measured("weibo", [*LOOKS, CLOSER[3]], [timeline(), under(CLOSER[3], 2, 2, 0)])
    assert (only_own["answers_share"].value, only_own["repeated_comments_share"].status) == (1, Status.EMPTY)


def test_media_that_an_export_does_not_tell_are_no_absence_of_video() -> None:
    told, untold = post("a", "2026-10-31T19:00:00", media=("video",)), post("b", "2026-10-31T19:00:00", media=("untold",))
    assert measured("weibo", LOOKS, [told, untold, timeline()])["media_share"].value == 1
    assert measured("weibo", LOOKS, [untold, timeline()])["media_share"].status is Status.EMPTY


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
    nothing = {"posts_per_day", "active_days_share", "topics_count", "bci", "verified", "host_named", "name_consistent"}
    assert {rows[name].value for name in nothing} == {0} and rows["longest_gap_days"].value == 30
    empty = set(rows) - nothing - {"longest_gap_days", "followers", "followers_growth", "followers_jump"}
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
    assert {rows[name].status for name in ("active_days_share", "topics_count", "bci")} == {Status.CENSORED}
    assert rows["longest_gap_days"].status is Status.NOT_DECIDED
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
