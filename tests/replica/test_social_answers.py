"""The social channels' answers: their keys and types as documented, the manners of real ones, and what faults look like."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from dsci.replica import app, video, wechat, weibo
from dsci.replica.draw import legible, printed
from dsci.replica.weibo_answers import created_at
from dsci.replica.weibo_profile import profile, stated
from dsci.replica.world import World

from .asking import BILIBILI, COOKIE, DOUYIN, ITUNES, WEIBO, accounts, get, mblogs, read, reviews, router_data, timeline, whole

USER = {"id": int, "screen_name": str, "statuses_count": int, "verified": bool, "verified_type": int, "verified_reason": str}
MBLOG = {"id": str, "mid": str, "bid": str, "created_at": str, "text": str, "isLongText": bool, "source": str, "mblogtype": int}
DAY = 24 * 60
ARTICLE = {"create_time", "title", "url", "msgid", "itemidx", "cover_img_1_1"}
LISTING = {
    "trackId": int, "trackName": str, "bundleId": str, "sellerName": str, "version": str, "releaseDate": str, "description": str,
    "fileSizeBytes": str, "languageCodesISO2A": list, "averageUserRating": float, "userRatingCount": int, "kind": str,
}  # fmt: skip
DOUYIN_USER = {
    "nickname": str, "unique_id": str, "short_id": str, "sec_uid": str, "aweme_count": int, "follower_count": int,
    "following_count": int, "total_favorited": str, "signature": str, "custom_verify": str, "enterprise_verify_reason": str,
}  # fmt: skip


def fits(told: dict, shape: dict[str, type]) -> bool:
    return {key: type(told[key]) for key in shape} == shape


# ---------------------------------------------------------------------------------- Weibo


def test_weibo_profile() -> None:
    for account in accounts(weibo, "weibo")[:50]:
        user = read(f"{WEIBO}?type=uid&value={account.id}")["data"]["userInfo"]
        assert fits(user, USER)
        assert isinstance(user["followers_count"], int) or re.fullmatch(r"\d+(\.\d)?[万亿]\+?", user["followers_count"])


def test_weibo_counts_are_printed_as_the_truth_has_them() -> None:
    assert [printed(legible(n)) for n in (9999, 12_345, 1_234_567, 345_678_901)] == [9999, "1.2万", "123.4万", "3.4亿"]


@pytest.mark.parametrize("cookie", [{}, {"Cookie": "SUBP=1; _T_WM=2"}, {"Cookie": "SUB=; SUBP=1"}])
def test_weibo_wants_a_login(cookie: dict[str, str]) -> None:
    account = accounts(weibo, "weibo")[0]
    for query in (f"type=uid&value={account.id}", f"containerid=107603{account.id}&page=1", "type=uid&value=1"):
        reply = get(f"{WEIBO}?{query}", cookie)
        assert reply.status == 200
        assert json.loads(reply.body)["ok"] == -100


def test_weibo_timeline_pages_to_its_end() -> None:
    account = max(accounts(weibo, "weibo"), key=lambda row: len(profile(whole(), whole().by_code[row.unit]).posts))
    blogs, since, sizes = [], "", []
    while since is not None:
        answer = timeline(account.id, since)
        blogs += mblogs(answer)
        sizes.append(len(mblogs(answer)))
        since = answer["data"]["cardlistInfo"].get("since_id")
    assert len(blogs) == len({blog["id"] for blog in blogs}) == answer["data"]["cardlistInfo"]["total"] > 100
    assert set(sizes[:-1]) == {10}
    assert all(fits(blog, MBLOG) for blog in blogs)
    assert timeline(account.id, blogs[-1]["id"])["msg"] == "这里还没有内容"


def test_weibo_timelines_hold_what_misleads() -> None:
    answers = [timeline(account.id) for account in accounts(weibo, "weibo")[:80]]
    cards = [card for answer in answers for card in answer.get("data", {}).get("cards", [])]
    blogs = [blog for answer in answers for blog in mblogs(answer)]
    assert {card["card_type"] for card in cards} == {9, 11, 58}
    assert {blog.get("page_info", {}).get("type") for blog in blogs} == {None, "video", "topic"}
    assert any(blog["bid"] == "" for blog in blogs)
    assert any(blog["retweeted_status"]["user"] is None for blog in blogs if "retweeted_status" in blog)
    pinned = [blog for blog in blogs if blog.get("isTop")]
    assert pinned and all(blog["mblogtype"] == 2 for blog in pinned)
    forms = {re.sub(r"\d+", "N", blog["created_at"]) for blog in blogs}
    assert forms >= {"刚刚", "N小时前", "昨天 N:N", "N-N", "N-N-N"}
    assert any(re.fullmatch(r"[A-Z][a-z]{2} Oct N N:N:N \+N N", form) for form in forms)


def test_weibo_short_dates_say_the_moment_that_the_truth_uses() -> None:
    as_of = whole().as_of
    minutes = (0, 0.9, 5.4, 3 * 60 + 50, DAY, 4 * DAY, 400 * DAY)
    moments = [stated(as_of - timedelta(minutes=age), as_of) for age in minutes]
    assert [created_at(moment, as_of, "short") for moment in moments] == [
        "刚刚", "刚刚", "5分钟前", "3小时前", "昨天 20:00", "10-27", "2025-09-26",
    ]  # fmt: skip
    assert moments[3] == as_of - timedelta(hours=3)
    assert moments[5] == as_of.replace(day=27, hour=0)


# --------------------------------------------------------------------------------- WeChat


def test_wechat_album_is_a_list_a_dict_or_empty() -> None:
    kinds = set()
    for account in accounts(wechat, "wechat"):
        album = read(account.url)
        assert album["base_resp"]["ret"] == 0
        listed = album["getalbum_resp"]["article_list"]
        kinds.add((type(listed), len(listed) > 0))
        for article in [listed] if isinstance(listed, dict) else listed:
            assert article.keys() >= ARTICLE and all(isinstance(value, str) for value in article.values())
            assert re.fullmatch(r"https://mp\.weixin\.qq\.com/s/[\w-]{22}", article["url"])
    assert kinds == {(list, True), (list, False), (dict, True)}


def test_wechat_album_pages_to_its_end() -> None:
    account, urls, flag, begin = accounts(wechat, "wechat")[0], [], "1", ""
    while flag == "1":
        album = read(account.url + begin)["getalbum_resp"]
        listed = album["article_list"]
        urls += [article["url"] for article in ([listed] if isinstance(listed, dict) else listed)]
        begin, flag = f"&begin_msgid={urls and listed[-1]['msgid']}&begin_itemidx=1", album["continue_flag"]
    assert len(urls) == len(set(urls)) == int(album["base_info"]["article_count"]) > 20


def test_wechat_articles_have_three_templates_and_two_notices() -> None:
    pages: dict[str, bytes] = {}
    for account in accounts(wechat, "wechat")[:120]:
        for article in wechat.profile(whole(), whole().by_code[account.unit]).articles:
            pages.setdefault(article.notice or article.show_type, get(f"https://mp.weixin.qq.com/s/{article.sn}").body)
    assert pages.keys() == {"0", "8", "10", "deleted", "violation"}
    assert re.search(rb'var ct = "\d{10}";.*var source_encode_biz = "', pages["0"], re.DOTALL)
    for kind in ("8", "10"):
        assert b"var ct =" not in pages[kind] and b'id="js_content"' not in pages[kind]
        assert re.search(rb"window\.item_show_type = '%b'.*window\.ct = '\d{10}'" % kind.encode(), pages[kind], re.DOTALL)
    for kind in ("0", "8", "10"):
        assert b"window.cgiDataNew = {" in pages[kind]
        assert len(pages[kind]) == pytest.approx(2_400_000, rel=0.03)
        assert all(word in pages[kind] for word in (b"MP-MINIPROGRAM", b".video_iframe", b"var biz = null"))  # in scripts alone
    assert "该内容已被发布者删除".encode() in pages["deleted"]
    assert "此内容因违规无法查看".encode() in pages["violation"]


@pytest.mark.parametrize("sn", ["", "x", "!" * 22, "A" * 22, "_" * 22, "0" * 400])
def test_wechat_knows_which_articles_there_are(sn: str) -> None:
    assert "该内容暂时无法查看" in get(f"https://mp.weixin.qq.com/s/{sn}").body.decode()


# ------------------------------------------------------------------------------------ App


def test_app_lookup() -> None:
    for account in accounts(app, "ios")[:50]:
        told = read(f"{ITUNES}/lookup?id={account.id}&country=cn")
        assert told["resultCount"] == 1 and fits(told["results"][0], LISTING)
        assert told["results"][0]["currentVersionReleaseDate"].endswith("Z")


def test_app_reviews_are_missing_single_or_listed_and_carry_words() -> None:
    kinds = set()
    for account in accounts(app, "ios"):
        entry = json.loads(reviews(account.id).body)["feed"].get("entry")
        kinds.add(type(entry))
        for each in [entry] if isinstance(entry, dict) else entry or []:
            assert each["author"]["name"]["label"] and each["content"]["label"] and each["im:version"]["label"]
            assert each["im:rating"]["label"] in "12345"
    assert kinds == {type(None), dict, list}


def test_app_reviews_page_by_fifty_newest_first() -> None:
    track = max(accounts(app, "ios"), key=lambda row: len(app.profile(whole(), whole().by_code[row.unit]).reviews)).id
    first, second = (json.loads(reviews(track, page).body)["feed"]["entry"] for page in (1, 2))
    written = [entry["updated"]["label"] for entry in first + second]
    assert len(first) == 50
    assert written == sorted(written, reverse=True)


# ---------------------------------------------------------------------------------- video


def test_douyin_user_and_share() -> None:
    for account in accounts(video, "douyin")[:30]:
        told = read(f"{DOUYIN}/web/api/v2/user/info/?sec_uid={account.id}")
        assert told["status_code"] == 0 and fits(told["user_info"], DOUYIN_USER)
        for url in account.url.split() if told["user_info"]["aweme_count"] else []:
            (item,) = router_data(url)["item_list"]
            assert url == f"{DOUYIN}/share/video/{item['aweme_id']}/"
            assert item["statistics"]["play_count"] == 0
            assert {"digg_count", "comment_count", "share_count", "collect_count"} <= item["statistics"].keys()


def test_bilibili_card() -> None:
    for account in accounts(video, "bilibili")[:30]:
        told = read(f"{BILIBILI}?mid={account.id}")
        assert told["code"] == 0 and isinstance(told["data"]["follower"], int)
        assert told["data"]["card"]["mid"] == account.id
        assert {"role", "title", "desc", "type"} == told["data"]["card"]["Official"].keys()


# --------------------------------------------------------------------------------- faults


def test_faults_look_as_on_the_real_platforms() -> None:
    login, number, shape = (accounts(weibo, "weibo", fault)[0].id for fault in ("login", "432", "shape"))
    assert read(f"{WEIBO}?type=uid&value={login}")["ok"] == timeline(login)["ok"] == -100
    assert get(f"{WEIBO}?type=uid&value={number}", COOKIE).status == 432
    assert "userInfo" not in read(f"{WEIBO}?type=uid&value={shape}")["data"] and "cards" not in timeline(shape)["data"]
    assert read(accounts(wechat, "wechat", "freq")[0].url)["base_resp"]["ret"] == -6
    delisted, down, half = (accounts(app, "ios", fault)[0].id for fault in ("delisted", "502", "reviews"))
    assert read(f"{ITUNES}/lookup?id={delisted}&country=cn") == {"resultCount": 0, "results": []}
    assert "entry" not in json.loads(reviews(delisted).body)["feed"]
    assert get(f"{ITUNES}/lookup?id={down}").status == reviews(down).status == reviews(half).status == 502
    assert read(f"{ITUNES}/lookup?id={half}")["resultCount"] == 1
    empty = accounts(video, "douyin", "empty")[0]
    for url in (f"{DOUYIN}/web/api/v2/user/info/?sec_uid={empty.id}", *empty.url.split()):
        assert (get(url).status, get(url).body) == (200, b"") or "douyin.com/user" in url
    assert get(f"{BILIBILI}?mid={accounts(video, 'bilibili', '412')[0].id}").status == 412


@pytest.mark.parametrize(
    "url",
    [
        f"{WEIBO}?type=uid&value=1", f"{WEIBO}?containerid=107603", f"{WEIBO}", f"{ITUNES}/lookup", f"{ITUNES}/lookup?id=1",
        f"{ITUNES}/cn/rss/customerreviews/page=99/id=1/sortBy=mostRecent/json", f"{BILIBILI}?mid=x", f"{DOUYIN}/share/video/7/",
        f"{DOUYIN}/web/api/v2/user/info/", "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz=MzA%3D&album_id=1",
        "https://m.weibo.cn/robots.txt", "https://mp.weixin.qq.com/", "https://api.bilibili.com/x/other",
    ],
)  # fmt: skip
def test_nonsense_is_answered(url: str) -> None:
    assert get(url, COOKIE).status in (200, 404)


def test_an_unknown_host_is_a_bad_gateway() -> None:
    assert get("https://www.example.org/", world=World((), {})).status == 502
