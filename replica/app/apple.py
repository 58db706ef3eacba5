"""The answers of itunes.apple.com: a lookup, a search and a page of the reviews feed."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from typing import Any

from .citizens import person, words
from .listing import AppProfile, Review

PAGE = 50
PACIFIC = timezone(timedelta(hours=-7))  # the feed dates reviews in Cupertino's time
ART = "https://is1-ssl.mzstatic.com/image/thumb/Purple126/v4"
STATIC = {
    "isGameCenterEnabled": False,
    "advisories": [],
    "features": ["iosUniversal"],
    "ipadScreenshotUrls": [],
    "appletvScreenshotUrls": [],
    "supportedDevices": ["iPhone5s-iPhone5s", "iPhone6-iPhone6", "iPadAir-iPadAir", "iPhone15-iPhone15", "iPhone16-iPhone16"],
    "kind": "software",
    "minimumOsVersion": "12.0",
    "primaryGenreId": 6002,
    "primaryGenreName": "Utilities",
    "genreIds": ["6002", "6012"],
    "genres": ["工具", "生活"],
    "isVppDeviceBasedLicensingEnabled": True,
    "contentAdvisoryRating": "4+",
    "trackContentRating": "4+",
    "currency": "CNY",
    "price": 0.0,
    "formattedPrice": "免费",
    "wrapperType": "software",
}
Json = dict[str, Any]


def listed(*apps: AppProfile) -> Json:
    """The answer of a lookup or a search."""
    return {"resultCount": len(apps), "results": [_result(app) for app in apps]}


def _result(app: AppProfile) -> Json:
    about = STATIC | {
        "screenshotUrls": [f"{ART}/{app.track}/{i}/392x696bb.png" for i in range(5)],
        "artworkUrl60": f"{ART}/{app.track}/60x60bb.jpg",
        "artworkUrl512": f"{ART}/{app.track}/512x512bb.jpg",
        "artworkUrl100": f"{ART}/{app.track}/100x100bb.jpg",
        "artistViewUrl": f"https://apps.apple.com/cn/developer/id{int(app.track) + 1}?uo=4",
        "trackId": int(app.track),
        "trackName": app.name,
        "trackCensoredName": app.name,
        "bundleId": f"cn.gov.replica.app{app.track}",
        "artistId": int(app.track) + 1,
        "artistName": app.seller,
        "sellerName": app.seller,
        "trackViewUrl": f"https://apps.apple.com/cn/app/id{app.track}?uo=4",
        "version": app.version,
        "releaseDate": f"{app.released.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "currentVersionReleaseDate": f"{app.updated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "description": app.description,
        "fileSizeBytes": str(app.size),
        "languageCodesISO2A": list(app.languages),
        "averageUserRating": app.rating,
        "averageUserRatingForCurrentVersion": app.rating,
        "userRatingCount": app.ratings,
        "userRatingCountForCurrentVersion": app.ratings,
    }
    return about | ({"releaseNotes": app.notes} if app.notes else {})


def reviews_answer(app: AppProfile, page: int) -> Json:
    """One page of the feed: `entry` is missing where there is none, and no list where there is one."""
    base = f"https://itunes.apple.com/cn/rss/customerreviews/page={page}/id={app.track}/sortby=mostrecent/json"
    feed: Json = {
        "author": {"name": {"label": "iTunes Store"}, "uri": {"label": "http://www.apple.com/cn/itunes/"}},
        "updated": {"label": app.updated.astimezone(PACIFIC).isoformat(timespec="seconds")},
        "rights": {"label": "Copyright 2008 Apple Inc."},
        "title": {"label": "iTunes Store：用户评论"},
        "icon": {"label": "http://itunes.apple.com/favicon.ico"},
        "link": [{"attributes": {"rel": "self", "href": base}}],
        "id": {"label": base},
    }
    start = PAGE * (page - 1)
    entries = [_entry(app, review, start + i) for i, review in enumerate(app.reviews[start : start + PAGE])]
    if entries:
        feed["entry"] = entries[0] if len(entries) == 1 else entries
    return {"feed": feed}


def _entry(app: AppProfile, review: Review, number: int) -> Json:
    """One review, with the author and the words that the real feed carries."""
    writer = f"https://itunes.apple.com/cn/reviews/id{9900000000 + number}"
    author = {"uri": {"label": writer}, "name": {"label": person(number)}, "label": ""}
    link = f"https://itunes.apple.com/cn/review?id={app.track}&type=Purple%20Software"
    return {
        "author": author,
        "updated": {"label": review.written.astimezone(PACIFIC).isoformat()},
        "im:rating": {"label": str(review.stars)},
        "im:version": {"label": review.version},
        "id": {"label": f"{app.track}{number:04d}"},
        "title": {"label": ("打不开", "一般", "还行", "方便", "好用")[review.stars - 1]},
        "content": {"label": words(number), "attributes": {"type": "text"}},
        "link": {"attributes": {"rel": "related", "href": link}},
        "im:voteSum": {"label": "0"},
        "im:contentType": {"attributes": {"term": "Application", "label": "应用程序"}},
        "im:voteCount": {"label": str(number % 3)},
    }
