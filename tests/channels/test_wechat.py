"""WeChat: albums, and whose pages they are."""

from __future__ import annotations

from datetime import datetime

import pytest

from dsci.channels.wechat.whose import number
from dsci.contract import Post, Status, Timeline

from .social import read
from .wechat_pages import BIZ, OTHER_BIZ

ALBUM = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz=MzA5==&album_id=12&count=20&f=json"
URL = "https://mp.weixin.qq.com/s/KDWh_qGpFN5Vu1TR9t30Mw"


def row(n: int, moment: str = "2026-10-30T08:00:00", **fields: object) -> dict[str, object]:
    seconds = int(datetime.fromisoformat(moment + "+08:00").timestamp())
    known = {
        "create_time": str(seconds),
        "title": f"标题{n}",
        "url": f"https://mp.weixin.qq.com/s/{n:022}",
        "msgid": "9",
        "itemidx": "1",
    }
    return known | fields


def album(rows: object, **fields: object) -> dict[str, object]:
    return {"base_resp": {"ret": 0}, "getalbum_resp": {"article_list": rows, "continue_flag": "0"} | fields}


def test_an_album_lists_its_articles_and_proposes_the_newest_three_in_its_order() -> None:
    rows = [row(1, "2026-10-01T08:00:00"), row(2), row(3, "2026-10-31T08:00:00"), row(4, "2026-10-29T08:00:00")]
    extract = read("wechat", "album", album(rows), ALBUM)
    assert [(t.url[-1], t.purpose, t.order) for t in extract.follow] == [
        ("2", "article", 1),
        ("3", "article", 2),
        ("4", "article", 3),
    ]
    posts = [f for f in extract.facts if isinstance(f, Post)]
    assert [p.key for p in posts] == [f"album:{n:022}" for n in (1, 2, 3, 4)]
    assert next(p.published.isoformat() for p in posts if p.published) == "2026-10-01T08:00:00+08:00"


def test_a_single_article_is_no_list() -> None:
    extract = read("wechat", "album", album(row(1)), ALBUM)
    assert [type(f) for f in extract.facts] == [Post, Timeline] and len(extract.follow) == 1


def test_an_empty_album() -> None:
    for rows in ([], None):
        extract = read("wechat", "album", album(rows), ALBUM)
        (end,) = extract.facts
        assert extract.status is Status.EMPTY and isinstance(end, Timeline) and not end.more


def test_the_next_page_begins_at_the_last_article_and_proposes_no_articles() -> None:
    rows = [row(1), row(2, msgid="7", itemidx="3")]
    extract = read("wechat", "album", album(rows, continue_flag="1"), ALBUM)
    later = extract.follow[-1]
    assert later.url == ALBUM + "&begin_msgid=7&begin_itemidx=3" and later.purpose == "album"
    assert [t.purpose for t in read("wechat", "album", album(rows, continue_flag="1"), later.url).follow] == ["album"]


def test_the_next_page_is_told_how_old_this_one_is_but_not_in_a_list_that_begins_with_the_oldest() -> None:
    new, old = row(1), row(2, "2026-09-01T08:00:00")
    (onward,) = read("wechat", "album", album([new, old], continue_flag="1"), ALBUM + "&begin_msgid=1").follow
    assert onward.about == "2026-09-01T08:00:00+08:00"
    ascending = read("wechat", "album", album([old, new], continue_flag="1"), ALBUM + "&begin_msgid=1")
    assert [t.about for t in ascending.follow] == [""] and ascending.facts[-1].oldest is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("ret", "status"),
    [
        (-6, Status.THROTTLED),
        ("-6", Status.THROTTLED),
        (200013, Status.THROTTLED),
        (-3, Status.LOGIN_REQUIRED),
        (10001, Status.BLOCKED),
    ],
)
def test_an_album_that_is_refused(ret: object, status: Status) -> None:
    assert read("wechat", "album", {"base_resp": {"ret": ret}}, ALBUM).status is status


def test_an_article_elsewhere_is_listed_and_not_followed() -> None:
    for url in ("https://example.org/s/1", "http://[", "javascript:alert(1)"):
        extract = read("wechat", "album", album([row(1, url=url)]), ALBUM)
        assert extract.follow == () and extract.facts[0].key == f"album:{url}"


def test_long_and_short_addresses_name_an_article() -> None:
    long = "http://mp.weixin.qq.com/s?__biz=MzA5==&mid=22&idx=1&sn=ab&chksm=cd#rd"
    keys = [read("wechat", "album", album(row(1, url=u)), ALBUM).facts[0].key for u in (long, URL + "?from=x", URL + "#rd")]
    assert keys == ["album:MzA5==:22:1", "album:KDWh_qGpFN5Vu1TR9t30Mw", "album:KDWh_qGpFN5Vu1TR9t30Mw"]


# --------------------------------------------------------------------------------- whose


def test_an_album_of_another_account_is_no_list_of_this_one() -> None:
    url = ALBUM.replace("MzA5==", OTHER_BIZ)
    extract = read("wechat", "album", album(row(1)), url, account=BIZ)
    assert (extract.status, extract.facts, extract.follow) == (Status.CHANGED_SHAPE, (), ())
    assert OTHER_BIZ in extract.reason and BIZ in extract.reason
    assert read("wechat", "album", album(row(1)), url, account=OTHER_BIZ).status is Status.OK


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        (BIZ, "3090000001"),
        (BIZ.rstrip("="), "3090000001"),
        ("", ""),
        ("1", ""),
        ("gh_0123456789ab", ""),
        ("hangzhoufabu", ""),
        ("MzA5==", "309"),
        ("M" * 4000, ""),
        ("市", ""),
    ],
)
def test_a_biz_is_the_base64_of_a_number(text: str, digits: str) -> None:
    assert number(text) == digits


def test_a_missing_album_is_an_error() -> None:
    assert read("wechat", "album", "", ALBUM, http_status=404).status is Status.HTTP_ERROR
