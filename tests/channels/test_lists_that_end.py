"""A list that says it ended although it counts far more, or names its posts otherwise, has another shape; it is not short."""

from __future__ import annotations

from typing import Any

import pytest

from dsci.contract import Status, Timeline

from .social import account, look, measured, profile, read

ALBUM = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz=MQ==&album_id=7"
AJAX = "https://weibo.com/ajax/statuses/mymblog?uid=1&page=1&feature=0"
M = "https://m.weibo.cn/api/container/getIndex?containerid=1076031"
POST = {
    "id": "5200000000000001", "created_at": "Sat Oct 31 10:00:00 +0800 2026", "text": "市政府召开会议", "user": {"id": 1},
    "reposts_count": 1, "comments_count": 0, "attitudes_count": 2,
}  # fmt: skip

LISTED = {"url": "https://mp.weixin.qq.com/s/a", "title": "t", "create_time": "1762000000"}


def cards(kind: int = 9, total: int = 5000, **info: Any) -> dict[str, Any]:
    return {"ok": 1, "data": {"cards": [{"card_type": kind, "mblog": POST}], "cardlistInfo": {"total": total, **info}}}


def test_without_a_cursor_a_list_goes_on_by_numbers_while_it_counts_more() -> None:
    extract = read("weibo", "timeline", cards(), M + "&page=1")
    (end,) = (f for f in extract.facts if isinstance(f, Timeline))
    assert end.more and [t.url.rsplit("page=", 1)[1] for t in extract.follow if t.purpose == "timeline"] == ["2"]
    extract = read("weibo", "timeline", cards(total=3), M + "&page=1")
    (end,) = (f for f in extract.facts if isinstance(f, Timeline))
    assert not end.more


@pytest.mark.parametrize(
    ("body", "url", "path"),
    [
        (cards(kind=77), M + "&page=1", "$.data.cards[0].card_type"),
        ({"ok": 1, "data": {"list": [], "total": 5000}}, AJAX, "$.data.total"),
    ],
)
def test_posts_under_another_name_are_another_shape(body: object, url: str, path: str) -> None:
    extract = read("weibo", "timeline", body, url)
    assert extract.status is Status.CHANGED_SHAPE and path in extract.reason


def album(**changed: Any) -> dict[str, Any]:
    whole = {"article_list": [], "base_info": {"article_count": "57"}, "continue_flag": "0"} | changed
    return {"base_resp": {"ret": 0}, "getalbum_resp": {k: v for k, v in whole.items() if v is not None}}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (album(), "$.getalbum_resp.base_info.article_count"),
        (album(article_list=None), "$.getalbum_resp.article_list"),
        (album(article_list=[LISTED], continue_flag=None), "$.getalbum_resp.continue_flag"),
    ],
)
def test_an_album_that_lost_a_field_is_another_shape(body: object, path: str) -> None:
    extract = read("wechat", "album", body, ALBUM, account="MQ==")
    assert extract.status is Status.CHANGED_SHAPE and extract.reason.startswith(path)


def test_an_empty_list_beside_a_profile_that_counts_many_decides_nothing() -> None:
    card, listed = look("weibo", "profile"), look("weibo", "timeline", M + "&page=1", status=Status.EMPTY)
    end = Timeline(page=listed.id, unit=listed.unit, channel="weibo", account="1", key="t", seen_at=listed.seen_at, items=0,
                   oldest=None, more=False)  # fmt: skip
    rows = measured("weibo", [card, listed], [profile(card, posts=5000), end], [account("weibo", "weibo")])
    assert rows["silent_days"].status is Status.NOT_DECIDED, "EMPTY would count as zero"
    assert rows["posts_per_day"].status is Status.NOT_DECIDED and "5000" in rows["posts_per_day"].reason
    rows = measured("weibo", [card, listed], [profile(card, posts=0), end], [account("weibo", "weibo")])
    assert rows["posts_per_day"].value == 0
