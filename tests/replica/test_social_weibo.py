"""The stand-in Weibo: its answers on both hosts, what faults look like, and its truth counted again from what it serves."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from dsci.contract import Account, Status
from dsci.replica import weibo
from dsci.replica.draw import legible, printed
from dsci.replica.weibo.blog import created_at
from dsci.replica.weibo.comments import CHORUS, NAMES, SAYINGS
from dsci.replica.weibo.handed import counts
from dsci.replica.weibo.ids import mblogid, mid_of
from dsci.replica.weibo.profile import profile, stated
from dsci.replica.world import Ask

from .asking import COOKIE, WEIBO, accounts, get, mblogs, read, timeline, truths, whole
from .weibo_recount import AJAX, AJAX_COOKIE, ajax, hotflow, recounted

USER = {"id": int, "screen_name": str, "statuses_count": int, "verified": bool, "verified_type": int, "verified_reason": str}
MBLOG = {"id": str, "mid": str, "bid": str, "created_at": str, "text": str, "isLongText": bool, "source": str, "mblogtype": int}
STATUS = {"id": int, "idstr": str, "mid": str, "mblogid": str, "text_raw": str, "reposts_count": int, "pic_ids": list}
DAY = 24 * 60
PLACES = ("/ajax/profile/info", "/ajax/statuses/mymblog", "/ajax/statuses/longtext", "/detail/1", "/comments/hotflow")


def fits(told: dict, shape: dict[str, type]) -> bool:
    return {key: type(told[key]) for key in shape} == shape


def stated_of(unit: str) -> dict[str, tuple[float | None, Status]]:
    return {t.metric[6:]: (t.value, t.status) for t in truths() if t.unit == unit and t.metric.startswith("weibo.")}


def test_profiles() -> None:
    for account in accounts(weibo, "weibo")[:50]:
        user = read(f"{WEIBO}?type=uid&value={account.id}")["data"]["userInfo"]
        assert fits(user, USER) and user["screen_name"] == account.name
        assert isinstance(user["followers_count"], int) or re.fullmatch(r"\d+(\.\d)?[万亿]\+?", user["followers_count"])
        there = ajax(f"profile/info?uid={account.id}")["data"]["user"]
        assert fits(there, USER | {"followers_count": int}) and there["verified_reason"] == user["verified_reason"]


def test_counts_are_printed_as_the_truth_has_them() -> None:
    assert [printed(legible(n)) for n in (9999, 12_345, 1_234_567, 345_678_901)] == [9999, "1.2万", "123.4万", "3.4亿"]


@pytest.mark.parametrize("cookie", [{}, {"Cookie": "SUBP=1; _T_WM=2"}, {"Cookie": "SUB=; SUBP=1"}])
def test_all_of_it_wants_a_login(cookie: dict[str, str]) -> None:
    account = accounts(weibo, "weibo")[0]
    for query in (f"type=uid&value={account.id}", f"containerid=107603{account.id}&page=1", "type=uid&value=1"):
        reply = get(f"{WEIBO}?{query}", cookie)
        assert (reply.status, json.loads(reply.body)["ok"]) == (200, -100)
    for path in PLACES:
        host = "weibo.com" if path.startswith("/ajax") else "m.weibo.cn"
        reply = get(f"https://{host}{path}?uid={account.id}&id=1", cookie)
        assert reply.headers.get("Location", "").startswith("https://passport.weibo.com/") or b'"ok":-100' in reply.body


def test_weibo_com_wants_the_token_of_the_cookie() -> None:
    uid = accounts(weibo, "weibo")[0].id
    assert get(f"{AJAX}/profile/info?uid={uid}", COOKIE).status == 403
    assert get(f"{AJAX}/profile/info?uid={uid}", {"Cookie": "SUB=_2A25"}).status == 200


def test_the_cookie_comes_back_in_a_header_and_in_refusals() -> None:
    account, login = accounts(weibo, "weibo")[0], accounts(weibo, "weibo", "login")[0]
    assert "_2A25" in get(f"{WEIBO}?type=uid&value={account.id}", COOKIE).headers["Set-Cookie"]
    assert b"_2A25" in get(f"{WEIBO}?type=uid&value={login.id}", COOKIE).body


def test_timelines_page_to_their_end_on_both_hosts() -> None:
    account = max(accounts(weibo, "weibo"), key=lambda row: len(profile(whole(), whole().by_code[row.unit]).posts))
    blogs, since, sizes = [], "", []
    while since is not None:
        answer = timeline(account.id, since)
        blogs += mblogs(answer)
        sizes.append(len(mblogs(answer)))
        since = answer["data"]["cardlistInfo"].get("since_id")
    assert len(blogs) == len({blog["id"] for blog in blogs}) == answer["data"]["cardlistInfo"]["total"] > 100
    assert set(sizes[:-1]) == {10} and all(fits(blog, MBLOG) for blog in blogs)
    assert timeline(account.id, blogs[-1]["id"])["msg"] == "这里还没有内容"
    listed, cursor = [], ""
    while cursor or not listed:
        data = ajax(f"statuses/mymblog?uid={account.id}&page=1&feature=0&since_id={cursor}")["data"]
        listed += data["list"]
        cursor = data["since_id"]
    assert [post["idstr"] for post in listed] == [blog["id"] for blog in blogs]
    assert all(fits(post, STATUS) for post in listed)


def test_a_period_is_searched_by_its_seconds() -> None:
    account = max(accounts(weibo, "weibo"), key=lambda row: len(profile(whole(), whole().by_code[row.unit]).posts))
    start, end = 1789000000, 1790000000
    search = f"statuses/searchProfile?uid={account.id}&starttime={start}&endtime={end}"
    found: list[dict] = []
    while page := ajax(f"{search}&page={len(found) // 20 + 1}")["data"]["list"]:
        found += page
    posts = profile(whole(), whole().by_code[account.unit]).posts
    assert {post["idstr"] for post in found} == {p.id for p in posts if start <= p.published.timestamp() <= end}
    assert len(found) > 20


def test_timelines_hold_what_misleads() -> None:
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


def test_short_dates_say_the_moment_that_the_truth_uses() -> None:
    as_of = whole().as_of
    minutes = (0, 0.9, 5.4, 3 * 60 + 50, DAY, 4 * DAY, 400 * DAY)
    moments = [stated(as_of - timedelta(minutes=age), as_of) for age in minutes]
    assert [created_at(moment, as_of, "short") for moment in moments] == [
        "刚刚", "刚刚", "5分钟前", "3小时前", "昨天 20:00", "10-27", "2025-09-26",
    ]  # fmt: skip
    assert moments[3] == as_of - timedelta(hours=3)
    assert moments[5] == as_of.replace(day=27, hour=0)


def test_ids_in_both_forms() -> None:
    assert mblogid("4607741009594608") == "K3fnuEfZK" and mblogid("4607667449893429") == "K3dsQFvJr"  # pairs of public posts
    assert mid_of("K3fnuEfZK") == "4607741009594608" == mid_of("4607741009594608")
    assert mid_of("") == mid_of("!") == mid_of("x" * 99) == ""
    assert mid_of(mblogid("1780000000000007")) == "1780000000000007"


def test_one_post_says_the_same_everywhere() -> None:
    for account in accounts(weibo, "weibo")[10:20]:
        for blog in mblogs(timeline(account.id))[:3]:
            shown = read(f"https://m.weibo.cn/statuses/show?id={blog['mid']}")["data"]
            page = get(f"https://m.weibo.cn/detail/{blog['mid']}", COOKIE).body.decode()
            told = json.loads(re.search(r"\$render_data = \[(.*)\]\[0\]", page, re.DOTALL)[1])["status"]  # type: ignore[index]
            there = ajax(f"statuses/show?id={mblogid(blog['mid'])}")
            assert shown == told and there["ok"] == 1
            assert shown["mid"] == there["mid"] == blog["mid"] and shown["attitudes_count"] == blog["attitudes_count"]


def test_citizens_speak_under_posts_and_the_account_answers() -> None:
    kinds: Counter[str] = Counter()
    for account in accounts(weibo, "weibo")[:60]:
        for blog in mblogs(timeline(account.id)):
            for each in hotflow(blog["mid"]):
                own = each["user"]["id"] == int(account.id)
                kinds["own" if own else "citizen"] += 1
                assert (each["user"]["screen_name"] == account.name) is own
                assert own or each["user"]["screen_name"].startswith(NAMES)
                parts = [part for line in (*SAYINGS, *CHORUS) for part in line.split("{n}") if len(part) > 1]
                assert own or any(part in each["text"] for part in parts)
    assert kinds["citizen"] > 5 * kinds["own"] > 100
    refused = {read(f"https://m.weibo.cn/comments/hotflow?id={b['mid']}").get("msg", "") for b in some_blogs()}
    assert len(refused - {""}) == 2


def some_blogs() -> list[dict]:
    return [blog for account in accounts(weibo, "weibo")[:40] for blog in mblogs(timeline(account.id))]


def test_faults_look_as_on_the_real_platform() -> None:
    login, number, shape, shapes = (accounts(weibo, "weibo", f)[0].id for f in ("login", "432", "shape", "shapes"))
    answers = (read(f"{WEIBO}?type=uid&value={login}"), timeline(login), ajax(f"profile/info?uid={login}"))
    assert {answer["ok"] for answer in answers} == {-100}
    assert get(f"{WEIBO}?type=uid&value={number}", COOKIE).status == 432
    assert get(f"{AJAX}/profile/info?uid={number}", AJAX_COOKIE).headers["Location"].startswith("https://passport.")
    for uid in (shape, shapes):
        assert "userInfo" not in read(f"{WEIBO}?type=uid&value={uid}")["data"] and "cards" not in timeline(uid)["data"]
    assert "user" in ajax(f"profile/info?uid={shape}")["data"] and ajax(f"statuses/mymblog?uid={shape}")["data"]["list"]
    assert "user" not in ajax(f"profile/info?uid={shapes}")["data"]
    assert "list" not in ajax(f"statuses/mymblog?uid={shapes}")["data"]


@pytest.mark.parametrize("fault", ["", "shape"])
def test_truth_is_what_the_bytes_say(fault: str) -> None:
    rows = accounts(weibo, "weibo", fault)
    for account in rows[3 :: 1 if fault else 9]:
        said = stated_of(account.unit)
        for metric, value in recounted(account.id, healed=fault == "shape").items():
            true, status = said[metric]
            assert true == pytest.approx(value), (account.unit, metric)
            assert status in ((Status.EMPTY,) if value is None else (Status.OK, Status.CENSORED))


@pytest.mark.parametrize("fault", ["login", "432", "shapes"])
def test_a_fault_stands_but_for_what_a_vendor_counted(fault: str) -> None:
    status = "CHANGED_SHAPE" if fault == "shapes" else "LOGIN_REQUIRED"
    of_card = {"verified", "host_named", "name_consistent", "followers", "followers_growth", "followers_jump"}
    for account in accounts(weibo, "weibo", fault):
        said, before = stated_of(account.unit), vendors(account)
        assert {said[m][1] for m in said if m not in of_card} == {Status(status)}
        assert {said[m][1] for m in of_card} == {Status.OK if before else Status(status)}
        if before:
            (first, last) = before
            assert said["followers"][0] == last and said["followers_growth"][0] == pytest.approx((last - first) / first)
            assert said["followers_jump"][0] == pytest.approx((last - first) / first / 30)


def test_growth_is_counted_over_both_roads() -> None:
    kinds = Counter()
    for account in accounts(weibo, "weibo"):
        said, before = stated_of(account.unit), vendors(account)
        (growth, status), (jump, also), (now, seen) = (said[m] for m in ("followers_growth", "followers_jump", "followers"))
        censored = seen is Status.CENSORED
        series = [*before, *([] if censored else [now])]
        kinds[status, censored] += 1
        assert status is also is (Status.OK if len(series) > 1 else Status.NOT_DECIDED)
        if len(series) > 1:
            assert growth == pytest.approx(series[-1] / series[0] - 1)
            assert jump == pytest.approx(max((b - a) / a / 30 for a, b in pairwise(series)))
    assert kinds[Status.OK, False] > kinds[Status.NOT_DECIDED, False] > 50


def vendors(account: Account) -> list[int]:
    return [count.followers for count in counts(whole(), whole().by_code[account.unit])]


@pytest.mark.parametrize("path", [*PLACES, "/api/container/getIndex", "/statuses/extend", "/statuses/show", "/robots.txt"])
def test_nonsense_is_answered(path: str) -> None:
    host = "weibo.com" if path.startswith("/ajax") else "m.weibo.cn"
    for ask in ("", "?id=", "?id=1", "?id=%E4%B8%80", "?id=9999999999999999", "?uid=1&page=x", "?containerid=107603"):
        assert get(f"https://{host}{path}{ask}", AJAX_COOKIE).status in (200, 404)


def test_no_answer_depends_on_the_scheme() -> None:
    uid = accounts(weibo, "weibo")[0].id
    query = {"type": "uid", "value": uid}
    asks = [Ask("GET", scheme, "m.weibo.cn", "/api/container/getIndex", query, COOKIE) for scheme in ("http", "https")]
    assert len({weibo.respond(whole(), ask).body for ask in asks}) == 1
