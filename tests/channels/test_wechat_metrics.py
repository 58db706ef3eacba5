"""What is measured of WeChat, worked out by hand."""

from __future__ import annotations

import pytest

from dsci.contract import Post, Status, Timeline, fact

from . import social
from .social import account, look, measured, statuses, values

ALBUM = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz=MzA5==&album_id=12&count=20&f=json"


def post(key: str, moment: str, **fields: object) -> Post:
    return social.post(look("wechat", "album" if key.startswith("album:") else "article", key), key, moment, **fields)


END = fact(Timeline, look("wechat", "album", ALBUM), ALBUM, items=3, oldest=None, more=False)
LOOKS = [look("wechat", "album", ALBUM), *(look("wechat", "article", key) for key in "abc")]
FACTS = [
    END,
    post("album:a", "2026-10-30T18:00:00", title="公积金提取指南"),
    post("album:b", "2026-10-30T08:00:00", title="征求意见"),
    post("album:c", "2026-10-02T08:00:00", title="新闻"),
    post("album:d", "2026-09-02T08:00:00", title="窗口之外：社保 投票"),
    post("a", "2026-10-30T18:00:00", title="社保", original=True, pictures=4, media=("miniprogram", "picture", "video")),
    post("b", "2026-10-30T08:00:00", title="社保", original=False, pictures=1, media=("picture",)),
    post("c", "2026-10-02T08:00:00", title="社保", original=True, pictures=1, media=("picture",)),
]


def test_every_metric_by_hand() -> None:
    rows = measured("wechat", LOOKS, FACTS)
    assert statuses(rows) == {Status.OK}
    assert values(rows) == pytest.approx(
        {
            "articles_per_day": 3 / 30,
            "active_days_share": 2 / 30,
            "originals_share": 2 / 3,
            "service_articles_share": 1 / 3,
            "miniprogram_share": 1 / 3,
            "callouts_share": 1 / 3,
            "images_per_article": 6 / 3,
            "silent_days": 1,
            "video_share": 1 / 3,
        }
    )


def test_an_article_is_one_article_though_it_was_listed_and_read() -> None:
    again = [END, post("album:a", "2026-10-30T18:00:00"), post("a", "2026-10-30T18:00:00", pictures=2, original=True)]
    rows = measured("wechat", LOOKS, again)
    assert rows["articles_per_day"].value == pytest.approx(1 / 30) and rows["images_per_article"].value == 2


def test_a_sample_bears_failed_looks_and_an_album_does_not() -> None:
    failed = [LOOKS[0], look("wechat", "article", "a", status=Status.BLOCKED), LOOKS[2], LOOKS[3]]
    assert measured("wechat", failed, [f for f in FACTS if f.key != "a"])["originals_share"].value == pytest.approx(1 / 2)
    blocked = [look("wechat", "album", ALBUM, status=Status.THROTTLED)]
    rows = measured("wechat", blocked)
    assert statuses(rows) == {Status.THROTTLED} and set(values(rows).values()) == {None}


def test_articles_never_looked_at() -> None:
    assert measured("wechat", LOOKS[:1], FACTS[:4])["video_share"].status is Status.NOT_TRIED
    assert measured("wechat", LOOKS[:1], [END])["video_share"].status is Status.EMPTY
    assert measured("wechat", LOOKS[1:], FACTS[5:])["articles_per_day"].status is Status.NOT_TRIED
    assert statuses(measured("wechat", [], accounts=[account("wechat", "wechat", role="absent")])) == {Status.ABSENT}
