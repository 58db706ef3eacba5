"""Apple's store: lookup, search and reviews."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from dsci.contract import AppListing, Candidate, Review, Status

from .social import read

LOOKUP = "https://itunes.apple.com/lookup?id=7&country=cn"
SEARCH = "https://itunes.apple.com/search?term=%E6%9F%90%E7%9C%81%E9%80%9A&country=cn&entity=software&limit=50"
REVIEWS = "https://itunes.apple.com/cn/rss/customerreviews/page=1/id=7/sortBy=mostRecent/json"
APP = {
    "kind": "software", "trackId": 7, "trackName": "某省通", "sellerName": "某省大数据局",
    "version": "3.1", "minimumOsVersion": "12.0",
    "releaseDate": "2019-03-01T00:00:00Z", "currentVersionReleaseDate": "2026-10-01T17:00:00Z",
    "description": "社保、公积金，人脸识别", "releaseNotes": "优化办事体验，修复问题",
    "fileSizeBytes": "104857600", "languageCodesISO2A": ["ZH", "EN"], "averageUserRating": 4.5, "userRatingCount": 1200,
}  # fmt: skip


def lookup(*apps: dict[str, object]) -> dict[str, object]:
    return {"resultCount": len(apps), "results": list(apps)}


def entry(n: int = 1, stars: str = "5", moment: str = "2026-10-20T04:00:00-07:00") -> dict[str, object]:
    texts = {"id": str(n), "im:rating": stars, "im:version": "3.1", "updated": moment, "title": "题", "content": "市民之言"}
    return {name: {"label": text} for name, text in texts.items()} | {"author": {"name": {"label": "市民甲"}}}


def feed(*entries: object, single: bool = False) -> dict[str, object]:
    return {"feed": {"author": {}, "entry": entries[0] if single else list(entries)}}


def test_a_listing() -> None:
    extract = read("app", "lookup", lookup(APP), LOOKUP)
    (app,) = extract.facts
    assert isinstance(app, AppListing) and extract.status is Status.OK
    assert (app.key, app.name, app.seller, app.version, app.min_os) == ("7", "某省通", "某省大数据局", "3.1", "12.0")
    assert (app.rating, app.ratings, app.size, app.languages) == (4.5, 1200, 104857600, 2)
    assert app.updated == datetime.fromisoformat("2026-10-02T01:00:00+08:00")
    assert app.release_notes == "优化办事体验，修复问题"


def test_release_notes_may_be_missing_and_nobody_may_have_rated() -> None:
    first = {k: v for k, v in APP.items() if k != "releaseNotes"} | {"averageUserRating": 0, "userRatingCount": 0}
    (app,) = read("app", "lookup", lookup(first), LOOKUP).facts
    assert isinstance(app, AppListing) and (app.release_notes, app.rating, app.ratings) == ("", None, 0)


def test_no_result_is_delisted_and_another_app_is_none() -> None:
    assert read("app", "lookup", lookup(), LOOKUP).status is Status.DELISTED
    other = read("app", "lookup", lookup(APP | {"trackId": 8}), LOOKUP)
    assert (other.status, other.facts) == (Status.CHANGED_SHAPE, ())


def test_an_app_for_the_mac_is_none() -> None:
    mac = read("app", "lookup", lookup(APP | {"kind": "mac-software"}), LOOKUP)
    assert (mac.status, mac.facts, mac.reason) == (Status.EMPTY, (), "kind mac-software: no iOS App")


@pytest.mark.parametrize("count", [0, 2, -1])
def test_the_number_of_results_must_not_contradict_them(count: int) -> None:
    told = read("app", "lookup", {"resultCount": count, "results": [] if count else [APP]}, LOOKUP)
    assert told.status is Status.CHANGED_SHAPE and told.reason.startswith("$.resultCount")


def test_a_search_lists_the_ios_apps_of_all_sellers() -> None:
    other = APP | {"trackId": 8, "sellerName": "某某网络科技有限公司", "trackViewUrl": "https://apps.apple.com/cn/app/id8"}
    found = read("app", "search", lookup(APP, APP | {"trackId": 9, "kind": "mac-software"}, other), SEARCH)
    first, second = (f for f in found.facts if isinstance(f, Candidate))
    assert (first.key, first.store, first.name, first.seller, first.url) == ("7", "apple", "某省通", "某省大数据局", "")
    assert (second.key, second.seller, second.url) == ("8", "某某网络科技有限公司", "https://apps.apple.com/cn/app/id8")
    assert (found.status, found.follow) == (Status.OK, ())


def test_a_search_that_finds_nothing_is_empty() -> None:
    assert read("app", "search", lookup(), SEARCH).reason == "nothing found"
    only_mac = read("app", "search", lookup(APP | {"kind": "mac-software"}), SEARCH)
    assert (only_mac.status, only_mac.reason) == (Status.EMPTY, "1 results, no iOS App")
    assert read("app", "search", lookup(APP | {"sellerName": None}), SEARCH).status is Status.CHANGED_SHAPE


@pytest.mark.parametrize("name", sorted(set(APP) - {"releaseNotes"}))
@pytest.mark.parametrize("value", [{"label": 1}, None])
def test_a_changed_listing_names_the_path(name: str, value: object) -> None:
    extract = read("app", "lookup", lookup({k: v for k, v in (APP | {name: value}).items() if v is not None}), LOOKUP)
    assert (extract.status, extract.facts) == (Status.CHANGED_SHAPE, ())
    assert extract.reason.startswith(f"$.results[0].{name}:")


@pytest.mark.parametrize("stars", [-1, 5.1, "4.5", True, 10**400])
def test_stars_are_zero_to_five(stars: object) -> None:
    assert read("app", "lookup", lookup(APP | {"averageUserRating": stars}), LOOKUP).status is Status.CHANGED_SHAPE


def test_reviews_as_list_and_alone_and_the_app_among_them() -> None:
    app_itself = {"im:name": {"label": "某省通"}, "id": {"label": "7"}}
    many = read("app", "reviews", feed(app_itself, entry(1), entry(2, "1")), REVIEWS)
    assert [(f.key, f.rating, f.version) for f in many.facts if isinstance(f, Review)] == [("1", 5, "3.1"), ("2", 1, "3.1")]
    alone = read("app", "reviews", feed(entry(1), single=True), REVIEWS)
    (review,) = alone.facts
    assert isinstance(review, Review) and review.written == datetime.fromisoformat("2026-10-20T19:00:00+08:00")


@pytest.mark.parametrize("body", [{"feed": {}}, {"feed": {"entry": []}}, {"feed": {"entry": None}}])
def test_an_empty_feed_is_empty(body: dict[str, object]) -> None:
    extract = read("app", "reviews", body, REVIEWS)
    assert (extract.status, extract.facts, extract.follow) == (Status.EMPTY, (), ())


def test_no_citizen_reaches_facts_or_archive() -> None:
    extract = read("app", "reviews", feed(*(entry(n) for n in range(50))), REVIEWS)
    assert extract.redacted is not None
    kept = json.dumps(json.loads(extract.redacted), ensure_ascii=False) + str(extract.facts)
    assert "市民" not in kept and "题" not in kept
    again = read("app", "reviews", extract.redacted, REVIEWS)
    assert (again.facts, again.follow, again.status) == (extract.facts, extract.follow, extract.status)


def test_the_next_page_of_reviews_and_how_far_back_this_one_reaches() -> None:
    full = [entry(n) for n in range(49)] + [entry(50, moment="2025-10-30T04:00:00-07:00")]
    (following,) = read("app", "reviews", feed(*full), REVIEWS).follow
    assert following.url == REVIEWS.replace("page=1/", "page=2/") and (following.purpose, following.order) == ("reviews", 2)
    assert datetime.fromisoformat(following.about) == datetime.fromisoformat("2025-10-30T19:00:00+08:00")
    assert read("app", "reviews", feed(*full[:49]), REVIEWS).follow == ()
    assert read("app", "reviews", feed(*full), REVIEWS.replace("page=1/", "page=10/")).follow == ()


@pytest.mark.parametrize("stars", ["0", "6", "", "4.5", "五", 5, None])
def test_a_review_has_one_to_five_stars(stars: object) -> None:
    extract = read("app", "reviews", feed(entry(1) | {"im:rating": {"label": stars}}), REVIEWS)
    assert extract.status is Status.CHANGED_SHAPE and extract.reason.startswith("$.feed.entry[0].im:rating.label")


def test_walls() -> None:
    assert read("app", "lookup", "<html>denied</html>", LOOKUP, http_status=403).status is Status.BLOCKED
    assert read("app", "reviews", "", REVIEWS, http_status=502).status is Status.HTTP_ERROR
    slow = read("app", "reviews", "", REVIEWS, http_status=503, reason="Retry-After 30")
    assert (slow.status, slow.reason) == (Status.THROTTLED, "Retry-After 30")
