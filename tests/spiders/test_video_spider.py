"""What is asked of the three platforms: addresses, headers, a body, how often; and what is asked instead of a refused card."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dsci.channels import channels
from dsci.contract import Account, Page, Profile, Reach, Status, Target
from dsci.spiders.video import VideoSpider
from dsci.store import open_store

from ..channels.test_video import BVIDEO, ITEM, MAN, douyin, page
from ..channels.test_video_kuaishou import card, result
from ..e2e.line import dsci
from .loopback import AS_OF, UNIT, Asked, Sent, serving

JSON = {"Content-Type": "application/json"}
COOKIE = "did=web_0123456789abcdef"
SHARES = " ".join(f"https://www.iesdouyin.com/share/video/729{n}/" for n in range(5))
VIEWS = " ".join(f"https://www.bilibili.com/video/BV1xx411c7m{n}/?p=1" for n in range(5))


def account(platform: str, id: str, url: str = "", **more: str) -> Account:
    return Account(UNIT, "video", platform, id, url=url, **more)


def targets(row: Account) -> list[tuple[str, str]]:
    return [(t.purpose, t.url) for t in VideoSpider(unit=UNIT).targets(row)]


def test_first_looks_at_douyin() -> None:
    odd = "https://www.douyin.com/user/MS4 https://evil.example/share/video/1/ https://www.iesdouyin.com/share/note/8/"
    assert targets(account("douyin", "MS4", odd)) == [
        ("profile", "https://www.iesdouyin.com/web/api/v2/user/info/?sec_uid=MS4"),
        ("share", "https://www.iesdouyin.com/share/note/8/"),
    ]


def test_first_looks_at_bilibili() -> None:
    odd = "https://space.bilibili.com/5 https://www.bilibili.com/video/BV1xx411c7mD?p=2 https://www.bilibili.com/video/../x"
    assert targets(account("bilibili", "5", odd)) == [
        ("card", "https://api.bilibili.com/x/web-interface/card?mid=5"),
        ("view", "https://api.bilibili.com/x/web-interface/view?bvid=BV1xx411c7mD"),
    ]


def test_what_is_asked_of_kuaishou(monkeypatch: pytest.MonkeyPatch) -> None:
    spider = VideoSpider(unit=UNIT)
    (target,) = spider.targets(account("kuaishou", '3x"abc'))
    asked = json.loads(target.body)
    assert (target.purpose, target.method, target.url.partition("#")[0]) == ("vision", "POST", "https://www.kuaishou.com/graphql")
    assert (asked["operationName"], asked["variables"]) == ("visionProfile", {"userId": '3x"abc'})
    assert asked["query"].count("{") == asked["query"].count("}") and "photo_public" in asked["query"]
    for name in ("DSCI_KUAISHOU_COOKIE", "DSCI_KUAISHOU_COOKIE_FILE"):
        monkeypatch.delenv(name, raising=False)
    assert spider.headers(target) == JSON
    monkeypatch.setenv("DSCI_KUAISHOU_COOKIE", COOKIE)
    assert spider.headers(target) == JSON | {"Cookie": COOKIE}


@pytest.mark.parametrize("status", list(Status))
def test_what_is_asked_instead(status: Status) -> None:
    spider, row = VideoSpider(unit=UNIT), account("bilibili", "5")
    for purpose in ("view", "relation", "profile", "vision"):
        assert spider.instead(row, Target("https://x", purpose), status) is None
    other = spider.instead(row, Target("https://x", "card"), status)
    wanted = "https://api.bilibili.com/x/relation/stat?vmid=5" if status is Status.BLOCKED else None
    assert (other and other.url) == wanted
    if other:
        assert spider.headers(other) == {"Referer": "https://space.bilibili.com/5"}


def test_accounts_that_are_not_looked_at() -> None:
    spider = VideoSpider(unit=UNIT, as_of=AS_OF)
    rows = [
        account("shipinhao", "某发布"),
        account("douyin", "1", role="further"),
        account("bilibili", "2", valid_to="2026-10-30"),
        account("kuaishou", "3", valid_from="2026-10-31"),
    ]
    assert [row.id for row in rows if spider.visited(row)] == ["3"]


def test_every_purpose_has_a_reader() -> None:
    assert set(VideoSpider.budget) == set(VideoSpider.full) <= {e.purpose for e in channels()["video"].endpoints}


def answered(asked: Asked) -> Sent:
    """The three platforms: Bilibili refuses its card, Kuaishou wants `did`."""
    paths: dict[str, Any] = {
        "/x/web-interface/card": {"code": -352, "message": "风控校验失败"},
        "/x/relation/stat": {"code": 0, "data": {"mid": 5, "following": 1, "follower": MAN["follower"]}},
        "/x/web-interface/view": {"code": 0, "data": BVIDEO | {"bvid": asked.path.rpartition("=")[2]}},
        "/web/api/v2/user/info/": douyin(),
        "/graphql": card() if asked.headers.get("Cookie") == COOKIE and b"3xabc" in asked.body else result(2),
    }
    if asked.path.startswith("/share/video/"):
        return Sent(page(ITEM | {"aweme_id": asked.path.strip("/").rpartition("/")[2]}).encode())
    told = paths.get(asked.path.partition("?")[0])
    return Sent(json.dumps(told).encode(), headers=JSON) if told else Sent(status=404)


def test_a_crawl(tmp_path: Path) -> None:
    rows = [("douyin", "MS4", SHARES), ("bilibili", "5", VIEWS), ("kuaishou", "3xabc", "")]
    table = tmp_path / "accounts.csv"
    lines = (f"{UNIT},video,{platform},{id},main,,{url},test,,,,true" for platform, id, url in rows)
    head = "unit,channel,platform,id,role,name,url,source,checked,valid_from,valid_to,simulated"
    table.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    with serving(answered) as here:
        where = ("--replica", here.address, "--as-of", AS_OF, "--store", str(tmp_path / "s"), "--accounts", str(table))
        dsci("crawl", "video", "--unit", UNIT, *where, cwd=tmp_path, DSCI_KUAISHOU_COOKIE=COOKIE)
    store = open_store(str(tmp_path / "s"))
    pages = store.rows(Page)
    assert Counter(p.purpose for p in pages) == {"profile": 1, "share": 3, "card": 1, "relation": 1, "view": 3, "vision": 1}
    ended = {p.purpose: p.status for p in pages}
    assert ended.pop("card") is Status.BLOCKED and set(ended.values()) == {Status.OK}
    assert {p.method for p in pages if p.purpose == "vision"} == {"cookie_api"}
    assert {p.method for p in pages if p.purpose != "vision"} == {"public_api"}
    assert {p.key for p in store.rows(Profile)} == {"MS4", "relation:5", "3xabc"} and len(store.rows(Reach)) == 3
    assert {(a.host, a.headers["Cookie"]) for a in here.asked if "Cookie" in a.headers} == {("www.kuaishou.com", COOKIE)}
