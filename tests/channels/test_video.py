"""Answers of Douyin and Bilibili, looked at without a login."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from dsci.contract import Post, Profile, Reach, Status

from .social import read

PROFILE = "https://www.iesdouyin.com/web/api/v2/user/info/?sec_uid=MS4"
SHARE = "https://www.iesdouyin.com/share/video/7293/"
CARD = "https://api.bilibili.com/x/web-interface/card?mid=5"
RELATION = "https://api.bilibili.com/x/relation/stat?vmid=5"
VIEW = "https://api.bilibili.com/x/web-interface/view?bvid=BV1xx411c7mD"
USER = {
    "nickname": "某地发布", "sec_uid": "MS4", "signature": "办事请拨12345", "custom_verify": "",
    "enterprise_verify_reason": "某地人民政府新闻办公室官方账号", "aweme_count": 50, "follower_count": 1000, "following_count": 3,
    "total_favorited": "12345",
}  # fmt: skip
ITEM = {
    "aweme_id": "7293", "desc": "社保卡怎么办理", "create_time": 1698057333, "is_top": 1, "images": None,
    "statistics": {"digg_count": 30, "comment_count": 20, "share_count": 10, "play_count": 0}, "status": {"is_delete": False},
}  # fmt: skip
MAN = {
    "card": {"mid": "5", "name": "某地发布", "sign": "", "Official": {"role": 3, "title": "某地官方账号", "type": 1}},
    "archive_count": 70, "follower": 800, "like_num": 9000,
}  # fmt: skip

BVIDEO = {
    "bvid": "BV1xx411c7mD", "aid": 2, "title": "公积金怎么提取", "pubdate": 1698057333,
    "stat": {"view": 4500, "danmaku": 3, "reply": 20, "favorite": 7, "coin": 5, "share": 10, "like": 30},
}  # fmt: skip


def douyin(**fields: object) -> dict[str, object]:
    return {"status_code": 0, "user_info": USER | fields}


def page(*items: object, name: str = "video_(id)/page") -> str:
    data = {"loaderData": {"video_layout": None, name: {"videoInfoRes": {"item_list": list(items)}}}}
    return f"<html><script>window._ROUTER_DATA = {json.dumps(data)}</script><p></p></html>"


def test_a_douyin_profile() -> None:
    (found,) = read("video", "profile", douyin(), PROFILE).facts
    assert isinstance(found, Profile)
    assert (found.key, found.name, found.posts, found.followers, found.following, found.likes) == (
        "MS4",
        "某地发布",
        50,
        1000,
        3,
        12345,
    )
    assert (found.verified, found.verified_reason) == (True, "某地人民政府新闻办公室官方账号")


def test_an_unverified_profile() -> None:
    (found,) = read("video", "profile", douyin(enterprise_verify_reason="", custom_verify=""), PROFILE).facts
    assert isinstance(found, Profile) and found.verified is False


def test_followers_are_those_on_douyin_alone() -> None:
    (found,) = read("video", "profile", douyin(mplatform_followers_count=5000, unique_id="", short_id="7"), PROFILE).facts
    assert isinstance(found, Profile) and (found.followers, found.key) == (1000, "MS4")


def test_plays_that_douyin_does_not_tell_are_no_zero() -> None:
    for told, reads in ((0, None), ("0", None), ("-", None), (7, 7)):
        numbers = ITEM["statistics"] | {"play_count": told}  # type: ignore[operator]
        (post,) = read("video", "share", page(ITEM | {"statistics": numbers}), SHARE).facts
        assert isinstance(post, Post) and post.reads == reads


@pytest.mark.parametrize("purpose", ["profile", "share", "works"])
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
    assert (post.key, post.title, post.likes, post.comments, post.reposts, post.reads) == (
        "7293",
        "社保卡怎么办理",
        30,
        20,
        10,
        None,
    )
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


@pytest.mark.parametrize(
    ("role", "kind", "verified"), [(3, 1, True), (1, 0, False), (0, -1, False), (0, 0, False), (7, -1, False)]
)
def test_who_is_verified_on_bilibili(role: int, kind: int, verified: bool) -> None:
    official = {"role": role, "type": kind, "title": ""}
    (found,) = read("video", "card", {"code": 0, "data": MAN | {"card": MAN["card"] | {"Official": official}}}, CARD).facts  # type: ignore[operator]
    assert isinstance(found, Profile) and found.verified is verified


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (-352, Status.BLOCKED),
        (-412, Status.BLOCKED),
        (-799, Status.THROTTLED),
        (-404, Status.DELETED),
        (-1, Status.CHANGED_SHAPE),
        ("0", Status.CHANGED_SHAPE),
    ],
)
def test_refusals_of_bilibili(code: object, status: Status) -> None:
    assert read("video", "card", {"code": code, "message": "x"}, CARD).status is status
    assert read("video", "card", "", CARD, http_status=412).status is Status.BLOCKED
    assert read("video", "card", "", CARD).status is Status.CHANGED_SHAPE


def test_followers_where_the_card_is_refused() -> None:
    data = {"mid": 5, "following": 12, "whisper": 0, "black": 0, "follower": 800}
    (found,) = read("video", "relation", {"code": 0, "data": data}, RELATION).facts
    assert isinstance(found, Profile)
    assert (found.key, found.followers, found.following) == ("relation:5", 800, 12)
    assert (found.verified, found.posts, found.likes, found.name) == (None, None, None, "")
    without = read("video", "relation", {"code": 0, "data": {"mid": 5, "following": 12}}, RELATION)
    assert (without.status, without.reason) == (Status.CHANGED_SHAPE, "$.data.follower: missing")


def test_a_bilibili_video_and_its_reach() -> None:
    post, reach = read("video", "view", {"code": 0, "data": BVIDEO}, VIEW).facts
    assert isinstance(post, Post) and isinstance(reach, Reach)
    assert (post.key, post.title, post.media) == ("BV1xx411c7mD", "公积金怎么提取", ("video",))
    assert (post.reads, post.comments, post.reposts, post.likes) == (4500, 20, 10, 30)
    assert post.published == reach.published == datetime.fromisoformat("2023-10-23T18:35:33+08:00")
    assert (reach.key, reach.reads, reach.comments, reach.shares, reach.likes) == (post.key, 4500, 20, 10, 30)
    assert (reach.headline, reach.looking) == (None, None)


def test_plays_that_bilibili_hides() -> None:
    post, reach = read("video", "view", {"code": 0, "data": BVIDEO | {"stat": BVIDEO["stat"] | {"view": "--"}}}, VIEW).facts  # type: ignore[operator]
    assert isinstance(post, Post) and isinstance(reach, Reach) and post.reads is reach.reads is None


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ({"code": 62002, "message": "稿件不可见"}, Status.DELETED, "code 62002"),
        ({"code": -404, "message": "啥都木有"}, Status.DELETED, "code -404"),
        ({"code": -352}, Status.BLOCKED, "code -352"),
        ({"code": -400, "message": "请求错误"}, Status.CHANGED_SHAPE, "$.code: -400 请求错误"),
        ({"code": 0, "data": BVIDEO | {"bvid": "BV1"}}, Status.CHANGED_SHAPE, "$.data.bvid: another video than was asked for"),
        ({"code": 0, "data": BVIDEO | {"stat": []}}, Status.CHANGED_SHAPE, "$.data.stat.share: missing"),
        ({"code": 0, "data": BVIDEO | {"pubdate": None}}, Status.CHANGED_SHAPE, "$.data.pubdate: NoneType, not a time"),
        ({"code": 0, "data": None}, Status.CHANGED_SHAPE, "$.data.stat: missing"),
    ],
)
def test_videos_of_bilibili_that_are_none(body: object, status: Status, reason: str) -> None:
    extract = read("video", "view", body, VIEW)
    assert (extract.status, extract.reason, extract.facts) == (status, reason, ())
