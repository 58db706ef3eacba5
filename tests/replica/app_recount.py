"""App metrics counted again from what the stores serve, by other means than they were drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from statistics import fmean

from dsci.contract import Status
from dsci.replica.world import Reply

from .asking import ITUNES, get, reviews
from .stores import TENCENT, VIVO, XIAOMI, huawei, rows, send, tencent_items, vivo_hits

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))
OFFICE = "人民政府办公[室厅]|数据(管理)?局|服务局|管理局|数据中心|大数据运营有限公司|运营集团有限公司"
GOVERNMENT = re.compile(f".*({OFFICE})|数字.+建设运营有限公司")
FAR = re.compile("^(海南|青海)省大数据管理局$")
ELDERLY = re.compile("长辈版|关怀版|老年版|适老|大字版")
Listing = tuple[float, int, date]  # stars, ratings, updated


def refused(reply: Reply) -> Status | None:
    """Why an answer tells nothing; None where it may."""
    if "Retry-After" in reply.headers:
        return Status.THROTTLED
    return {200: None, 403: Status.BLOCKED}.get(reply.status, Status.HTTP_ERROR)


def lookup(track: str) -> Reply:
    """What Apple says of an App."""
    return get(f"{ITUNES}/lookup?id={track}&country=cn")


def entries(track: str) -> list[dict]:
    """All reviews of an App."""
    found: list[dict] = []
    for page in range(1, 11):
        some = json.loads(reviews(track, page).body)["feed"].get("entry", [])
        found += [some] if isinstance(some, dict) else some
        if len(found) < 50 * page:
            break
    return found


def apple(track: str) -> dict[str, float | Status]:
    """What rests on the listing."""
    (app,) = json.loads(lookup(track).body)["results"]
    text, notes = app["description"], app.get("releaseNotes", "")
    out = datetime.fromisoformat(app["currentVersionReleaseDate"])
    return {
        "services_named": len(re.findall("提供(.{2,4})服务。", text)),
        "description_length": len(text),
        "notes_given": float(len(notes) > 9),
        "version_age_days": (NOW.astimezone(CHINA).date() - out.astimezone(CHINA).date()).days,
        "size_mb": int(app["fileSizeBytes"]) / 1_000_000,
        "languages_count": len(app["languageCodesISO2A"]),
        "features_named": len(re.findall("支持(人脸|电子证照|智能客服|语音|长辈版)功能", text)),
        "rating": app["averageUserRating"],
        "ratings_count": app["userRatingCount"],
        "seller_own": float(bool(GOVERNMENT.fullmatch(app["sellerName"])) and not FAR.match(app["sellerName"])),
        "elder_mode": float(bool(ELDERLY.search(text) or ELDERLY.search(notes))),
    }


def reviewed(track: str) -> dict[str, float | Status]:
    """What rests on the reviews."""
    (app,) = json.loads(lookup(track).body)["results"]
    said = [[entry[key]["label"] for key in ("updated", "im:rating", "im:version")] for entry in entries(track)]
    told = [(datetime.fromisoformat(when), int(stars), version) for when, stars, version in said]
    year = [each for each in told if NOW - each[0] < timedelta(days=365)]
    stars = [star for _, star, _ in year]
    late = [star for when, star, _ in year if NOW - when < timedelta(days=90)]
    early = [star for when, star, _ in year if NOW - when >= timedelta(days=90)]
    named = {version for _, _, version in year}
    if NOW - datetime.fromisoformat(app["currentVersionReleaseDate"]) < timedelta(days=365):
        named.add(app["version"])
    return {
        "review_mean": fmean(stars) if stars else Status.EMPTY,
        "low_reviews_share": sum(star < 3 for star in stars) / len(stars) if stars else Status.EMPTY,
        "review_trend": fmean(late) - fmean(early) if late and early else Status.EMPTY,
        "versions_per_year": len(named),
    }


def android(code: str) -> dict[str, float | Status]:
    """What the four stores say of a unit's App."""
    row = rows(code)["android"]
    asked = list(stores(row.id, row.name))
    listed = [each for each in asked if isinstance(each, tuple)]
    failed = [each for each in asked if isinstance(each, Status)]
    none = failed[0] if failed else Status.EMPTY
    rated = sum(ratings for _, ratings, _ in listed)
    count = float(-len(listed)) if failed and listed else failed[0] if failed else float(len(listed))
    return {
        "android_stores": count,
        "android_rating": sum(s * n for s, n, _ in listed) / rated if rated else none if not listed else Status.EMPTY,
        "android_version_age_days": (date(2026, 10, 31) - max(day for *_, day in listed)).days if listed else none,
        "privacy_link": privacy(row.id),
    }


def stores(package: str, name: str) -> Iterator[Listing | Status | None]:
    """What each store lists; None where it lists nothing, a status where it cannot be seen."""
    reply = huawei(package)
    told = json.loads(reply.body) if reply.status == 200 and reply.body else {}
    shape = None if reply.body else Status.CHANGED_SHAPE
    day = datetime.fromtimestamp(told["releaseDate"] / 1000, CHINA).date() if told.get("appId") else None
    yield (refused(reply) or shape) if not day else (float(told.get("averageRating", 0)), int(told.get("rateNum", 0)), day)
    yield _tencent(package)
    yield _xiaomi(package)
    yield _vivo(package, name)


def _tencent(package: str) -> Listing | Status | None:
    if (status := refused(send(TENCENT + package))) is not None:
        return status
    items = tencent_items(package)
    if not items:
        return None
    score = items[1]["appScore"]
    return float(score["score"]), int(score["total"]), datetime.fromtimestamp(int(items[0]["update_time"]), CHINA).date()


def _xiaomi(package: str) -> Listing | Status | None:
    reply = send(XIAOMI + package)
    page = reply.body.decode()
    stars, rated = re.search(r"star1-hover star1-(\d+)", page), re.search(r"\( (\d+)次评分 \)", page)
    if not stars or not rated:
        return refused(reply)
    (day,) = re.findall(r"更新时间[^\d]*(\d{4}-\d\d-\d\d)", page)
    return int(stars[1]) / 2, int(rated[1]), date.fromisoformat(day)


def _vivo(package: str, name: str) -> Listing | Status | None:
    found = send(f"{VIVO}/h5appstore/search/result-list?key={name}")
    if found.status != 200:
        return refused(found)
    hits = [hit for hit in vivo_hits(name) if hit["package_name"] == package]
    if not hits:
        return None
    reply = send(f"{VIVO}/detailInfo?appId={hits[0]['id']}")
    if reply.status != 200:
        return refused(reply)
    told = json.loads(reply.body)
    return told["score"], told["raters_count"], date.fromisoformat(told["upload_time"][:10])


def privacy(package: str) -> float | Status:
    """Whether Huawei's listing names a privacy policy."""
    reply = huawei(package)
    if reply.status != 200 or not reply.body:
        return refused(reply) or Status.CHANGED_SHAPE
    told = json.loads(reply.body)
    return float(told["privacyUrl"].startswith("https://")) if "appId" in told else Status.EMPTY
