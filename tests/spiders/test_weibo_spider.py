"""What is looked at of a Weibo account, by which road, and how far back."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dsci.contract import Account, Comments, Extract, FullText, Page, Post, Status, Target, beginning_of
from dsci.spiders.lists import ReadBack
from dsci.spiders.weibo import WeiboSpider
from dsci.store import open_store

from ..e2e.line import dsci
from .loopback import AS_OF, UNIT, Asked, Sent, serving

SEEN = datetime.fromisoformat(AS_OF)
M, AJAX = "https://m.weibo.cn", "https://weibo.com/ajax"
COOKIE = "SUB=thecookie; XSRF-TOKEN=abc123"
URLS = f"https://m.weibo.cn/u/1 {M}/detail/4607741009594608 https://m.weibo.cn/status/K3fnuEfZK {M}/status/x-y"
ACCOUNT = Account(UNIT, "weibo", "weibo", "1", url=URLS)


def spider(**given: str) -> WeiboSpider:
    return WeiboSpider(unit=UNIT, as_of=AS_OF, **given)


@pytest.fixture(autouse=True)
def _cookie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSCI_WEIBO_COOKIE", COOKIE)
    monkeypatch.delenv("DSCI_WEIBO_COOKIE_FILE", raising=False)


# ------------------------------------------------------------------------------ which looks


def test_first_looks() -> None:
    assert [(t.purpose, t.url, t.about) for t in spider().targets(ACCOUNT)] == [
        ("profile", f"{M}/api/container/getIndex?type=uid&value=1", ""),
        ("timeline", f"{M}/api/container/getIndex?containerid=1076031&page=1", ""),
        ("post", f"{M}/detail/4607741009594608", "4607741009594608"),
        ("post", f"{M}/statuses/show?id=4607741009594608", "4607741009594608"),
    ]


def test_a_past_period_is_a_look_of_its_own() -> None:
    (period,) = [t for t in spider(since="2026-07-01", until="2026-10-01").targets(ACCOUNT) if t.purpose == "period"]
    assert period.url == f"{AJAX}/statuses/searchProfile?uid=1&page=1&starttime=1782835200&endtime=1790784000"
    assert spider(since="2026-07-01", until="2026-10-01").reach == "weibo main 2026-07-01 until 2026-10-01"
    with pytest.raises(ValueError, match="say since"):
        spider(until="2026-10-01")


@pytest.mark.parametrize(
    ("purpose", "url", "other"),
    [
        ("profile", "/api/container/getIndex?type=uid&value=1", "/profile/info?uid=1"),
        ("timeline", "/api/container/getIndex?containerid=1076031&page=1", "/statuses/mymblog?uid=1&page=1&feature=0"),
        ("timeline", "/api/container/getIndex?containerid=1076031&since_id=5", "/statuses/mymblog?uid=1&page=1&feature=0"),
        ("longtext", "/statuses/extend?id=4607741009594608", "/statuses/longtext?id=K3fnuEfZK"),
        ("post", "/statuses/show?id=4607741009594608", "/statuses/show?id=K3fnuEfZK"),
        ("comments", "/comments/hotflow?id=4607741009594608", ""),
    ],
)
def test_the_other_road(purpose: str, url: str, other: str) -> None:
    target = Target(M + url, purpose, about="4607741009594608")
    for status in (Status.CHANGED_SHAPE, Status.BLOCKED, Status.HTTP_ERROR):
        found = spider().instead(ACCOUNT, target, status)
        assert (found.url if found else "") == (AJAX + other if other else "")
        assert not found or spider().instead(ACCOUNT, found, status) is None
    for status in (Status.OK, Status.EMPTY, Status.DELETED, Status.LOGIN_REQUIRED, Status.THROTTLED, Status.TIMEOUT):
        assert spider().instead(ACCOUNT, target, status) is None


def test_headers_of_both_hosts() -> None:
    mobile, desk = (spider().headers(Target(url, "profile")) for url in (f"{M}/x", f"{AJAX}/x"))
    assert mobile["Cookie"] == desk["Cookie"] == COOKIE
    assert mobile["MWeibo-Pwa"] == "1" and "X-XSRF-TOKEN" not in mobile
    assert desk["X-XSRF-TOKEN"] == "abc123" and desk["Referer"] == "https://weibo.com/"
    assert "Cookie" not in spider().headers(Target("http://m.weibo.cn/x", "profile"))


def test_a_cookie_that_is_none_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSCI_WEIBO_COOKIE", "SUB=a\nb")
    with pytest.raises(ValueError, match="DSCI_WEIBO_COOKIE"):
        spider()


# ------------------------------------------------------------------------------- how far back


@pytest.mark.parametrize(
    ("about", "since", "goes_on"),
    [
        ("2026-09-21T20:00:00+08:00", "", True),
        ("2026-09-21T19:59:59+08:00", "", False),
        ("", "", True),
        ("2026-09-21T19:59:59+08:00", "2026-07-01", True),
        ("2026-07-01T00:00:00+08:00", "2026-07-01", True),
        ("2026-06-30T23:59:59+08:00", "2026-07-01", False),
        ("2026-10-20T00:00:00+08:00", "2026-10-30T12:00:00+08:00", False),
    ],
)
def test_a_list_is_read_back_so_far(about: str, since: str, goes_on: bool) -> None:
    onward = Target(f"{M}/list", "timeline", about=about)
    other = Target(f"{M}/post", "post", about="4607741009594608")
    found = spider(since=since).further(ACCOUNT, onward, Extract(Status.OK, follow=(onward, other)))
    assert list(found) == ([onward, other] if goes_on else [other])


def test_a_bare_date_begins_in_china() -> None:
    assert beginning_of("2026-07-01").isoformat() == "2026-07-01T00:00:00+08:00"
    assert beginning_of("2026-07-01T12:00:00Z").isoformat() == "2026-07-01T12:00:00+00:00"
    assert not ReadBack({}, SEEN).enough(Target(f"{M}/x", "timeline", about="2020-01-01T00:00:00+08:00"))


# ------------------------------------------------------------------------------------ a crawl


def blog(number: int, days: int, **fields: object) -> dict[str, Any]:
    moment = (SEEN - timedelta(days=days, hours=1)).strftime("%a %b %d %H:%M:%S %z %Y")
    counts = {"reposts_count": 1, "comments_count": 4, "attitudes_count": 2}
    known = {"id": 4607741009590000 + number, "created_at": moment, "text": f"第{number}条", "isLongText": number % 2 == 0}
    return known | counts | {"user": {"id": 1}} | fields


def broken(asked: Asked) -> Sent:
    """m.weibo.cn lists in another shape; weibo.com has six pages of ten days each; the third long text is gone."""
    path, _, query = asked.path.partition("?")
    given = dict(part.split("=") for part in query.split("&") if "=" in part)
    match asked.host, path:
        case "m.weibo.cn", "/api/container/getIndex":
            return told({"ok": 1, "data": {"moved": True}})
        case "m.weibo.cn", "/statuses/extend":
            return Sent(status=403)
        case "m.weibo.cn", "/comments/hotflow":
            reply = {"text": "已转有关部门", "user": {"id": 1}}
            asked_for = {"text": "路灯坏了", "user": {"id": 9}, "comments": [reply]}
            agreed = {"text": "支持", "user": {"id": 8}, "comments": False}
            return told({"ok": 1, "data": {"data": [asked_for, agreed], "max_id": 0}})
        case "weibo.com", "/ajax/profile/info":
            card = {"id": 1, "screen_name": "某市发布", "verified_type": 1, "followers_count": 9, "friends_count": 1}
            return told({"ok": 1, "data": {"user": card | {"statuses_count": 60}}})
        case "weibo.com", "/ajax/statuses/mymblog":
            page = int(given.get("since_id", "0kp0").partition("kp")[2])
            top = [blog(99, 900, isTop=1, isLongText=True)] if page == 0 else []
            blogs = top + [blog(page * 10 + n, page * 10 + n) for n in range(10)]
            return told({"ok": 1, "data": {"since_id": f"5kp{page + 1}" if page < 6 else "", "list": blogs}})
        case "weibo.com", "/ajax/statuses/longtext":
            return told({"ok": 1, "data": {"longTextContent": "全文见 www.hangzhou.gov.cn/a"}})
        case _:
            return Sent(status=404)


def told(document: object) -> Sent:
    return Sent(json.dumps(document).encode(), headers={"Content-Type": "application/json"})


def test_a_crawl_by_the_other_road(tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text(
        "unit,channel,platform,id,role,name,url,source,checked,valid_from,valid_to\n"
        f"{UNIT},weibo,weibo,1,main,某市发布,https://m.weibo.cn/u/1,test,2026-10-31,,\n",
        "utf-8",
    )
    with serving(broken) as here:
        where = ("--replica", here.address, "--as-of", AS_OF, "--accounts", str(tmp_path / "accounts.csv"))
        dsci("crawl", "weibo", "--unit", UNIT, *where, "--store", "s", cwd=tmp_path, DSCI_WEIBO_COOKIE=COOKIE)
    store = open_store(str(tmp_path / "s"))
    pages = store.rows(Page)
    ended = Counter((p.purpose, p.url.split("/")[2], str(p.status)) for p in pages)
    assert ended == {
        ("profile", "m.weibo.cn", "CHANGED_SHAPE"): 1,
        ("profile", "weibo.com", "OK"): 1,
        ("timeline", "m.weibo.cn", "CHANGED_SHAPE"): 1,
        ("timeline", "weibo.com", "OK"): 5,  # posts of 0 to 49 days: the fifth page begins 40 days back
        ("longtext", "weibo.com", "OK"): 3,
        ("comments", "m.weibo.cn", "OK"): 3,
    }
    assert {p.asked for p in pages if p.purpose == "profile"} == {f"{M}/api/container/getIndex?type=uid&value=1"}
    first = [str(4607741009590000 + number) for number in (0, 2, 4)]
    assert sorted(f.key for f in store.rows(FullText)) == first and {f.guides for f in store.rows(FullText)} == {1}
    assert sorted(f.key for f in store.rows(Comments)) == [str(4607741009590000 + number) for number in (1, 2, 3)]
    assert {(f.seen, f.own, f.repeated) for f in store.rows(Comments)} == {(3, 1, 0)}
    assert len(store.rows(Post)) == 51
    kept = b"".join(file.read_bytes() for file in (tmp_path / "s").rglob("*") if file.is_file())
    assert "路灯".encode() not in kept and b"thecookie" not in kept
