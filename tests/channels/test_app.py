"""Apps: Apple's lookup and reviews, and what is measured of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dsci.contract import AppListing, Review, Status, fact

from .social import SEEN, account, look, measured, read, statuses, values

LOOKUP = "https://itunes.apple.com/lookup?id=7&country=cn"
REVIEWS = "https://itunes.apple.com/cn/rss/customerreviews/page=1/id=7/sortBy=mostRecent/json"
APP = {
    "trackId": 7, "trackName": "某省通", "sellerName": "某省大数据局", "version": "3.1", "minimumOsVersion": "12.0",
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


def test_the_next_page_of_reviews() -> None:
    full = [entry(n) for n in range(50)]
    (following,) = read("app", "reviews", feed(*full), REVIEWS).follow
    assert following.url == REVIEWS.replace("page=1/", "page=2/") and (following.purpose, following.order) == ("reviews", 2)
    assert read("app", "reviews", feed(*full[:49]), REVIEWS).follow == ()
    old = entry(50, moment="2025-10-30T04:00:00-07:00")
    assert read("app", "reviews", feed(*full[:49], old), REVIEWS).follow == ()
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


# ----------------------------------------------------------------------------- measuring

LOOKS = [look("app", "lookup", LOOKUP), look("app", "reviews", REVIEWS)]


UPDATED = datetime.fromisoformat("2026-10-02T01:00:00+08:00")


def listing(**fields: object) -> AppListing:
    known: dict[str, object] = {
        "name": "", "seller": "", "version": "1", "released": None, "updated": UPDATED,
        "rating": 4.5, "ratings": 1200, "size": 104857600, "languages": 2, "min_os": "", "release_notes": "修复了若干已知问题等",
        "description": "社保、公积金、医保，税务。支持人脸识别和长辈版",
    }  # fmt: skip
    return fact(AppListing, LOOKS[0], "7", **known | fields)


def review(n: int, stars: int, days: float) -> Review:
    return fact(Review, LOOKS[1], str(n), rating=stars, version="1", written=SEEN - timedelta(days=days))


def test_every_metric_by_hand() -> None:
    reviews = [review(1, 5, 0), review(2, 4, 100), review(3, 1, 364.9), review(4, 2, 1), review(5, 1, 365), review(6, 1, 400)]
    rows = measured("app", LOOKS, [listing(), *reviews])
    assert statuses(rows) == {Status.OK}
    assert values(rows) == pytest.approx(
        {
            "services_named": 4,
            "description_length": 23,
            "notes_given": 1,
            "review_mean": (5 + 4 + 1 + 2) / 4,
            "low_reviews_share": 2 / 4,
            "version_age_days": 29,
            "size_mb": 104.8576,
            "languages_count": 2,
            "features_named": 2,
            "rating": 4.5,
            "ratings_count": 1200,
        }
    )


def test_notes_need_ten_characters() -> None:
    assert measured("app", LOOKS, [listing(release_notes="修复了若干已知问题")])["notes_given"].value == 0
    assert measured("app", LOOKS, [listing(release_notes="")])["notes_given"].value == 0


def test_a_withdrawn_app_is_delisted_whatever_was_seen_before() -> None:
    gone = [look("app", "lookup", LOOKUP, status=Status.DELISTED), look("app", "reviews", REVIEWS, status=Status.EMPTY)]
    rows = measured("app", gone, [replace(listing(), page="an earlier look")])
    assert statuses(rows) == {Status.DELISTED} and set(values(rows).values()) == {None}
    assert measured("app", gone, [review(1, 5, 1)])["review_mean"].value == 5


def test_nobody_rated_and_nobody_wrote() -> None:
    rows = measured("app", LOOKS, [listing(rating=None, ratings=0)])
    assert rows["rating"].status is rows["review_mean"].status is rows["low_reviews_share"].status is Status.EMPTY
    assert rows["ratings_count"].value == 0


def test_failed_looks_and_no_app() -> None:
    failed = [look("app", "lookup", LOOKUP, status=Status.HTTP_ERROR), LOOKS[1]]
    rows = measured("app", failed, [review(1, 5, 1)])
    assert rows["rating"].status is Status.HTTP_ERROR and rows["review_mean"].value == 5
    assert statuses(measured("app", [], accounts=[account("app", "ios", role="absent")])) == {Status.ABSENT}
    assert statuses(measured("app", [])) == {Status.NOT_TRIED}
