"""What is measured of short video, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsci.contract import Account, Method, Observation, Page, Post, Profile, Reach, Status, fact

from . import social
from .social import account, look, measured, statuses, values

PROFILE = "https://www.iesdouyin.com/web/api/v2/user/info/?sec_uid=MS4"
SHARE = "https://www.iesdouyin.com/share/video/7293/"
CARD = "https://api.bilibili.com/x/web-interface/card?mid=5"
RELATION = "https://api.bilibili.com/x/relation/stat?vmid=5"
VIEW = "https://api.bilibili.com/x/web-interface/view?bvid=BV"
VISION = "https://www.kuaishou.com/graphql#visionProfile=k"
LOOKS = {
    "profile": look("video", "profile", PROFILE),
    "card": look("video", "card", CARD, account="5"),
    "vision": look("video", "vision", VISION, account="k"),
    "home": replace(look("video", "home", "import:a.csv#video/home/s", account="s"), method=Method.IMPORT_OWNER),
}
VIDEOS = [look("video", "share", f"{SHARE}{n}") for n in (1, 2)]
VIEWS = [look("video", "view", f"{VIEW}{n}", account="5") for n in (1, 2)]
BOTH = [account("video", "douyin"), account("video", "bilibili", "5")]
ALL = [*BOTH, account("video", "kuaishou", "k"), account("video", "shipinhao", "s")]
FROM_LISTS = {
    "works_per_day", "active_days_share", "longest_gap_days", "topics_count", "silent_days", "plays_per_video", "vci",
    "bare_likes_share",
}  # fmt: skip


def profile(page: Page, **fields: object) -> Profile:
    usual = {"description": "民生服务", "verified": True, "followers": 1000, "posts": 50, "likes": 12345}
    return social.profile(page, **usual | {"name": "杭州发布", "verified_reason": "杭州市人民政府官方账号"} | fields)


def reach(page: Page, key: str, reads: int | None) -> Reach:
    unknown = dict.fromkeys(("published", "headline", "likes", "looking", "shares", "comments"))
    return fact(Reach, page, key, reads=reads, **unknown)


def facts() -> list[Profile | Post | Reach]:
    return [
        profile(LOOKS["profile"]),
        profile(LOOKS["card"], followers=800, posts=70, likes=9000, verified=False),
        profile(LOOKS["vision"], followers=1_698_000, posts=202, likes=None, verified=None),
        profile(LOOKS["home"], followers=9),
        social.post(VIDEOS[0], "1", title="社保卡怎么办理", comments=20, reposts=10),
        social.post(VIDEOS[1], "2", title="夜景", comments=5, reposts=1),
        *(social.post(page, f"BV{n}", comments=999, reads=3000 * n) for n, page in enumerate(VIEWS, 1)),
        *(reach(page, f"BV{n}", 3000 * n) for n, page in enumerate(VIEWS, 1)),
    ]


def told(rows: dict[str, Observation]) -> dict[str, Observation]:
    """What does not wait for a list."""
    return {name: row for name, row in rows.items() if name not in FROM_LISTS}


def test_every_metric_by_hand() -> None:
    everything = measured("video", [*LOOKS.values(), *VIDEOS, *VIEWS], facts(), ALL)
    assert {everything[name].status for name in FROM_LISTS} == {Status.NOT_TRIED}
    rows = told(everything)
    assert statuses(rows) == {Status.OK}
    assert values(rows) == pytest.approx(
        {
            "works_count": 50,
            "bilibili_works": 70,
            "service_entry": 1,
            "captions_service_share": 1 / 2,
            "comments_per_video": 25 / 2,
            "shares_per_video": 11 / 2,
            "verified": 1,
            "bilibili_verified": 0,
            "host_named": 1,
            "name_consistent": 1,
            "platforms_count": 4,
            "followers": 1000,
            "likes_per_work": 12345 / 50,
            "bilibili_followers": 800,
            "kuaishou_followers": 1_698_000,
            "kuaishou_works": 202,
            "views_per_video": 4500,
        }
    )


@pytest.mark.parametrize(
    ("bio", "entry"), [("拨打12345", 1), ("办事指南", 1), ("www.某.gov.cn", 1), ("www.hangzhou.gov.cn", 1), ("杭州", 0), ("", 0)]
)
def test_what_names_a_service(bio: str, entry: int) -> None:
    rows = measured("video", LOOKS.values(), [profile(LOOKS["profile"], description=bio)], BOTH)
    assert rows["service_entry"].value == entry


BILIBILI = {"bilibili_works", "bilibili_verified", "bilibili_followers", "views_per_video"}
KUAISHOU = {"kuaishou_works", "kuaishou_followers"}
OTHERS = BILIBILI | KUAISHOU | {"platforms_count"}


@pytest.mark.parametrize("status", [Status.NOT_TRIED, Status.ABSENT])
def test_platforms_without_an_account(status: Status) -> None:
    absent = [account("video", name, "", role="absent") for name in ("bilibili", "kuaishou", "shipinhao")]
    rows: list[Account] = [BOTH[0], *(absent if status is Status.ABSENT else [])]
    found = told(measured("video", [LOOKS["profile"], *VIDEOS], [f for f in facts() if f.account == "1"], rows))
    assert {found[name].status for name in BILIBILI | KUAISHOU} == {status}
    assert statuses({k: v for k, v in found.items() if k not in OTHERS}) == {Status.OK}
    assert found["platforms_count"].status is (Status.OK if status is Status.ABSENT else Status.CENSORED)
    assert found["platforms_count"].value == 1


def test_only_bilibili() -> None:
    rows = [account("video", "douyin", "", role="absent"), BOTH[1]]
    found = told(measured("video", [LOOKS["card"], *VIEWS], [f for f in facts() if f.account == "5"], rows))
    assert {found[name].status for name in BILIBILI} == {Status.OK}
    assert {found[name].status for name in KUAISHOU} == {Status.NOT_TRIED}
    assert found["platforms_count"].status is Status.CENSORED
    assert statuses({k: v for k, v in found.items() if k not in OTHERS}) == {Status.ABSENT}


def test_a_card_that_is_refused_leaves_the_followers() -> None:
    refused = look("video", "card", CARD, account="5", status=Status.BLOCKED, reason="code -352")
    instead = look("video", "relation", RELATION, account="5")
    told_there = social.profile(instead, followers=801, following=3)
    rows = measured("video", [refused, instead], [told_there], BOTH[1:])
    assert (rows["bilibili_followers"].status, rows["bilibili_followers"].value) == (Status.OK, 801)
    assert rows["bilibili_works"].status is rows["bilibili_verified"].status is Status.BLOCKED
    assert (rows["platforms_count"].status, rows["platforms_count"].value) == (Status.CENSORED, 1)
    both = [refused, look("video", "relation", RELATION, account="5", status=Status.THROTTLED)]
    assert measured("video", both, [], BOTH[1:])["bilibili_followers"].status is Status.THROTTLED
    assert measured("video", both[:1], [], BOTH[1:])["bilibili_followers"].status is Status.BLOCKED


def test_kuaishou_without_a_cookie_says_nothing_of_others() -> None:
    shut = look("video", "vision", VISION, account="k", status=Status.LOGIN_REQUIRED, reason="result 2")
    rows = measured("video", [LOOKS["profile"], LOOKS["card"], shut], facts()[:2], ALL)
    assert {rows[name].status for name in KUAISHOU | {"platforms_count"}} == {Status.LOGIN_REQUIRED}
    assert (rows["followers"].value, rows["bilibili_followers"].value) == (1000, 800)
    assert rows["platforms_count"].reason == "kuaishou: result 2"


def test_a_platform_that_only_an_import_could_show() -> None:
    looks = [LOOKS["profile"], LOOKS["card"], LOOKS["vision"]]
    rows = measured("video", looks, facts()[:3], ALL)
    assert (rows["platforms_count"].status, rows["platforms_count"].value) == (Status.CENSORED, 3)
    assert "shipinhao" in rows["platforms_count"].reason


@pytest.mark.parametrize(
    ("fields", "named", "consistent"),
    [
        ({}, 1, 1),
        ({"verified": False}, 0, 1),
        ({"verified_reason": "优质政务账号"}, 0, 1),
        ({"name": "最美江南", "verified_reason": "宁波市人民政府官方账号"}, 0, 0),
    ],
)
def test_whose_account_it_is(fields: dict[str, object], named: int, consistent: int) -> None:
    rows = measured("video", [LOOKS["profile"]], [profile(LOOKS["profile"], **fields)], BOTH)
    assert (rows["host_named"].value, rows["name_consistent"].value) == (named, consistent)


def test_what_a_handed_over_card_does_not_tell_is_no_zero() -> None:
    sheet = replace(look("video", "profile", "import:a.csv#video/profile/1"), method=Method.IMPORT_OWNER)
    empty = {"name": "", "description": "", "verified": None, "verified_reason": "", "posts": None, "likes": None}
    rows = measured("video", [sheet], [profile(sheet, untold=("description",), **empty)], BOTH)
    unsaid = ("works_count", "service_entry", "verified", "host_named", "name_consistent", "likes_per_work")
    assert {rows[name].status for name in unsaid} == {Status.NOT_TRIED}
    assert all(rows[name].reason.endswith(": not told") for name in unsaid)
    assert rows["followers"].value == 1000 and rows["followers"].method == "import_owner"
    half = measured("video", [sheet], [profile(sheet, verified=True, verified_reason="")], BOTH)
    assert (half["verified"].value, half["host_named"].status) == (1, Status.NOT_TRIED)
    seen = measured("video", [LOOKS["profile"]], [profile(LOOKS["profile"], description="")], BOTH)
    assert seen["service_entry"].value == 0, "an empty bio that was seen is empty"


def test_videos_of_bilibili_that_nobody_named_or_that_are_gone() -> None:
    unnamed = measured("video", [LOOKS["card"]], facts()[1:2], BOTH[1:])
    assert unnamed["views_per_video"].status is Status.NOT_TRIED
    gone = look("video", "view", f"{VIEW}1", account="5", status=Status.DELETED)
    some = measured("video", [gone, VIEWS[1]], [reach(VIEWS[1], "BV2", 6000)], BOTH[1:])
    assert some["views_per_video"].value == 6000
    assert measured("video", [gone], [], BOTH[1:])["views_per_video"].status is Status.EMPTY
    assert measured("video", [VIEWS[1]], [reach(VIEWS[1], "BV2", None)], BOTH[1:])["views_per_video"].status is Status.EMPTY


def test_a_blocked_platform_says_nothing_of_the_other() -> None:
    blocked = [look("video", "profile", PROFILE, status=Status.BLOCKED), LOOKS["card"]]
    rows = measured("video", blocked, facts()[1:2], BOTH)
    assert rows["followers"].status is rows["platforms_count"].status is rows["shares_per_video"].status is Status.BLOCKED
    assert rows["bilibili_followers"].value == 800


def test_an_account_without_works_and_one_whose_videos_nobody_named() -> None:
    none = measured("video", [LOOKS["profile"]], [profile(LOOKS["profile"], posts=0, likes=0)], BOTH[:1])
    assert none["likes_per_work"].status is none["comments_per_video"].status is Status.EMPTY
    unnamed = measured("video", [LOOKS["profile"]], [profile(LOOKS["profile"])], BOTH[:1])
    assert unnamed["comments_per_video"].status is Status.NOT_TRIED


def test_likes_that_are_a_lower_bound_stay_one() -> None:
    rows = measured("video", [LOOKS["profile"]], [profile(LOOKS["profile"], likes=1000000, censored=("likes",))], BOTH[:1])
    assert (rows["likes_per_work"].status, rows["likes_per_work"].bound) == (Status.CENSORED, 20000)


def test_a_closed_account() -> None:
    rows = measured("video", [look("video", "card", CARD, account="5", status=Status.DELETED)], [], BOTH[1:])
    assert rows["bilibili_followers"].status is Status.DELETED
