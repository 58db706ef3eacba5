"""Recordings and types written from answers: what follows from them, and posts of both hosts by their own addresses."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dsci.channels.weibo.ids import mblogid_of
from dsci.contract import CHINA, Post, Status

from .literal_types import literal_types
from .social import read

IN_2019 = datetime(2019, 6, 20, 12, 0, tzinfo=CHINA)
LIST = "https://m.weibo.cn/api/container/getIndex?containerid=1076031669879400&page=1"


@pytest.fixture
def cards(reference: Path) -> list[dict[str, Any]]:
    raw = (reference / "samples/weibo/mweibo_2019_cards1.json").read_bytes()
    return [card["mblog"] for card in json.loads(raw)["data"]["cards"]]


def test_every_short_name_in_the_recording_is_its_number(cards: list[dict[str, Any]]) -> None:
    assert [mblogid_of(blog["mid"]) for blog in cards] == [blog["bid"] for blog in cards]


def test_what_the_recording_leads_to(reference: Path, cards: list[dict[str, Any]]) -> None:
    raw = (reference / "samples/weibo/mweibo_2019_cards1.json").read_bytes()
    follow = read("weibo", "timeline", raw, LIST, seen_at=IN_2019).follow
    assert [t.about for t in follow if t.purpose == "comments"] == [blog["id"] for blog in cards]
    assert [t.about for t in follow if t.purpose == "longtext"] == [blog["id"] for blog in cards if blog["isLongText"]]


@pytest.mark.parametrize("road", ["list", "show", "detail"])
def test_each_post_of_the_recording_alone(cards: list[dict[str, Any]], road: str) -> None:
    for blog in cards:
        text = json.dumps(blog)
        if road == "list":
            body: str = f'{{"ok": 1, "data": {{"cards": [{{"card_type": 9, "mblog": {text}}}]}}}}'
            extract = read("weibo", "timeline", body, LIST, seen_at=IN_2019)
        elif road == "show":
            url = f"https://m.weibo.cn/statuses/show?id={blog['id']}"
            extract = read("weibo", "post", f'{{"ok": 1, "data": {text}}}', url, seen_at=IN_2019, account="1669879400")
        else:
            page = f"<html><script>var $render_data = [{{\n\"status\": {text}}}][0] || {{}};</script></html>"
            url = f"https://m.weibo.cn/detail/{blog['id']}"
            extract = read("weibo", "post", page, url, seen_at=IN_2019, account="1669879400")
        post = extract.facts[0]
        assert extract.status is Status.OK and isinstance(post, Post)
        counts = tuple(blog[name] for name in ("reposts_count", "comments_count", "attitudes_count"))
        told = (post.reposts, post.comments, post.likes)
        assert told == tuple(1_000_000 if count == "100万+" else count for count in counts)
        assert set(post.censored) == {n for n, c in zip(("reposts", "comments", "likes"), counts, strict=True) if c == "100万+"}
        assert (post.key, post.pictures) == (blog["id"], len(blog.get("pics", [])))


def test_a_post_written_as_a_type(reference: Path) -> None:
    item: Any = literal_types(reference / "samples/weibo/weibo_ajax_types.d.ts")["TypeWeiboApi_MyBlob_Item"]
    url = f"https://weibo.com/ajax/statuses/show?id={item['mblogid']}"
    extract = read("weibo", "post", {"ok": 1} | item, url, account=str(item["user"]["id"]))
    (post,) = extract.facts
    assert isinstance(post, Post)
    assert (post.key, post.reposts, post.comments, post.likes) == ("4607741009594608", 14, 12, 29)
    assert (post.title, post.original) == ("", False), "it begins with somebody else's words"
    assert extract.redacted is not None and "欧盟".encode("unicode_escape") not in extract.redacted
