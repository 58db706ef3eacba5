"""What the stand-ins of App stores answer: keys and manners as documented, tokens, unknown packages, faults."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from dsci.contract import Account
from dsci.replica.app.android import FAULTS
from dsci.replica.app.citizens import SAID
from dsci.replica.app.sellers import STRANGER
from dsci.replica.draw import struck

from .asking import ITUNES, read, reviews, whole
from .stores import (
    ANONYMOUS,
    HUAWEI,
    TENCENT,
    VIVO,
    XIAOMI,
    all_rows,
    huawei,
    send,
    tencent_items,
    true_app,
    vivo_hits,
)  # fmt: skip

APPINFO = {"appId": str, "name": str, "pkgName": str, "developerName": str, "version": str, "size": int, "downCount": str,
           "releaseDate": int, "isShelves": int, "privacyUrl": str}  # fmt: skip
VIVO_APP = {"id": int, "title_zh": str, "package_name": str, "score": float, "raters_count": int, "upload_time": str}


@cache
def struck_by(fault: str = "") -> list[Account]:
    """Android Apps that suffer just this fault; by default none."""
    found = {row.unit: struck(whole(), whole().by_code[row.unit], "android", FAULTS) for row in all_rows("android")}
    return [row for row in all_rows("android") if (found[row.unit].name if found[row.unit] else "") == fault]


def searched() -> list[Account]:
    return [row for row in all_rows("ios") if row.id.startswith("search:")]


def test_huawei_answers_who_shows_its_token() -> None:
    seen = [told for row in struck_by() if "appId" in (told := json.loads(huawei(row.id).body))]
    assert len(seen) > 80
    for told in seen:
        assert {key: type(told[key]) for key in APPINFO} == APPINFO
        assert ("averageRating" in told) is ("rateNum" in told)
    assert any("\0" in told["developerName"] for told in seen) and any("万" in told["downCount"] for told in seen)
    assert {told["privacyUrl"] == "" for told in seen} == {True, False}


@pytest.mark.parametrize("code", ["", "null_1793448000000", "eyJhx_1793448000000"])
def test_huawei_refuses_who_does_not(code: str) -> None:
    body = json.dumps({"pkgName": struck_by()[0].id, "locale": "zh_CN"}).encode()
    assert send(f"{HUAWEI}/appinfo", body, {"interface-code": code}).status == 403
    assert send(f"{HUAWEI}/getInterfaceCode", b"", ANONYMOUS | {"identity-id": "me"}).status == 403
    assert send(f"{HUAWEI}/getInterfaceCode").status == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 50_000, b'{"pkgName": ["a"]}', b'{"pkgName": null}'])
def test_huawei_takes_any_body(body: bytes) -> None:
    token = json.loads(send(f"{HUAWEI}/getInterfaceCode", b"", ANONYMOUS).body)
    assert send(f"{HUAWEI}/appinfo", body, {"interface-code": f"{token}_1793448000123"}).status in (200, 404)


def test_unknown_packages_are_answered_as_each_store_does() -> None:
    assert "appId" not in json.loads(huawei("org.example.none").body)
    missing = send(f"{TENCENT}org.example.none")
    assert missing.status == 200 and "<title>404-找不到页面" in missing.body.decode() and not tencent_items("org.example.none")
    assert "<title>手机游戏应用商店" in send(f"{XIAOMI}org.example.none").body.decode()
    assert "id" not in json.loads(send(f"{VIVO}/detailInfo?appId=1").body)
    assert [hit["package_name"] for hit in vivo_hits("没有这个")] == ["org.replica.stranger"]


def test_tencent_pages_hold_the_app_among_others() -> None:
    pages = [send(TENCENT + row.id).body.decode() for row in struck_by()]
    listed = [tencent_items(row.id) for row in struck_by()]
    assert {'"itemData":"[' in page for page in pages} == {True, False}
    assert all(items[0]["pkg_name"] == row.id for items, row in zip(listed, struck_by(), strict=True) if items)
    assert {type(items[0]["update_time"]) for items in listed if items} == {str, int}
    assert {type(items[1]["appScore"]["total"]) for items in listed if items} == {str, int}


def test_xiaomi_pages_come_in_two_forms() -> None:
    pages = [page for row in struck_by() if "intro-titles" in (page := send(XIAOMI + row.id).body.decode())]
    old = [page for page in pages if '<li class="weight-font">版本号：</li><li>' in page]
    new = [page for page in pages if '<div class="weight-font">版本号</div><div>' in page]
    assert old and new and len(old) + len(new) == len(pages)
    stars = {int(half) for page in pages for half in re.findall(r"star1-hover star1-(\d+)", page)}
    assert 0 in stars and stars <= set(range(11)) and any(half % 2 for half in stars)


def test_vivo_finds_by_name_and_tells_by_number() -> None:
    for row in struck_by():
        for hit in vivo_hits(row.name)[1:]:
            told = json.loads(send(f"{VIVO}/detailInfo?appId={hit['id']}").body)
            assert told["package_name"] == hit["package_name"] == row.id
            assert {key: type(told[key] + 0.0 if key == "score" else told[key]) for key in VIVO_APP} == VIVO_APP


def test_citizens_speak_in_stores() -> None:
    """So that a store which keeps their words or names is found out."""
    tencent = b"".join(send(TENCENT + row.id).body for row in struck_by()).decode()
    found = [hit for row in struck_by() for hit in vivo_hits(row.name)[1:]]
    vivo = b"".join(send(f"{VIVO}/detailInfo?appId={hit['id']}").body for hit in found).decode()
    apple = b"".join(reviews(row.id).body for row in all_rows("ios")[:40]).decode()
    assert all(words in tencent for words in SAID) and re.search(r"用户99\d{8}", tencent)
    for page in (vivo, apple):
        assert all(json.dumps(words)[1:-1] in page for words in SAID) and json.dumps("用户99")[1:-1] in page


def test_faults_of_stores() -> None:
    assert huawei(struck_by("huawei")[0].id).status == 403
    assert (huawei(struck_by("shape")[0].id).status, huawei(struck_by("shape")[0].id).body) == (200, b"")
    assert send(TENCENT + struck_by("tencent")[0].id).status == huawei(struck_by("busy")[0].id).status == 503
    assert send(XIAOMI + struck_by("xiaomi")[0].id).status == 403
    assert send(f"{VIVO}/h5appstore/search/result-list?key={struck_by('vivo_search')[0].name}").status == 503
    found = [hit for row in struck_by("vivo") for hit in vivo_hits(row.name)[1:]]
    assert found and all(send(f"{VIVO}/detailInfo?appId={hit['id']}").status == 502 for hit in found)


def test_apple_search_ends_in_its_own_a_stranger_or_nothing() -> None:
    ends = set()
    for row in searched():
        name = row.id.removeprefix("search:")
        reply = send(f"{ITUNES}/search?term={name}&country=cn&entity=software&limit=50")
        if reply.status == 503:
            ends.add("503")
            assert true_app(row.unit)["rating"] == "HTTP_ERROR"
            continue
        same = [app for app in json.loads(reply.body)["results"] if app["trackName"] == name]
        own = [app for app in same if app["sellerName"] != STRANGER]
        assert len(same) == len(own) + 1
        ends.add(len(own))
        assert (true_app(row.unit)["rating"] == "NOT_TRIED") is (not own)
        if own and true_app(row.unit)["rating"] not in ("HTTP_ERROR", "DELISTED"):
            assert read(f"{ITUNES}/lookup?id={own[0]['trackId']}&country=cn")["results"] == own
    assert ends == {"503", 0, 1}
    assert read(f"{ITUNES}/search?term=没有这个&country=cn&entity=software&limit=50") == {"resultCount": 0, "results": []}
