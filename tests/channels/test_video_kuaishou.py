"""Answers of Kuaishou's visionProfile: the card, and the ways in which it refuses."""

from __future__ import annotations

import pytest

from dsci.contract import Profile, Status

from .social import read

ASKED = "https://www.kuaishou.com/graphql#visionProfile=3xabc"
COUNTS = {"fan": "169.8w", "photo": None, "follow": 396, "photo_public": 202}
PERSON = {"gender": "M", "user_name": "某市发布", "user_id": "3xabc", "headurl": "", "user_text": "办事请拨12345"}


def card(**changes: object) -> dict[str, object]:
    owner = {"ownerCount": COUNTS | changes, "profile": PERSON, "isFollowing": False}
    return {"data": {"visionProfile": {"result": 1, "hostName": "x", "userProfile": owner}}}


def result(number: object) -> dict[str, object]:
    return {"data": {"visionProfile": {"result": number, "hostName": "x", "userProfile": None}}}


def test_a_card() -> None:
    (found,) = read("video", "vision", card(), ASKED).facts
    assert isinstance(found, Profile)
    assert (found.key, found.name, found.description) == ("3xabc", "某市发布", "办事请拨12345")
    assert (found.followers, found.following, found.posts, found.likes) == (1_698_000, 396, 202, None)
    assert found.verified is None and found.censored == ()


@pytest.mark.parametrize(
    ("printed", "followers", "censored"),
    [("1.2万", 12_000, False), ("987", 987, False), ("1.5亿", 150_000_000, False), ("100万+", 1_000_000, True)],
)
def test_followers_as_they_are_printed(printed: object, followers: int, censored: bool) -> None:
    (found,) = read("video", "vision", card(fan=printed), ASKED).facts
    assert isinstance(found, Profile) and (found.followers, "followers" in found.censored) == (followers, censored)


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (result(2), Status.LOGIN_REQUIRED, "result 2"),
        ({"result": 2}, Status.LOGIN_REQUIRED, "result 2"),
        (result(50), Status.BLOCKED, "result 50"),
        ({"result": 400002, "url": "https://captcha.zt.kuaishou.com/x"}, Status.BLOCKED, "captcha"),
        ({"data": {"captcha": {"url": "https://captcha.zt.kuaishou.com/x"}}}, Status.BLOCKED, "captcha"),
        ({"data": {"url": "https://captcha.zt.kuaishou.com/x"}}, Status.BLOCKED, "captcha"),
        ({"data": {"visionProfile": None}}, Status.LOGIN_REQUIRED, "no visionProfile"),
        ({"data": None}, Status.LOGIN_REQUIRED, "no data"),
        (result(77), Status.CHANGED_SHAPE, "$.data.visionProfile.result: 77"),
        (result("1"), Status.CHANGED_SHAPE, "$.data.visionProfile.result: '1', not a whole number"),
        (result(1), Status.CHANGED_SHAPE, "$.data.visionProfile.userProfile.profile: missing"),
        ({"data": {}}, Status.CHANGED_SHAPE, "$.data.visionProfile: missing"),
        ({"errors": [{"message": "Cannot query field"}]}, Status.CHANGED_SHAPE, "$.data: missing"),
        ([], Status.CHANGED_SHAPE, "$: list, not a object"),
        (card(fan="很多"), Status.CHANGED_SHAPE, "$.data.visionProfile.userProfile.ownerCount.fan: '很多', not a count"),
        ("", Status.CHANGED_SHAPE, "$: empty body"),
    ],
)
def test_what_is_no_card(body: object, status: Status, reason: str) -> None:
    extract = read("video", "vision", body, ASKED)
    assert (extract.status, extract.reason, extract.facts) == (status, reason, ())


def test_a_card_without_its_counts() -> None:
    body = card()
    body["data"]["visionProfile"]["userProfile"]["ownerCount"] = {"fan": 1, "follow": 2}  # type: ignore[index]
    assert read("video", "vision", body, ASKED).reason == "$.data.visionProfile.userProfile.ownerCount.photo_public: missing"
