"""What is measured of short video, worked out by hand."""

from __future__ import annotations

import pytest

from dsci.contract import Account, Page, Post, Profile, Status

from . import social
from .social import account, look, measured, statuses, values

PROFILE = "https://www.iesdouyin.com/web/api/v2/user/info/?sec_uid=MS4"
SHARE = "https://www.iesdouyin.com/share/video/7293/"
CARD = "https://api.bilibili.com/x/web-interface/card?mid=5"
LOOKS = {p.purpose: p for p in (look("video", "profile", PROFILE), look("video", "card", CARD, account="5"))}
VIDEOS = [look("video", "share", f"{SHARE}{n}") for n in (1, 2)]
BOTH = [account("video", "douyin"), account("video", "bilibili", "5")]


def profile(page: Page, **fields: object) -> Profile:
    return social.profile(
        page, **{"description": "民生服务", "verified": True, "followers": 1000, "posts": 50, "likes": 12345} | fields
    )


def facts() -> list[Profile | Post]:
    return [
        profile(LOOKS["profile"]),
        profile(LOOKS["card"], followers=800, posts=70, likes=9000, verified=False),
        social.post(VIDEOS[0], "1", title="社保卡怎么办理", comments=20, reposts=10),
        social.post(VIDEOS[1], "2", title="夜景", comments=5, reposts=1),
    ]


def test_every_metric_by_hand() -> None:
    rows = measured("video", [*LOOKS.values(), *VIDEOS], facts(), BOTH)
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
            "platforms_count": 2,
            "followers": 1000,
            "likes_per_work": 12345 / 50,
            "bilibili_followers": 800,
        }
    )


@pytest.mark.parametrize(
    ("bio", "entry"), [("拨打12345", 1), ("办事指南", 1), ("www.某.gov.cn", 1), ("www.hangzhou.gov.cn", 1), ("杭州", 0), ("", 0)]
)
def test_what_names_a_service(bio: str, entry: int) -> None:
    rows = measured("video", LOOKS.values(), [profile(LOOKS["profile"], description=bio)], BOTH)
    assert rows["service_entry"].value == entry


BILIBILI = {"bilibili_works", "bilibili_verified", "bilibili_followers"}


@pytest.mark.parametrize(
    ("rows", "status"),
    [([], Status.NOT_TRIED), ([account("video", "bilibili", "", role="absent")], Status.ABSENT)],
)
def test_a_platform_without_an_account(rows: list[Account], status: Status) -> None:
    found = measured("video", [LOOKS["profile"], *VIDEOS], [f for f in facts() if f.account != "5"], [BOTH[0], *rows])
    assert {found[name].status for name in BILIBILI} == {status}
    assert statuses({k: v for k, v in found.items() if k not in (*BILIBILI, "platforms_count")}) == {Status.OK}
    assert found["platforms_count"].status is (Status.OK if status is Status.ABSENT else Status.CENSORED)
    assert found["platforms_count"].value == 1


def test_only_bilibili() -> None:
    rows = [account("video", "douyin", "", role="absent"), BOTH[1]]
    found = measured("video", [LOOKS["card"]], facts()[1:2], rows)
    assert {found[name].status for name in BILIBILI | {"platforms_count"}} == {Status.OK}
    assert statuses({k: v for k, v in found.items() if k not in BILIBILI | {"platforms_count"}}) == {Status.ABSENT}


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
