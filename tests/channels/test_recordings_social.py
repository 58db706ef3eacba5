"""Recordings of real answers: every item read as the raw bytes say. What is expected is taken from them by plain statements."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from dsci.contract import CHINA, Fact, Post, Profile, Status, Timeline

from .literal_types import literal_types
from .social import read

IN_2019 = datetime(2019, 6, 20, 12, 0, tzinfo=CHINA)


@pytest.fixture
def samples(reference: Path) -> Path:
    return reference / "samples"


def of(kind: type[Fact], facts: tuple[Fact, ...]) -> list[Any]:
    return [f for f in facts if type(f) is kind]


def printed(count: object) -> tuple[int, bool]:
    """The two ways in which this recording prints a count."""
    return (count, False) if isinstance(count, int) else {"100万+": (1_000_000, True), "178.2万": (1_782_000, False)}[str(count)]


# --------------------------------------------------------------------------------- weibo


def test_weibo_profile(samples: Path) -> None:
    raw = (samples / "weibo/mweibo_2019_userInfo.json").read_bytes()
    user = json.loads(raw)["data"]["userInfo"]
    (found,) = of(Profile, read("weibo", "profile", raw, seen_at=IN_2019).facts)
    assert (found.key, found.name, found.description) == (str(user["id"]), user["screen_name"], user["description"])
    assert (found.followers, found.following, found.posts) == (63357736, 240, 1008)
    assert found.followers == user["followers_count"] and found.censored == ()
    assert user["verified"] is True and found.verified is False, "verified as a person is not verified as a government"


def test_weibo_cards(samples: Path) -> None:
    raw = (samples / "weibo/mweibo_2019_cards1.json").read_bytes()
    blogs = [card["mblog"] for card in json.loads(raw)["data"]["cards"]]
    extract = read("weibo", "timeline", raw, "https://m.weibo.cn/x?containerid=1076031669879400&page=1", seen_at=IN_2019)
    posts, (end,) = of(Post, extract.facts), of(Timeline, extract.facts)
    assert len(posts) == len(blogs) == end.items == 10
    for post, blog in zip(posts, blogs, strict=True):
        month, day = map(int, blog["created_at"].split("-"))
        assert post.key == blog["id"]
        assert post.published == datetime(2019, month, day, tzinfo=CHINA)
        for ours, theirs in (("reposts", "reposts_count"), ("comments", "comments_count"), ("likes", "attitudes_count")):
            assert (getattr(post, ours), ours in post.censored) == printed(blog[theirs])
        assert post.original == ("retweeted_status" not in blog)
        assert post.pictures == len(blog.get("pics", []))
        assert ("video" in post.media) == (blog.get("page_info", {}).get("type") == "video")
        assert not post.pinned and post.title and "<" not in post.title and len(post.title) <= 140
    assert sum(not p.original for p in posts) == 1 and sum("video" in p.media for p in posts) == 2
    assert sum(bool(p.censored) for p in posts) == 4
    assert (end.oldest, end.more) == (datetime(2019, 6, 1, tzinfo=CHINA), True), "paged by numbers then"
    assert ["page=2" in t.url for t in extract.follow if t.purpose == "timeline"] == [True]
    assert {t.about for t in extract.follow if t.purpose != "timeline"} <= {p.key for p in posts if p.comments}


def test_weibo_cards_keep_nobody_elses_words(samples: Path) -> None:
    raw = (samples / "weibo/mweibo_2019_cards1.json").read_bytes()
    first = read("weibo", "timeline", raw, seen_at=IN_2019)
    assert first.redacted is not None and b"retweeted_status" in first.redacted
    again = read("weibo", "timeline", first.redacted, seen_at=IN_2019)
    assert again.facts == first.facts
    (repost,) = [c["mblog"] for c in json.loads(first.redacted)["data"]["cards"] if "retweeted_status" in c["mblog"]]
    assert repost["retweeted_status"] == {}


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("TypeUserInfoResponse", "https://m.weibo.cn/api/container/getIndex?type=uid&value=1245161127"),
        ("Type_Profile_Info", "https://m.weibo.cn/profile/info?uid=1221171697"),
    ],
)
def test_weibo_profiles_written_as_types(samples: Path, name: str, url: str) -> None:
    body: Any = literal_types(samples / "weibo/mweibo_types.d.ts")[name]
    user = body["data"].get("userInfo") or body["data"]["user"]
    (found,) = of(Profile, read("weibo", "profile", body, url).facts)
    assert (found.key, found.name, found.verified_reason) == (str(user["id"]), user["screen_name"], user["verified_reason"])
    assert (found.followers, "followers" in found.censored) == printed(user["followers_count"])
    assert (found.following, found.posts, found.verified) == (user["follow_count"], user["statuses_count"], False)


def test_weibo_list_written_as_types(samples: Path) -> None:
    body: Any = literal_types(samples / "weibo/mweibo_types.d.ts")["TypeWeiboListResponse"]
    (card,) = body["data"]["cards"]
    assert card["mblog"]["title"]["text"] == "置顶" and card["mblog"]["created_at"] == "09-08"
    extract = read("weibo", "timeline", body, "https://m.weibo.cn/api/container/getIndex?containerid=1076031221171697&page=1")
    (post,) = of(Post, extract.facts)
    assert (post.key, post.reposts, post.comments, post.likes) == ("4414052358656728", 53, 56, 347)
    assert (post.pinned, post.original, post.media, post.pictures) == (True, True, ("picture", "video"), 1)
    assert post.published == datetime(2026, 9, 8, tzinfo=CHINA)
    assert post.title.startswith("发布了头条文章：《") and post.title.endswith(
        "。 香港反对派推促的美国反华法案对香港经济的影响？"
    )
    assert [t.url.split("&", 1)[1] for t in extract.follow] == ["since_id=4414047003058832"]


def test_weibo_ajax_list_written_as_types(samples: Path) -> None:
    types: Any = literal_types(samples / "weibo/weibo_ajax_types.d.ts")
    body = types["TypeWeiboApi_MyBlob_ListResponse"]
    (post,) = of(Post, read("weibo", "timeline", body, "https://weibo.com/ajax/statuses/mymblog?uid=1645372340&page=1").facts)
    assert (post.key, post.reposts, post.comments, post.likes) == ("4607741009594608", 14, 12, 29)
    assert post.published == datetime(2021, 2, 23, 12, 28, 47, tzinfo=CHINA)
    assert (post.original, post.pinned, post.title) == (False, False, ""), "all of its text is somebody else's"


# -------------------------------------------------------------------------------- wechat


def labels(samples: Path) -> list[dict[str, str]]:
    with (samples / "wechat/labels.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_wechat_articles_are_read_as_labelled(samples: Path) -> None:
    articles = [row for row in labels(samples) if row["shape"] != "notice"]
    assert len(articles) == 3
    for row in articles:
        raw = (samples / "wechat" / row["file"]).read_bytes()
        extract = read("wechat", "article", raw, "https://mp.weixin.qq.com/s/" + "x" * 22)
        (account,), (post,) = of(Profile, extract.facts), of(Post, extract.facts)
        assert (account.key, account.name, post.title) == (row["user_name"], row["nickname"], row["title"])
        assert post.published == datetime.fromisoformat(row["publish_time_cst"])
        assert post.published == datetime.fromtimestamp(int(row["publish_epoch"]), UTC)
        assert post.original is True and post.pinned is False
        assert (post.reads, post.likes, post.comments) == (None, None, None), "an anonymous page has no counts"
        assert ("picture" in post.media) == (row["item_show_type"] != "10")


def test_wechat_pictures_are_counted(samples: Path) -> None:
    def pictures(name: str) -> int:
        (post,) = of(Post, read("wechat", "article", (samples / "wechat" / name).read_bytes()).facts)
        return int(post.pictures)

    body = html.fromstring((samples / "wechat/article_normal_01.html").read_bytes()).get_element_by_id("js_content")
    assert pictures("article_normal_01.html") == len(body.xpath(".//img[@data-src]")) == 10
    text = (samples / "wechat/article_picture_01.html").read_text("utf-8")
    listed = text[text.index("picture_page_info_list: [") : text.index("locationlist: [")]
    assert pictures("article_picture_01.html") == len(re.findall(r"^ {20}\{$", listed, re.MULTILINE)) == 4
    assert pictures("article_text_01.html") == 0


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("deleted_by_author_01.html", Status.DELETED),
        ("violation_01.html", Status.DELETED),
        ("unavailable_01.html", Status.BLOCKED),
        ("aboutbiz_MjM5ODMxNzE2NQ==.html", Status.CHANGED_SHAPE),
    ],
)
def test_wechat_pages_that_are_no_article(samples: Path, name: str, status: Status) -> None:
    extract = read("wechat", "article", (samples / "wechat" / name).read_bytes())
    assert (extract.status, extract.facts) == (status, ()) and extract.reason


def test_wechat_pages_cut_short_are_no_articles(samples: Path) -> None:
    raw = (samples / "wechat/article_normal_01.html").read_bytes()
    for size in (300, 30_000, 366_500, 1_000_000, 2_587_480):
        extract = read("wechat", "article", raw[:size])
        assert (extract.status, extract.facts) == (Status.CHANGED_SHAPE, ())


# --------------------------------------------------------------------------------- video


def test_douyin_videos(samples: Path) -> None:
    items = json.loads((samples / "video/douyin_aweme_list_a.json").read_bytes())
    assert len(items) == 56
    for item in items:
        data = json.dumps({"loaderData": {"video_(id)/page": {"videoInfoRes": {"item_list": [item]}}}})
        body = f"<html><script>window._ROUTER_DATA = {data}</script></html>"
        (post,) = of(Post, read("video", "share", body, f"https://www.iesdouyin.com/share/video/{item['aweme_id']}/").facts)
        numbers = item["statistics"]
        assert post.key == item["aweme_id"]
        assert (post.likes, post.comments, post.reposts) == tuple(numbers[f"{n}_count"] for n in ("digg", "comment", "share"))
        assert post.reads is None and numbers["play_count"] == 0
        assert post.published == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=item["create_time"])
        assert post.published.date() > date(2023, 1, 1)
        assert post.pinned == (item["is_top"] == 1) and post.media == ("video",)
