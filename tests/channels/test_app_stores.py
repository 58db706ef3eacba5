"""The Android stores: what becomes of an answer whose fields are dropped, retyped, or another App's. Whole answers are cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dsci.channels.app.huawei import TOKEN_URL
from dsci.contract import AppListing, Extract, Status

from .social import read

PACKAGE = "cn.gov.example.tong"
CASES = Path(__file__).resolve().parent.parent / "cases" / "app"
HUAWEI = f"https://web-drcn.hispace.dbankcloud.com/edge/webedge/appinfo#{PACKAGE}"
TENCENT = f"https://sj.qq.com/appdetail/{PACKAGE}"
XIAOMI = f"https://app.mi.com/details?id={PACKAGE}"
VIVO = "https://h5-api.appstore.vivo.com.cn/detailInfo?appId=12"
Fields = dict[str, Any]


def body(case: str) -> Fields:
    loaded: Fields = json.loads((CASES / case / "page.json").read_bytes())
    return loaded


def huawei(fields: Fields) -> Extract:
    return read("app", "huawei", fields, HUAWEI)


def vivo(fields: Fields) -> Extract:
    return read("app", "vivo", fields, VIVO, about=PACKAGE)


def tencent(fields: Fields, score: object = None) -> Extract:
    items = [fields, *([{"appScore": score}] if score else [])]
    data: object = [{"data": {"name": "GameDetail", "itemData": items}}]
    for name in ("components", "data", "dynamicCardResponse", "pageProps", "props"):
        data = {name: data}
    return read("app", "tencent", f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>', TENCENT)


APP = {"pkg_name": PACKAGE, "name": "某省通", "version_name": "6.2", "update_time": "1790000000", "download_num": "12"}
SCORE = {"score": 4.2, "total": 10}


def listed(found: Extract) -> AppListing:
    (app,) = found.facts
    assert isinstance(app, AppListing) and found.status is Status.OK, found
    return app


def changed(found: Extract, path: str) -> bool:
    return (found.status, found.facts) == (Status.CHANGED_SHAPE, ()) and path in found.reason


JUNK = ({"label": 1}, [1], "many", True, -5, 1e300, "1.5.2")
# huawei: rateNum is a count, averageRating stars as text, releaseDate a moment, size bytes
COUNTED: Mapping[str, tuple[str, ...]] = {
    "huawei": ("rateNum", "averageRating", "releaseDate", "size", "downCount"),
    "vivo": ("raters_count", "score", "upload_time", "size", "download_count"),
}


@pytest.mark.parametrize(("store", "name"), [(store, name) for store, names in COUNTED.items() for name in names])
def test_no_number_is_made_of_junk(store: str, name: str) -> None:
    reader = {"huawei": huawei, "vivo": vivo}[store]
    for junk in JUNK:
        assert changed(reader(body(store) | {name: junk}), f"$.{name}"), junk


@pytest.mark.parametrize("name", ["update_time", "apk_size", "download_num", "average_rating"])
def test_no_number_is_made_of_junk_in_a_page(name: str) -> None:
    for junk in JUNK:
        assert changed(tencent(APP | {name: junk}), name), junk


@pytest.mark.parametrize("name", ["score", "total"])
def test_nor_of_a_score(name: str) -> None:
    for junk in JUNK:
        assert changed(tencent(APP, SCORE | {name: junk}), f"appScore.{name}"), junk


@pytest.mark.parametrize("name", ["name", "developerName", "version", "size", "releaseDate", "pkgName"])
def test_huawei_needs(name: str) -> None:
    fields = body("huawei")
    del fields[name]
    assert changed(huawei(fields), f"$.{name}: missing")


@pytest.mark.parametrize("name", ["title_zh", "version_name", "package_name"])
def test_vivo_needs(name: str) -> None:
    fields = body("vivo")
    del fields[name]
    assert changed(vivo(fields), f"$.{name}: missing")


def test_what_a_store_does_not_print_is_not_known() -> None:
    app = listed(tencent(APP))
    assert (app.rating, app.ratings, app.size, app.released, app.languages, app.privacy) == (None, None, None, None, None, "")
    assert (app.key, app.store, app.version, app.downloads) == (f"tencent:{PACKAGE}", "tencent", "6.2", 12)
    assert listed(tencent(APP | {"update_time": "", "download_num": "-"})).updated is None


@pytest.mark.parametrize(
    ("printed", "value", "censored"),
    [("0", 0, ()), ("1.2万", 12_000, ()), ("100万+", 1_000_000, ("downloads",)), ("3.4亿", 340_000_000, ()), ("-", None, ())],
)
def test_downloads_as_printed(printed: str, value: int | None, censored: tuple[str, ...]) -> None:
    app = listed(huawei(body("huawei") | {"downCount": printed}))
    assert (app.downloads, app.censored) == (value, censored)


@pytest.mark.parametrize(
    ("printed", "rating"), [("4.5", 4.5), (4.5, 4.5), ("5", 5.0), ("0.0", None), (0, None), ("1.25", 1.25)]
)
def test_stars_as_text_and_number(printed: object, rating: float | None) -> None:
    assert listed(huawei(body("huawei") | {"averageRating": printed})).rating == rating
    assert listed(vivo(body("vivo") | {"score": printed})).rating == rating
    assert listed(tencent(APP, SCORE | {"score": printed})).rating == rating


@pytest.mark.parametrize("printed", ["5.1", 5.1, "６.0", "", "4.5.1", "-1", "NaN"])
def test_stars_out_of_range(printed: object) -> None:
    assert changed(huawei(body("huawei") | {"averageRating": printed}), "$.averageRating")


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "无"])
def test_only_an_address_is_a_privacy_policy(address: str) -> None:
    assert listed(huawei(body("huawei") | {"privacyUrl": address})).privacy == ""


@pytest.mark.parametrize("token", ["", "short", "two\\nlines of it", "with blanks in it", "中" * 20, "x" * 2001])
def test_a_token_that_no_header_could_carry(token: str) -> None:
    found = read("app", "token", f'"{token}"', TOKEN_URL, about=PACKAGE)
    assert (found.status, found.follow) == (Status.CHANGED_SHAPE, ())


def test_the_look_at_huawei_names_the_package_in_its_address_and_body() -> None:
    (follow,) = read("app", "token", '"abcdef0123456789"', TOKEN_URL, about=PACKAGE).follow
    assert (follow.url, follow.method, follow.about) == (HUAWEI, "POST", "abcdef0123456789")
    assert json.loads(follow.body) == {"pkgName": PACKAGE, "locale": "zh_CN"}


def test_the_address_asked_for_names_the_app_where_fragments_are_lost() -> None:
    found = read("app", "huawei", body("huawei"), HUAWEI.partition("#")[0], asked=HUAWEI)
    assert listed(found).key == f"huawei:{PACKAGE}"


def test_an_unknown_package_at_xiaomi_is_redirected_to_the_home_page() -> None:
    home = "<title>手机游戏应用商店-小米应用商店</title>"
    assert read("app", "xiaomi", home, "https://app.mi.com/", asked=XIAOMI).status is Status.EMPTY
    assert read("app", "xiaomi", "<title>小米应用商店</title>", XIAOMI).status is Status.CHANGED_SHAPE


@pytest.mark.parametrize("raw", [b"", b"\0", b"<", b"<div>" * 50_000, b"<!--", b"<title>" * 9, b"\xff\xfe\0<\0"])
def test_broken_pages_end_in_another_shape(raw: bytes) -> None:
    assert read("app", "xiaomi", raw, XIAOMI).status is Status.CHANGED_SHAPE
    assert read("app", "tencent", raw, TENCENT).status is Status.CHANGED_SHAPE


@pytest.mark.parametrize("store", ["tencent", "vivo"])
def test_no_citizen_reaches_facts_or_archive(store: str) -> None:
    suffix, url = {"tencent": ("html", TENCENT), "vivo": ("json", VIVO)}[store]
    raw = (CASES / store / f"page.{suffix}").read_bytes()
    found = read("app", store, raw, url, about=PACKAGE)
    assert found.redacted is not None
    kept = found.redacted.decode() + str(found.facts)
    assert "市民" not in kept and "\\u5e02\\u6c11" not in kept and "comment" not in kept.lower()
    again = read("app", store, found.redacted, url, about=PACKAGE)
    assert (again.facts, again.status, again.redacted) == (found.facts, found.status, found.redacted)


def test_the_end_of_a_script_in_a_text_does_not_end_the_data() -> None:
    raw = (CASES / "tencent" / "page.html").read_bytes().replace("社保查询".encode(), b"\\u003c/script>")
    found = read("app", "tencent", raw, TENCENT)
    assert listed(found).description.startswith("</script>") and found.redacted is not None
    assert read("app", "tencent", found.redacted, TENCENT).facts == found.facts


def test_gone_from_other_stores_by_404_is_no_finding() -> None:
    for purpose, url in (("xiaomi", XIAOMI), ("vivo", VIVO), ("huawei", HUAWEI), ("lookup", "https://itunes.apple.com/lookup?id=7")):
        assert read("app", purpose, "", url, http_status=404).status is Status.HTTP_ERROR
