"""The truth of one unit's Apps, worked out by hand from the answers that it is served with."""

from __future__ import annotations

import json

import pytest

from dsci.replica.app import accounts

from .asking import ITUNES, read, reviews, whole
from .stores import VIVO, XIAOMI, huawei, rows, send, tencent_items, true_app, vivo_hits

GUANGYUAN = "510800"


def test_the_listing_and_the_reviews() -> None:
    track = rows(GUANGYUAN)["ios"].id
    listing = read(f"{ITUNES}/lookup?id={track}&country=cn")["results"][0]
    said = "提供医保服务。\n提供不动产服务。\n提供户政服务。\n提供交通服务。\n支持电子证照功能。\n支持消息提醒，进度一手掌握。"
    assert listing["description"].endswith(said) and len(listing["description"]) == 125
    assert (listing["releaseNotes"], listing["sellerName"]) == ("修复问题", "广元市人民政府办公室")
    # 6 August 2025 in China: 25 days of August, 30+31+30+31 to the year's end, 31+28+31+30+31+30+31+31+30+31
    assert (listing["version"], listing["currentVersionReleaseDate"]) == ("4.8.13", "2025-08-05T21:09:00Z")
    assert (listing["fileSizeBytes"], listing["languageCodesISO2A"]) == ("219276728", ["ZH"])
    assert (listing["averageUserRating"], listing["userRatingCount"]) == (2.15547, 172)
    entries = json.loads(reviews(track).body)["feed"]["entry"]
    assert [(e["updated"]["label"][:10], e["im:rating"]["label"], e["im:version"]["label"]) for e in entries] == [
        ("2026-10-17", "5", "4.8.13"),
        ("2026-07-13", "1", "4.8.12"),  # over 90 days
        ("2026-05-30", "1", "4.8.13"),
        ("2026-05-04", "1", "4.8.13"),
        ("2026-02-02", "1", "4.8.13"),
        ("2026-01-14", "1", "4.8.12"),
        ("2026-01-14", "4", "4.8.13"),
        ("2025-10-18", "3", "4.8.13"),  # over a year
        ("2025-09-24", "5", "4.8.13"),
        ("2025-07-25", "3", "4.8.12"),
        ("2025-07-18", "2", "4.8.11"),
        ("2025-03-21", "1", "4.8.11"),
    ]
    assert {name: true_app(GUANGYUAN)[name] for name in list(true_app(GUANGYUAN))[:15]} == pytest.approx(
        {
            "services_named": 4,
            "description_length": 125,
            "notes_given": 0,
            "version_age_days": 25 + 30 + 31 + 30 + 31 + 304,
            "size_mb": 219.276728,
            "languages_count": 1,
            "features_named": 1,
            "rating": 2.15547,
            "ratings_count": 172,
            "seller_own": 1,
            "elder_mode": 0,
            "review_mean": 14 / 7,
            "low_reviews_share": 5 / 7,
            "review_trend": 5 - 9 / 6,
            "versions_per_year": 2,
        }
    )


def test_the_android_stores() -> None:
    row = rows(GUANGYUAN)["android"]
    told = json.loads(huawei(row.id).body)
    assert (told["releaseDate"], told["privacyUrl"]) == (1778239920000, "")  # 8 May 2026
    assert (told["averageRating"], told["rateNum"]) == ("2.4", "59")
    about, score, said = tencent_items(row.id)
    assert (int(about["update_time"]), int(score["appScore"]["total"]), said["comments"]) == (1777203120, 0, [])
    assert "intro-titles" not in send(XIAOMI + row.id).body.decode()
    stranger, own = vivo_hits(row.name)
    assert (stranger["title_zh"], own["title_zh"], own["package_name"]) == (row.name, row.name, row.id)
    detail = json.loads(send(f"{VIVO}/detailInfo?appId={own['id']}").body)
    assert (detail["score"], detail["raters_count"], detail["upload_time"]) == (2.7, 63, "2026-04-21 19:32:00")
    assert {name: true_app(GUANGYUAN)[name] for name in list(true_app(GUANGYUAN))[15:]} == pytest.approx(
        {
            "apps_count": 1,
            "android_stores": 3,
            "android_rating": (2.4 * 59 + 2.7 * 63) / 122,
            "android_version_age_days": 23 + 30 + 31 + 31 + 30 + 31,
            "privacy_link": 0,
        }
    )


def test_apps_are_counted_by_the_names_that_are_left() -> None:
    rows_of = accounts(whole(), whole().by_code["320400"])
    assert [(row.role, row.platform, row.name, row.valid_to) for row in rows_of] == [
        ("main", "ios", "常州市掌上办", ""),
        ("main", "android", "常州市掌上办", ""),
        ("further", "ios", "常州市社保", ""),
        ("further", "android", "常州市 掌上办", ""),  # by its name the same
        ("further", "ios", "常州市政务通", "2024-12-31"),  # closed
    ]
    assert true_app("320400")["apps_count"] == 2
