"""What the stand-ins of the video platforms answer, and how they refuse."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from dsci.contract import TOPICS, Account
from dsci.replica import draw, video
from dsci.replica.video.drawn import NAMES, OTHER_HOSTS, OTHER_NAMES, profile
from dsci.replica.video.works import PLATFORMS, works

from .asking import DOUYIN, get, read, router_data, whole
from .stores import KUAISHOU, all_rows, kuaishou, send
from .video_recount import BILI, about

DOUYIN_USER = {
    "nickname": str, "unique_id": str, "short_id": str, "sec_uid": str, "aweme_count": int, "follower_count": int,
    "following_count": int, "total_favorited": str, "signature": str, "custom_verify": str, "enterprise_verify_reason": str,
}  # fmt: skip
STAT = {"view", "danmaku", "reply", "favorite", "coin", "share", "like"}


@cache
def struck_by(platform: str, fault: str = "") -> list[Account]:
    """Accounts of a platform that suffer just this fault; by default none."""
    found = {u.code: draw.struck(whole(), u, platform, video.FAULTS[platform]) for u in whole().units}
    return [row for row in all_rows(platform) if (found[row.unit].name if found[row.unit] else "") == fault]


def test_douyin_user_and_share() -> None:
    for account in struck_by("douyin")[:30]:
        told = read(f"{DOUYIN}/web/api/v2/user/info/?sec_uid={account.id}")
        assert told["status_code"] == 0 and {key: type(told["user_info"][key]) for key in DOUYIN_USER} == DOUYIN_USER
        for url in account.url.split() if told["user_info"]["aweme_count"] else []:
            (item,) = router_data(url)["item_list"]
            assert url == f"{DOUYIN}/share/video/{item['aweme_id']}/"
            assert item["statistics"]["play_count"] == 0
            assert {"digg_count", "comment_count", "share_count", "collect_count"} <= item["statistics"].keys()


def test_bilibili_card() -> None:
    for account in struck_by("bilibili")[:30]:
        told = read(f"{BILI}/web-interface/card?mid={account.id}")
        assert told["code"] == 0 and isinstance(told["data"]["follower"], int)
        assert told["data"]["card"]["mid"] == account.id
        assert {"role", "title", "desc", "type"} == told["data"]["card"]["Official"].keys()


def bvids(row: Account) -> list[str]:
    return re.findall(r"https://www\.bilibili\.com/video/(\w+)", row.url)


def test_bilibili_videos_are_told_or_gone() -> None:
    ends = set()
    for row in struck_by("bilibili"):
        for bvid in bvids(row):
            told = json.loads(get(f"{BILI}/web-interface/view?bvid={bvid}").body)
            ends.add(told["code"])
            if told["code"] == 0:
                assert told["data"]["bvid"] == bvid and told["data"]["owner"]["mid"] == int(row.id)
                assert told["data"]["stat"].keys() >= STAT
    assert ends == {0, -404, 62002}


def test_bilibili_relations_answer_where_the_card_is_refused() -> None:
    def asked(row: Account) -> list[int]:
        ways = (f"web-interface/card?mid={row.id}", f"relation/stat?vmid={row.id}", f"web-interface/view?bvid={bvids(row)[0]}")
        return [get(f"{BILI}/{way}").status for way in ways]

    assert asked(struck_by("bilibili")[0]) == [200, 200, 200]
    assert asked(struck_by("bilibili", "card")[0]) == [412, 200, 200]
    assert asked(struck_by("bilibili", "412")[0]) == [412, 412, 412]


@pytest.mark.parametrize("query", ["web-interface/view", "web-interface/view?bvid=BV1xx411c7mD", "relation/stat?vmid=1"])
def test_bilibili_does_not_know_it(query: str) -> None:
    assert json.loads(get(f"{BILI}/{query}").body)["code"] == -404


def test_kuaishou_prints_counts_in_several_forms() -> None:
    told = [json.loads(kuaishou(row.id).body)["data"]["visionProfile"] for row in struck_by("kuaishou")]
    assert len(told) > 80 and all(each["result"] == 1 for each in told)
    counts = [each["userProfile"]["ownerCount"] for each in told]
    assert {re.sub(r"[\d.]+", "", str(count["fan"])) for count in counts} == {"", "万", "w"}
    assert {type(count["fan"]) for count in counts} == {type(count["photo_public"]) for count in counts} == {int, str}
    assert {count["photo"] for count in counts} == {None}


@pytest.mark.parametrize("cookie", [{}, {"Cookie": "kpf=PC_WEB"}, {"Cookie": "xdid=1; did="}])
def test_kuaishou_wants_its_cookie(cookie: dict[str, str]) -> None:
    assert json.loads(kuaishou(struck_by("kuaishou")[0].id, cookie).body) == {"data": {"visionProfile": None}}


def test_kuaishou_refuses_some() -> None:
    assert json.loads(kuaishou("nobody").body) == {"data": {"visionProfile": None}}
    for fault in ("2", "50"):
        told = json.loads(kuaishou(struck_by("kuaishou", fault)[0].id).body)["data"]["visionProfile"]
        assert (told["result"], told["userProfile"]) == (int(fault), None)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 50_000, b"null", b'{"operationName": "visionProfile"}'])
def test_kuaishou_takes_any_body(body: bytes) -> None:
    assert send(KUAISHOU, body, {"Cookie": "did=1"}).status == 400
    assert send(KUAISHOU).status == 404


def test_douyin_is_silent_where_it_refuses() -> None:
    for row in struck_by("douyin", "empty"):
        for url in (f"{DOUYIN}/web/api/v2/user/info/?sec_uid={row.id}", *row.url.split()):
            assert "douyin.com/user" in url or (get(url).status, get(url).body) == (200, b"")


def test_names_and_hosts_tell_whose_an_account_is_or_do_not() -> None:
    from dsci.registry import short_name

    for unit in whole().units:
        assert not any(short_name(unit) in words for words in (*OTHER_NAMES, *OTHER_HOSTS))
        assert all(short_name(unit) in form.format(name=unit.name, short=short_name(unit)) for form in NAMES)


def test_works_are_of_all_topics_and_captions_of_one() -> None:
    seen = set()
    for unit in whole().units[:40]:
        for platform in PLATFORMS:
            listed = works(whole(), unit, platform)
            assert len({work.id for work in listed}) == len(listed) > 0
            assert [work.published for work in listed] == sorted((work.published for work in listed), reverse=True)
            assert all(about(work.caption) == work.topic for work in listed[:20])
            seen |= {work.topic for work in listed}
    assert seen == {*TOPICS}


def test_the_videos_named_are_the_newest_of_the_list() -> None:
    for unit in whole().units[:40]:
        who = profile(whole(), unit)
        assert who.videos == works(whole(), unit, "douyin")[: len(who.videos)]
        assert who.bili_videos == works(whole(), unit, "bilibili")[: len(who.bili_videos)] != ()
