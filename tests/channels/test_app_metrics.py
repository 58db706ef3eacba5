"""Apps: what is measured of them, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dsci.contract import Account, AppListing, Candidate, Fact, Method, Observation, Page, Review, Status, fact

from .social import SEEN, UNIT, account, look, measured, statuses, values

LOOKUP = "https://itunes.apple.com/lookup?id=7&country=cn"
REVIEWS = "https://itunes.apple.com/cn/rss/customerreviews/page=1/id=7/sortBy=mostRecent/json"

APPLE = [look("app", "lookup", LOOKUP), look("app", "reviews", REVIEWS)]
PURPOSES = ("token", "huawei", "tencent", "xiaomi", "vivo_search", "vivo")
ANDROID = [look("app", p, f"https://{p}.example/", account="cn.gov.a") for p in PURPOSES]
ROWS = [account("app", "ios"), account("app", "android", "cn.gov.a")]
UPDATED = datetime.fromisoformat("2026-10-02T01:00:00+08:00")
OF_ANDROID = ("android_stores", "android_version_age_days", "privacy_link", "android_rating")
OF_REVIEWS = ("review_mean", "low_reviews_share", "review_trend", "versions_per_year")
REGISTRY = ("apps_count",)


def listing(page: Page = APPLE[0], key: str = "7", **fields: object) -> AppListing:
    known: dict[str, object] = {
        "name": "", "seller": "杭州市数据资源管理局", "version": "3", "released": None, "updated": UPDATED,
        "rating": 4.5, "ratings": 1200, "size": 104857600, "languages": 2, "min_os": "", "release_notes": "修复了若干已知问题等",
        "description": "社保、公积金、医保，税务。支持人脸识别和长辈版",
    }  # fmt: skip
    return fact(AppListing, page, key, **known | fields)


def of_store(store: str, **fields: object) -> AppListing:
    page = next(p for p in ANDROID if p.purpose == store)
    return listing(page, f"{store}:cn.gov.a", store=store, **fields)


def review(n: int, stars: int, days: float, version: str = "1") -> Review:
    return fact(Review, APPLE[1], str(n), rating=stars, version=version, written=SEEN - timedelta(days=days))


def by(looks: list[Page], *facts: Fact, rows: list[Account] = ROWS) -> dict[str, Observation]:
    return measured("app", looks, facts, rows)


def failing(*purposes: str, status: Status = Status.BLOCKED) -> list[Page]:
    """The looks at the Android stores, of which these failed; what they would have led to was not looked at."""
    led = {"token": "huawei", "vivo_search": "vivo"}
    missing = {led[p] for p in purposes if p in led}
    return [replace(p, status=status) if p.purpose in purposes else p for p in ANDROID if p.purpose not in missing]


def test_every_metric_by_hand() -> None:
    reviews = [
        review(1, 5, 0, "3"), review(2, 4, 100, "2"), review(3, 1, 364.9, "1.9"), review(4, 2, 89.9, "3"),
        review(5, 1, 365, "1.8"), review(6, 1, 400, "1.7"), review(7, 3, 90, "2"),
    ]  # fmt: skip
    stores = [
        of_store("huawei", rating=4.0, ratings=300, updated=UPDATED, privacy="https://www.example.gov.cn/privacy.html"),
        of_store("tencent", rating=3.0, ratings=100, updated=UPDATED - timedelta(days=40)),
        of_store("xiaomi", rating=5.0, ratings=None, updated=None),
        of_store("vivo", rating=None, ratings=0, updated=UPDATED - timedelta(days=1)),
    ]
    rows = [*ROWS, replace(account("app", "harmony", "cn.gov.h", role="further"), name="企业通")]
    rows[0] = replace(rows[0], name="某市通")
    rows[1] = replace(rows[1], name="某市通（安卓版）")
    found = by(APPLE + ANDROID, listing(), *reviews, *stores, rows=rows)
    assert statuses(found) == {Status.OK}
    assert values(found) == pytest.approx(
        {
            "services_named": 4,
            "description_length": 23,
            "notes_given": 1,
            "review_mean": (5 + 4 + 1 + 2 + 3) / 5,
            "low_reviews_share": 2 / 5,
            "review_trend": (5 + 2) / 2 - (4 + 1 + 3) / 3,
            "version_age_days": 29,
            "versions_per_year": 3,
            "size_mb": 104.8576,
            "languages_count": 2,
            "seller_own": 1,
            "apps_count": 2,
            "android_stores": 4,
            "android_version_age_days": 29,
            "privacy_link": 1,
            "features_named": 2,
            "elder_mode": 1,
            "rating": 4.5,
            "ratings_count": 1200,
            "android_rating": (4 * 300 + 3 * 100) / 400,
        }
    )


def test_notes_need_ten_characters() -> None:
    assert by(APPLE, listing(release_notes="修复了若干已知问题"))["notes_given"].value == 0
    assert by(APPLE, listing(release_notes=""))["notes_given"].value == 0


def test_a_withdrawn_app_is_delisted_whatever_was_seen_before() -> None:
    gone = [look("app", "lookup", LOOKUP, status=Status.DELISTED), look("app", "reviews", REVIEWS, status=Status.EMPTY)]
    found = by(gone, replace(listing(), page="an earlier look"), rows=ROWS[:1])
    apple = {name: row for name, row in found.items() if name not in OF_ANDROID + REGISTRY}
    assert statuses(apple) == {Status.DELISTED} and set(values(apple).values()) == {None}
    assert by(gone, review(1, 5, 1))["review_mean"].value == 5
    assert by(gone, review(1, 5, 1))["review_trend"].status is Status.DELISTED


def test_nobody_rated_and_nobody_wrote() -> None:
    found = by(APPLE, listing(rating=None, ratings=0))
    assert {found[name].status for name in ("rating", *OF_REVIEWS[:3])} == {Status.EMPTY}
    assert found["ratings_count"].value == 0
    assert found["versions_per_year"].value == 1


def test_a_trend_needs_both_of_its_times() -> None:
    assert by(APPLE, listing(), review(1, 5, 1))["review_trend"].status is Status.EMPTY
    assert by(APPLE, listing(), review(1, 5, 100))["review_trend"].status is Status.EMPTY
    assert by(APPLE, listing(), review(1, 1, 1), review(2, 5, 100))["review_trend"].value == -4


def test_versions_of_the_year() -> None:
    old = listing(updated=SEEN - timedelta(days=365))
    assert by(APPLE, old)["versions_per_year"].value == 0
    assert by(APPLE, old, review(1, 5, 3, "3"))["versions_per_year"].value == 1
    assert by(APPLE, old, review(1, 5, 3, ""))["versions_per_year"].value == 0


def test_failed_looks_and_no_app() -> None:
    failed = [look("app", "lookup", LOOKUP, status=Status.HTTP_ERROR), APPLE[1]]
    found = by(failed, review(1, 5, 1))
    assert found["rating"].status is Status.HTTP_ERROR and found["review_mean"].value == 5
    assert found["versions_per_year"].status is Status.HTTP_ERROR
    assert statuses(by([], rows=[account("app", "ios", role="absent")])) == {Status.ABSENT}
    assert statuses(by([], rows=[])) == {Status.NOT_TRIED}


@pytest.mark.parametrize(
    ("seller", "own"), [("杭州某某网络科技有限公司", 0), ("浙江省大数据发展管理局", 1), ("宁波市大数据发展管理局", 0)]
)
def test_whose_app_it_is(seller: str, own: int) -> None:
    assert by(APPLE, listing(seller=seller))["seller_own"].value == own


@pytest.mark.parametrize("word", ["长辈版", "关怀版", "老年版", "适老", "大字版"])
def test_elder_mode_in_description_or_notes(word: str) -> None:
    assert by(APPLE, listing(description=f"新增{word}"))["elder_mode"].value == 1
    assert by(APPLE, listing(description="", release_notes=f"新增{word}"))["elder_mode"].value == 1
    assert by(APPLE, listing(description="老人也能用", release_notes=""))["elder_mode"].value == 0


# ----------------------------------------------------------------------- number of Apps


def test_apps_are_counted_by_name() -> None:
    def of(*names: str, **fields: str) -> float | None:
        rows = [account("app", "ios", str(n), "further" if n else "main") for n in range(len(names))]
        rows = [replace(row, name=name, **fields) for row, name in zip(rows, names, strict=True)]
        return by([replace(p, account="0") for p in APPLE], rows=rows)["apps_count"].value

    assert of("浙里办", "浙里办 APP", "杭州公积金", "浙里办-掌上政务") == 2
    assert of("甲通", "乙通", valid_from="2026-01-01", valid_to="2026-10-31") == 2
    closed = replace(account("app", "android", "x", "further"), name="旧通", valid_to="2026-10-30")
    assert by(APPLE, rows=[ROWS[0], closed, account("app", "harmony", "", "absent")])["apps_count"].value == 1
    assert by([], rows=ROWS)["apps_count"].status is Status.NOT_TRIED


def test_apps_are_counted_where_looks_failed() -> None:
    found = by([look("app", "lookup", LOOKUP, status=Status.TIMEOUT)], rows=ROWS[:1])["apps_count"]
    assert (found.status, found.value) == (Status.OK, 1)


# ---------------------------------------------------------------------- searched by name

SEARCH = look("app", "search", "https://itunes.apple.com/search?term=x", account="search:某市通")
SEARCHED = [replace(account("app", "ios", "search:某市通"), name="某市通")]


def candidate(key: str, seller: str) -> Candidate:
    return fact(Candidate, SEARCH, key, store="apple", name="某市通", seller=seller, url="")


def test_a_name_that_stays_unresolved_is_not_tried_and_says_why() -> None:
    found = by([SEARCH], candidate("1", "某某网络科技有限公司"), rows=SEARCHED)
    others = {name: row for name, row in found.items() if name not in REGISTRY}
    assert statuses(others) == {Status.NOT_TRIED}
    assert found["rating"].reason == "search: found, but seller 某某网络科技有限公司 is not the government's"
    assert by([replace(SEARCH, status=Status.EMPTY)], rows=SEARCHED)["review_mean"].reason == "search: nothing found"
    several = by([SEARCH], candidate("1", "杭州市人民政府办公厅"), candidate("2", "杭州市公安局"), rows=SEARCHED)
    assert several["versions_per_year"].reason.startswith("search: several: 1 某市通 of 杭州市人民政府办公厅")


def test_a_search_that_failed_is_the_failure_of_all_that_waited_for_it() -> None:
    found = by([replace(SEARCH, status=Status.THROTTLED, reason="429")], rows=SEARCHED)
    assert {row.status for name, row in found.items() if name not in OF_ANDROID + REGISTRY} == {Status.THROTTLED}
    assert found["android_stores"].status is Status.NOT_TRIED


def test_a_resolved_name_is_measured_like_any_app() -> None:
    looks = [SEARCH, *(replace(p, account=SEARCH.account) for p in APPLE)]
    found = by(looks, candidate("7", "杭州市人民政府办公厅"), replace(listing(), account=SEARCH.account), rows=SEARCHED)
    assert (found["rating"].value, found["seller_own"].value, found["review_mean"].status) == (4.5, 1, Status.EMPTY)


# ------------------------------------------------------------------------ Android stores


def android(looks: list[Page], *facts: Fact, rows: list[Account] = ROWS) -> dict[str, tuple[Status, float | None]]:
    found = by([*APPLE, *looks], listing(), *facts, rows=rows)
    return {name: (found[name].status, found[name].value) for name in OF_ANDROID}


def test_without_an_android_account_nothing_is_tried() -> None:
    assert set(android([], rows=ROWS[:1]).values()) == {(Status.NOT_TRIED, None)}
    assert set(android([]).values()) == {(Status.NOT_TRIED, None)}
    absent = [ROWS[0], account("app", "android", "", "absent")]
    assert set(android([], rows=absent).values()) == {(Status.ABSENT, None)}


def test_in_no_store_is_a_finding() -> None:
    none = [replace(p, status=Status.EMPTY) for p in ANDROID if p.purpose not in ("token", "vivo")]
    assert android([ANDROID[0], *none]) == {
        "android_stores": (Status.OK, 0),
        "android_version_age_days": (Status.EMPTY, None),
        "privacy_link": (Status.EMPTY, None),
        "android_rating": (Status.EMPTY, None),
    }


def test_a_store_that_failed_is_none_that_lacks_the_app() -> None:
    found = android(failing("tencent"), of_store("huawei"), of_store("xiaomi"), of_store("vivo", updated=None))
    assert found["android_stores"] == (Status.CENSORED, 3)
    assert found["android_rating"] == (Status.OK, 4.5) and found["android_version_age_days"] == (Status.OK, 29)
    assert found["privacy_link"] == (Status.OK, 0)


def test_at_least_none_says_nothing() -> None:
    failed = failing("token", "vivo_search")
    looks = [replace(p, status=Status.EMPTY) if p.purpose in ("tencent", "xiaomi") else p for p in failed]
    assert set(android(looks).values()) == {(Status.BLOCKED, None)}


def test_what_leads_to_a_store_fails_for_it() -> None:
    found = android(failing("token", "vivo_search", status=Status.TIMEOUT), of_store("tencent"), of_store("xiaomi"))
    assert found["android_stores"] == (Status.CENSORED, 2) and found["privacy_link"] == (Status.TIMEOUT, None)
    cut = [p for p in ANDROID if p.purpose not in ("huawei", "vivo")]
    found = android(cut, of_store("tencent"), of_store("xiaomi"))
    assert found["android_stores"] == (Status.CENSORED, 2) and found["privacy_link"] == (Status.NOT_TRIED, None)


def test_what_was_imported_needs_nothing_that_leads_to_it() -> None:
    page = replace(next(p for p in ANDROID if p.purpose == "huawei"), id="sheet", url="import:a.csv", method=Method.IMPORT_OWNER)
    sheet = replace(of_store("huawei", privacy="https://x.gov.cn/"), page=page.id)
    before = replace(page, seen_at=SEEN - timedelta(days=9))
    for looks in ([page], [replace(ANDROID[0], status=Status.TIMEOUT), before], [ANDROID[0], page]):
        assert android(looks, sheet)["privacy_link"] == (Status.OK, 1)


def test_the_last_look_at_a_store_counts() -> None:
    search, detail = (p for p in ANDROID if p.purpose.startswith("vivo"))
    gone = replace(search, id="later", status=Status.EMPTY)
    before = [replace(p, seen_at=SEEN - timedelta(days=90)) for p in (search, detail)]
    old = replace(of_store("vivo"), seen_at=before[1].seen_at)
    assert android(before, old)["android_rating"] == (Status.OK, 4.5)
    assert android([*before, gone], old)["android_rating"] == (Status.NOT_TRIED, None)  # of three stores nothing is known
    others = [replace(p, status=Status.EMPTY) for p in ANDROID if p.purpose in ("huawei", "tencent", "xiaomi")]
    assert android([*before, gone, *others], old)["android_stores"] == (Status.OK, 0)


def test_the_age_is_to_the_look_at_the_stores_and_reads_no_apple_date() -> None:
    later = [replace(p, seen_at=SEEN - timedelta(days=3)) for p in ANDROID]
    facts = [replace(of_store("xiaomi"), seen_at=SEEN - timedelta(days=3))]
    assert android(later, *facts)["android_version_age_days"] == (Status.OK, 26)


def test_the_evidence_of_a_store_is_its_page() -> None:
    from dsci.channels import channels
    from dsci.contract import Period

    table = channels()["app"].table
    rows = table.measure(UNIT, ROWS, ANDROID, [of_store("huawei", privacy="https://x.gov.cn/")], Period.parse("2026"), SEEN)
    evidence = {row.metric: [e.page for e in pages] for row, pages in rows}
    assert evidence["app.privacy_link"] == [next(p.id for p in ANDROID if p.purpose == "huawei")]
