"""Answers of m.weibo.cn."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from dsci.channels import channels
from dsci.contract import Answer, Post, Profile, Status, Timeline

from .social import look, read

LIST = "https://m.weibo.cn/api/container/getIndex?containerid=1076031&page=1"
CARD = "https://m.weibo.cn/api/container/getIndex?type=uid&value=1"
USER = {
    "id": 1, "screen_name": "某地发布", "verified": True, "verified_type": 1, "verified_reason": "某地人民政府新闻办公室官方微博",
    "description": "", "followers_count": "123.4万", "follow_count": 3, "statuses_count": 9,
}  # fmt: skip


def blog(id: int | str = 1, **fields: object) -> dict[str, object]:
    known = {
        "id": str(id),
        "created_at": "昨天 09:00",
        "text": "文",
        "reposts_count": 1,
        "comments_count": 2,
        "attitudes_count": 3,
    }
    return known | fields


def page(*blogs: dict[str, object], since: object = None, **card: object) -> dict[str, object]:
    cards = [{"card_type": 9, "mblog": b} | card for b in blogs]
    return {"ok": 1, "data": {"cardlistInfo": {"since_id": since}, "cards": cards}}


def posts(*blogs: dict[str, object], **card: object) -> list[Post]:
    return [f for f in read("weibo", "timeline", page(*blogs, **card), LIST).facts if isinstance(f, Post)]


# ------------------------------------------------------------------------------- reading


@pytest.mark.parametrize(
    ("printed", "followers", "censored"),
    [(334141, 334141, ()), ("123.4万", 1234000, ()), ("100万+", 1000000, ("followers",)), ("-", None, ())],
)
def test_followers_as_number_and_as_text(printed: object, followers: int | None, censored: tuple[str, ...]) -> None:
    extract = read("weibo", "profile", {"ok": 1, "data": {"userInfo": USER | {"followers_count": printed}}}, CARD)
    (found,) = extract.facts
    assert isinstance(found, Profile)
    assert (found.key, found.followers, found.censored, found.verified) == ("1", followers, censored, True)


@pytest.mark.parametrize(("kind", "government"), [(1, True), (0, False), (2, False), (3, False), (-1, False)])
def test_only_type_1_is_a_government(kind: int, government: bool) -> None:
    (found,) = read("weibo", "profile", {"ok": 1, "data": {"userInfo": USER | {"verified_type": kind}}}, CARD).facts
    assert isinstance(found, Profile) and found.verified is government


@pytest.mark.parametrize(
    ("mark", "card"),
    [
        ({"isTop": 1}, {}),
        ({"isTop": True}, {}),
        ({"mblogtype": 2}, {}),
        ({"title": {"text": "置顶"}}, {}),
        ({"profile_type_id": "proweibotop_1"}, {}),
        ({}, {"profile_type_id": "proweibotop_1"}),
    ],
)
def test_every_mark_of_a_pinned_post(mark: dict[str, object], card: dict[str, object]) -> None:
    assert [p.pinned for p in posts(blog(**mark), **card)] == [True]


def test_an_ordinary_post_is_not_pinned() -> None:
    ordinary = blog(isTop=0, mblogtype=1, title={"text": "赞过的微博"}, profile_type_id="proweibo_1")
    assert [p.pinned for p in posts(ordinary)] == [False]


def test_pictures_as_list_and_as_object_and_video() -> None:
    found = posts(
        blog(1, pics=[{"pid": "a"}, {"pid": "b"}]),
        blog(2, pics={"0": {"pid": "a"}, "1": {"pid": "b"}, "2": {"pid": "c"}}),
        blog(3, page_info={"type": "video"}),
        blog(4, page_info=[], pics=[]),
        blog(5, page_info={"type": "topic"}, pics=[{"pid": "a"}]),
    )
    assert [(p.media, p.pictures) for p in found] == [
        (("picture",), 2), (("picture",), 3), (("video",), 0), ((), 0), (("picture",), 1),
    ]  # fmt: skip


def test_cards_of_other_kinds_are_left_out_and_groups_are_opened() -> None:
    cards = [
        {"card_type": 58, "desc": "notice"},
        {"card_type": 11, "card_group": [{"card_type": 9, "mblog": blog(1)}, {"card_type": 42}]},
        {"card_type": 9, "mblog": blog(2)},
    ]
    facts = read("weibo", "timeline", {"ok": 1, "data": {"cards": cards}}, LIST).facts
    assert [f.key for f in facts if isinstance(f, Post)] == ["1", "2"]


def test_text_is_cut_cleaned_and_free_of_other_peoples_words() -> None:
    long, chain, answer = posts(
        blog(1, text="字" * 200 + "<br/>"),
        blog(2, text="谢谢关注&amp;支持 <a href=''>//@</a>市民甲: 我家住在某街"),
        blog(3, text="回复<a href='/n/a'>@市民乙</a>:已转有关部门"),
    )
    assert long.title == "字" * 140
    assert chain.title == "谢谢关注&支持"
    assert answer.title == "回复@:已转有关部门"


def test_the_archive_loses_other_peoples_words_and_gives_the_same_facts() -> None:
    repost = blog(
        1, text="请看 <b>通知</b>&lt;1&gt;//@市民甲:住址在此", raw_text="//@市民甲", isTop=1,
        page_info={"type": "video", "page_title": "市民甲"},
        retweeted_status={"id": "9", "user": {"screen_name": "市民甲"}, "text": "住址在此"},
    )  # fmt: skip
    body = page(repost, blog(2), since=77)
    first = read("weibo", "timeline", body, LIST)
    assert first.redacted is not None
    assert "市民甲" not in json.dumps(json.loads(first.redacted), ensure_ascii=False)
    second = read("weibo", "timeline", first.redacted, LIST)
    assert (second.facts, second.follow, second.status) == (first.facts, first.follow, first.status)
    assert first.facts[0].original is False  # type: ignore[attr-defined]
    assert read("weibo", "timeline", page(blog(2)), LIST).redacted is None


# -------------------------------------------------------------------------------- paging


def pages(*blogs: dict[str, object], since: object = 5, url: str = LIST) -> list[tuple[str, str]]:
    follow = read("weibo", "timeline", page(*blogs, since=since), url).follow
    return [(t.url, t.about) for t in follow if t.purpose == "timeline"]


def test_the_next_page_begins_at_the_cursor() -> None:
    after = "https://m.weibo.cn/api/container/getIndex?containerid=1076031&since_id=4414047003058832"
    assert pages(blog(1), since=4414047003058832) == [(after, "2026-10-30T09:00:00+08:00")]
    assert pages(blog(1), since=None) == pages(blog(1), since="") == pages(blog(1), since=0) == []


def test_the_reader_always_proposes_the_next_page_and_says_how_old_this_one_is() -> None:
    old = {"created_at": "2026-09-20"}
    assert [about for _, about in pages(blog(1, isTop=1, **old), blog(2))] == ["2026-10-30T09:00:00+08:00"]
    assert [about for _, about in pages(blog(1), blog(2, **old))] == ["2026-09-20T00:00:00+08:00"]
    assert [about for _, about in pages(blog(1, isTop=1, **old))] == [""], "of pinned posts alone nothing is told"
    pinned = read("weibo", "timeline", page(blog(1, isTop=1, **old), blog(2), since=5), LIST)
    (end,) = [f for f in pinned.facts if isinstance(f, Timeline)]
    assert (end.items, end.oldest, end.more) == (2, datetime.fromisoformat("2026-10-30T09:00:00+08:00"), True)


def test_somebody_elses_post_in_the_list_is_left_out_and_not_kept() -> None:
    liked = blog(9, text="市民甲的话", user={"id": 77, "screen_name": "市民甲"}, title={"text": "赞过的微博"})
    extract = read("weibo", "timeline", page(blog(1, user={"id": 1}), liked), LIST)
    assert [f.key for f in extract.facts if isinstance(f, Post)] == ["1"]
    assert extract.redacted is not None
    kept = json.dumps(json.loads(extract.redacted), ensure_ascii=False)
    assert "市民甲" not in kept and "77" not in kept
    assert read("weibo", "timeline", extract.redacted, LIST).facts == extract.facts


# ------------------------------------------------------------------------- what it proposes


def proposed(purpose: str, *blogs: dict[str, object], url: str = LIST) -> list[tuple[str, int, str]]:
    follow = read("weibo", "timeline", page(*blogs), url).follow
    return [(t.url.rpartition("/")[2], t.order, t.about) for t in follow if t.purpose == purpose]


def test_long_posts_are_proposed_newest_first_but_no_pinned_one() -> None:
    blogs = [
        blog(1, isLongText=True, isTop=1),
        blog(2, isLongText=True, created_at="10-20"),
        blog(3, isLongText=False),
        blog(4, isLongText=True),
        blog(5, isLongText=True, created_at="10-20"),
    ]
    assert proposed("longtext", *blogs) == [("extend?id=4", 0, "4"), ("extend?id=2", 1, "2"), ("extend?id=5", 2, "5")]
    assert proposed("longtext", *blogs, url=LIST.replace("page=1", "since_id=3")) == []
    assert proposed("longtext", blog(1), blog("x", isLongText=True)) == []


def test_comments_are_proposed_of_posts_that_have_some_and_are_a_day_old() -> None:
    blogs = [
        blog(1, created_at="昨天 20:01"),
        blog(2, created_at="昨天 20:00"),
        blog(3, created_at="10-20", comments_count=0),
        blog(4, created_at="10-20", comments_count="1.2万"),
        blog(5, created_at="10-25", isTop=1),
        blog(6, created_at="10-25", comments_count="-"),
    ]
    wanted = [(f"hotflow?id={n}&mid={n}&max_id_type=0", order, str(n)) for order, n in enumerate((2, 4))]
    assert proposed("comments", *blogs) == wanted
    assert proposed("comments", *blogs, url=LIST.replace("page=1", "page=2")) == []


@pytest.mark.parametrize("value", ["true", 2, [1], {"a": 1}])
def test_a_mark_of_length_that_is_none_is_a_changed_shape(value: object) -> None:
    extract = read("weibo", "timeline", page(blog(isLongText=value)), LIST)
    assert (extract.status, extract.reason.split(":")[0]) == (Status.CHANGED_SHAPE, "$.data.cards[0].mblog.isLongText")


def test_past_the_last_post() -> None:
    extract = read("weibo", "timeline", {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}, LIST)
    (end,) = extract.facts
    assert extract.status is Status.EMPTY and isinstance(end, Timeline) and (end.items, end.more) == (0, False)
    assert read("weibo", "profile", {"ok": 0, "msg": "这里还没有内容"}, CARD).status is Status.DELETED


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("body", "fields", "status"),
    [
        ({"ok": -100, "url": "https://passport.weibo.com/sso/signin?x"}, {}, Status.LOGIN_REQUIRED),
        ({"ok": 0, "url": "https://passport.weibo.com/sso/signin?x"}, {}, Status.LOGIN_REQUIRED),
        ({"ok": 1, "url": "https://m.weibo.cn/captcha"}, {}, Status.BLOCKED),
        ("", {"http_status": 432}, Status.LOGIN_REQUIRED),
        ("", {"http_status": 302}, Status.LOGIN_REQUIRED),
        ({"ok": -100, "url": "https://weibo.com/login.php?url=x"}, {}, Status.LOGIN_REQUIRED),
        ({"ok": 0, "url": "https://weibo.com/login.php"}, {}, Status.LOGIN_REQUIRED),
        ("", {"http_status": 301}, Status.HTTP_ERROR),
        ("<html><title>Sina Visitor System</title>", {}, Status.LOGIN_REQUIRED),
        ("<html>", {"url": "https://passport.weibo.com/visitor"}, Status.LOGIN_REQUIRED),
        ("", {"http_status": 403}, Status.BLOCKED),
        ("", {"http_status": 418}, Status.BLOCKED),
        ("", {"http_status": 429}, Status.THROTTLED),
        ("", {"http_status": 502}, Status.HTTP_ERROR),
        ("", {"http_status": 404}, Status.HTTP_ERROR),
        ("<script>var $_ts = {};</script>", {}, Status.BLOCKED),
        ("<html>moved</html>", {}, Status.CHANGED_SHAPE),
        ("", {}, Status.CHANGED_SHAPE),
        ("[" * 100_000, {}, Status.CHANGED_SHAPE),
        ({"ok": 0, "msg": "系统繁忙"}, {}, Status.CHANGED_SHAPE),
        ({"data": {}}, {}, Status.CHANGED_SHAPE),
        ("x" * 8_000_001, {}, Status.TOO_LARGE),
    ],
)
@pytest.mark.parametrize("purpose", ["profile", "timeline", "longtext", "post", "comments"])
def test_refusals(body: object, fields: dict[str, object], status: Status, purpose: str) -> None:
    extract = read("weibo", purpose, body, **{"url": f"{LIST}&id=1"} | fields)  # type: ignore[arg-type]
    assert (extract.status, extract.facts, extract.follow) == (status, (), ())
    assert extract.reason


@pytest.mark.parametrize(
    ("to", "status"),
    [
        ("https://passport.weibo.com/sso/signin", Status.LOGIN_REQUIRED),
        ("https://visitor.passport.weibo.cn/visitor/visitor", Status.LOGIN_REQUIRED),
        ("https://m.weibo.cn/u/1", Status.HTTP_ERROR),
    ],
)
def test_where_a_redirect_leads(to: str, status: Status) -> None:
    answer = Answer(look("weibo", "profile", CARD, http_status=301), b"", headers=(("Location", to),))
    assert channels()["weibo"].extract(answer).status is status


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id": 2}, "$.data.userInfo.id"),
        ({"followers_count": [1]}, "$.data.userInfo.followers_count"),
        ({"followers_count": "许多"}, "$.data.userInfo.followers_count"),
        ({"followers_count": True}, "$.data.userInfo.followers_count"),
        ({"verified_type": "1"}, "$.data.userInfo.verified_type"),
        ({"screen_name": 5}, "$.data.userInfo.screen_name"),
        ({"id": ""}, "$.data.userInfo.id"),
    ],
)
def test_a_changed_profile_names_the_path(change: dict[str, object], path: str) -> None:
    extract = read("weibo", "profile", {"ok": 1, "data": {"userInfo": USER | change}}, CARD)
    assert extract.status is Status.CHANGED_SHAPE and extract.reason.startswith(path + ":") and not extract.facts


def test_the_shape_of_another_endpoint_is_a_changed_shape() -> None:
    extract = read("weibo", "profile", {"ok": 1, "data": {"user": USER, "statuses": [blog()]}}, CARD)
    assert (extract.status, extract.reason) == (Status.CHANGED_SHAPE, "$.data.userInfo: missing")
    assert read("weibo", "timeline", {"ok": 1, "data": {"list": [blog()]}}, LIST).reason == "$.data.cards: missing"


@pytest.mark.parametrize("name", ["id", "created_at", "text", "reposts_count", "comments_count", "attitudes_count"])
def test_a_post_that_lacks_a_field_names_the_path(name: str) -> None:
    broken = {k: v for k, v in blog().items() if k != name}
    extract = read("weibo", "timeline", page(blog(), broken), LIST)
    assert (extract.status, extract.reason) == (Status.CHANGED_SHAPE, f"$.data.cards[1].mblog.{name}: missing")
    assert not extract.facts
