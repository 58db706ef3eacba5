"""What stands under a post is counted and not kept."""

from __future__ import annotations

import json

import pytest

from dsci.channels import channels
from dsci.channels import read as handed_over
from dsci.contract import Answer, Comments, Extract, Status

from .social import look, read

URL = "https://m.weibo.cn/comments/hotflow?id=7&mid=7&max_id_type=0"
SECRET = ("住在某街", "市民甲", "12345")


def said(text: str, user: object = 12345, *replies: dict[str, object], **fields: object) -> dict[str, object]:
    person = user if isinstance(user, dict | None) else {"id": user, "screen_name": "市民甲"}
    known = {"id": "5", "created_at": "Fri Oct 30 09:00:00 +0800 2026", "text": text, "user": person, "like_count": 3}
    return known | {"comments": list(replies) or False} | fields


def under(*rows: dict[str, object], **data: object) -> Extract:
    return read("weibo", "comments", {"ok": 1, "data": {"data": list(rows), "total_number": 99, "max_id": 0} | data}, URL)


def counted(extract: Extract) -> Comments:
    (found,) = extract.facts
    assert isinstance(found, Comments)
    return found


def test_comments_and_replies_by_hand() -> None:
    extract = under(
        said("支持", 11),
        said(" 支持 ", 12),
        said("我住在某街，路灯坏了", 13, said("已转有关部门", 1), said("支持", 14)),
        said("支持", 1),
        said("多谢", 15),
        said("", 16),
        said("", None),
        max_id=138000,
    )
    found = counted(extract)
    assert (found.key, found.seen, found.own, found.repeated, found.more) == ("7", 9, 2, 3, True)
    assert extract.status is Status.OK


def test_nothing_of_them_is_kept_and_what_is_kept_counts_the_same() -> None:
    extract = under(said("支持", 12345), said("支持", 12346), said("我住在某街", 12345, said("已转", 1)), max_id=5)
    assert extract.redacted is not None
    assert json.loads(extract.redacted) == {
        "ok": 1,
        "data": {
            "data": [
                {"user": {"id": 0}, "text": "1", "comments": []},
                {"user": {"id": 0}, "text": "1", "comments": []},
                {"user": {"id": 0}, "text": "2", "comments": [{"user": {"id": "1"}, "text": ""}]},
            ],
            "max_id": 1,
        },
    }
    again = read("weibo", "comments", extract.redacted, URL)
    assert (again.facts, again.status, again.redacted) == (extract.facts, extract.status, extract.redacted)


@pytest.mark.parametrize("message", ["还没有人评论哦~快来抢沙发！", "这里还没有内容", "还没有人评论"])
def test_none_yet(message: str) -> None:
    extract = read("weibo", "comments", {"ok": 0, "msg": message}, URL)
    found = counted(extract)
    assert (extract.status, found.seen, found.own, found.repeated, found.more) == (Status.EMPTY, 0, 0, 0, False)
    assert extract.redacted is not None
    again = read("weibo", "comments", extract.redacted, URL)
    assert (again.facts, again.status) == (extract.facts, extract.status)


def test_an_empty_list() -> None:
    assert (under().status, counted(under()).seen) == (Status.EMPTY, 0)


@pytest.mark.parametrize("more", [{"max_id": 0}, {"max_id": "0"}, {"max_id": None}])
def test_the_last_page(more: dict[str, object]) -> None:
    assert counted(under(said("支持"), **more)).more is False


@pytest.mark.parametrize(
    "body",
    [
        {"ok": 1, "data": {"data": [said("我住在某街") | {"text": None}], "max_id": 0}},
        {"ok": 1, "data": {"data": [{"text": "我住在某街", "user": {"id": [12345]}}], "max_id": 0}},
        {"ok": 1, "data": {"data": [said("我住在某街", comments=True)], "max_id": 0}},
        {"ok": 1, "data": {"data": [said("多谢") | {"comments": "我住在某街"}], "max_id": 0}},
        {"ok": 1, "data": {"data": [said("多谢", {"id": "我住在某街" * 99})], "max_id": ["我住在某街"]}},
        {"ok": 1, "data": [said("我住在某街")]},
        {"ok": -100, "url": "https://passport.weibo.com/", "msg": "我住在某街"},
        "<html>我住在某街",
    ],
)
def test_what_is_not_understood_is_withheld(body: object) -> None:
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    extract = handed_over(channels()["weibo"], Answer(look("weibo", "comments", URL), raw))
    assert extract.status in (Status.CHANGED_SHAPE, Status.LOGIN_REQUIRED) and extract.redacted == b""
    assert not extract.facts and not any(word in extract.reason for word in SECRET)
