"""Short video: Douyin's profile and share page, Bilibili's card, and what is measured of them."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from dsci.contract import Account, Page, Post, Profile, Status, fact

from .social import account, look, measured, read, statuses, values

PROFILE = "https://www.iesdouyin.com/web/api/v2/user/info/?sec_uid=MS4"
SHARE = "https://www.iesdouyin.com/share/video/7293/"
CARD = "https://api.bilibili.com/x/web-interface/card?mid=5"
USER = {
    "nickname": "某地发布", "sec_uid": "MS4", "signature": "办事请拨12345", "custom_verify": "", "aweme_count": 50, "follower_count": 1000,
    "enterprise_verify_reason": "某地人民政府新闻办公室官方账号", "following_count": 3, "total_favorited": "12345",
}  # fmt: skip
ITEM = {
    "aweme_id": "7293", "desc": "社保卡怎么办理", "create_time": 1698057333, "is_top": 1, "images": None,
    "statistics": {"digg_count": 30, "comment_count": 20, "share_count": 10, "play_count": 0}, "status": {"is_delete": False},
}  # fmt: skip
MAN = {
    "card": {"mid": "5", "name": "某地发布", "sign": "", "fans": 800, "Official": {"role": 3, "title": "某地官方账号", "type": 1}},
    "archive_count": 70, "follower": 800, "like_num": 9000,
}  # fmt: skip


def douyin(**fields: object) -> dict[str, object]:
    return {"status_code": 0, "user_info": USER | fields}


def page(*items: object, name: str = "video_(id)/page") -> str:
    data = {"loaderData": {"video_layout": None, name: {"videoInfoRes": {"item_list": list(items)}}}}
    return f"<html><script>window._ROUTER_DATA = {json.dumps(data)}</script><p></p></html>"


def test_a_douyin_profile() -> None:
    (found,) = read("video", "profile", douyin(), PROFILE).facts
    assert isinstance(found, Profile)
    assert (found.key, found.name, found.posts, found.followers, found.following, found.likes) == ("MS4", "某地发布", 50, 1000, 3, 12345)
    assert (found.verified, found.verified_reason) == (True, "某地人民政府新闻办公室官方账号")


def test_an_unverified_profile() -> None:
    (found,) = read("video", "profile", douyin(enterprise_verify_reason="", custom_verify=""), PROFILE).facts
    assert isinstance(found, Profile) and found.verified is False


@pytest.mark.parametrize("purpose", ["profile", "share"])
@pytest.mark.parametrize("body", ["", "  \n"])
def test_douyin_refuses_with_an_empty_page(purpose: str, body: str) -> None:
    assert read("video", purpose, body, PROFILE).status is Status.BLOCKED


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"status_code": 8}, "$.status_code: 8"),
        (douyin(follower_count=None) | {"user_info": {}}, "$.user_info.custom_verify: missing"),
        (douyin(follower_count={"n": 1}), "$.user_info.follower_count: dict, not a count"),
        (douyin(total_favorited="很多"), "$.user_info.total_favorited: '很多', not a count"),
        (douyin(aweme_count=-1), "$.user_info.aweme_count: -1, not a count"),
    ],
)
def test_a_changed_profile_names_the_path(body: object, reason: str) -> None:
    extract = read("video", "profile", body, PROFILE)
    assert (extract.status, extract.reason, extract.facts) == (Status.CHANGED_SHAPE, reason, ())


def test_a_share_page() -> None:
    (post,) = read("video", "share", page(ITEM), SHARE).facts
    assert isinstance(post, Post)
    assert (post.key, post.title, post.likes, post.comments, post.reposts, post.reads) == ("7293", "社保卡怎么办理", 30, 20, 10, None)
    assert post.published == datetime.fromisoformat("2023-10-23T18:35:33+08:00")
    assert (post.pinned, post.media, post.pictures) == (True, ("video",), 0)


def test_a_share_page_of_pictures() -> None:
    (post,) = read("video", "share", page(ITEM | {"images": [{}, {}]}, name="note_(id)/page"), SHARE).facts
    assert isinstance(post, Post) and (post.media, post.pictures) == (("picture",), 2)


@pytest.mark.parametrize("body", [page(), page(ITEM | {"status": {"is_delete": True}})])
def test_a_video_that_is_gone(body: str) -> None:
    assert read("video", "share", body, SHARE).status is Status.DELETED
    assert read("video", "share", "", SHARE, http_status=404).status is Status.DELETED


@pytest.mark.parametrize(
    "body",
    [
        page(ITEM | {"aweme_id": "1"}),
        "<html></html>",
        "<script>window._ROUTER_DATA = {</script>",
        '<script>window._ROUTER_DATA = {"loaderData": {"x": 1}}</script>',
        '<script>window._ROUTER_DATA = {"loaderData": [1]}</script>',
        page(ITEM | {"statistics": None}),
    ],
)
def test_a_changed_share_page(body: str) -> None:
    extract = read("video", "share", body, SHARE)
    assert (extract.status, extract.facts) == (Status.CHANGED_SHAPE, ()) and extract.reason


def test_a_bilibili_card() -> None:
    (found,) = read("video", "card", {"code": 0, "data": MAN}, CARD).facts
    assert isinstance(found, Profile)
    assert (found.key, found.followers, found.posts, found.likes, found.verified) == ("5", 800, 70, 9000, True)
    assert found.verified_reason == "某地官方账号"


@pytest.mark.parametrize(("role", "kind", "verified"), [(3, 1, True), (1, 0, True), (0, -1, False), (0, 0, False), (7, -1, False)])
def test_who_is_verified_on_bilibili(role: int, kind: int, verified: bool) -> None:
    official = {"role": role, "type": kind, "title": ""}
    (found,) = read("video", "card", {"code": 0, "data": MAN | {"card": MAN["card"] | {"Official": official}}}, CARD).facts  # type: ignore[operator]
    assert isinstance(found, Profile) and found.verified is verified


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (-352, Status.BLOCKED), (-412, Status.BLOCKED), (-799, Status.THROTTLED), (-404, Status.DELETED), (-1, Status.CHANGED_SHAPE),
        ("0", Status.CHANGED_SHAPE),
    ],
)  # fmt: skip
def test_refusals_of_bilibili(code: object, status: Status) -> None:
    assert read("video", "card", {"code": code, "message": "x"}, CARD).status is status
    assert read("video", "card", "", CARD, http_status=412).status is Status.BLOCKED
    assert read("video", "card", "", CARD).status is Status.CHANGED_SHAPE


# ----------------------------------------------------------------------------- measuring

LOOKS = {p.purpose: p for p in (look("video", "profile", PROFILE), look("video", "card", CARD, account="5"))}
VIDEOS = [look("video", "share", f"{SHARE}{n}") for n in (1, 2)]
BOTH = [account("video", "douyin"), account("video", "bilibili", "5")]


def profile(page: Page, **fields: object) -> Profile:
    known: dict[str, object] = {
        "name": "", "description": "民生服务", "verified": True, "verified_reason": "", "followers": 1000, "following": 3, "posts": 50,
        "likes": 12345,
    }  # fmt: skip
    return fact(Profile, page, "key", **known | fields)


def video(page: Page, key: str, **fields: object) -> Post:
    known: dict[str, object] = {
        "published": None, "title": "", "original": None, "pinned": False, "likes": 1, "reads": None, "media": (), "pictures": 0,
    }  # fmt: skip
    return fact(Post, page, key, **known | fields)


def facts() -> list[Profile | Post]:
    return [
        profile(LOOKS["profile"]),
        profile(LOOKS["card"], followers=800, posts=70, likes=9000, verified=False),
        video(VIDEOS[0], "1", title="社保卡怎么办理", comments=20, reposts=10),
        video(VIDEOS[1], "2", title="夜景", comments=5, reposts=1),
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
    assert statuses({k: v for k, v in found.items() if k not in BILIBILI}) == {Status.OK}
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
