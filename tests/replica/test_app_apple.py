"""What the stand-in of Apple's store answers: keys and types as documented, the feed's three forms, faults."""

from __future__ import annotations

import json
from functools import cache

from dsci.contract import Account
from dsci.replica import app

from .asking import ITUNES, accounts, get, read, reviews, whole

LISTING = {
    "trackId": int, "trackName": str, "bundleId": str, "sellerName": str, "version": str, "releaseDate": str, "description": str,
    "fileSizeBytes": str, "languageCodesISO2A": list, "averageUserRating": float, "userRatingCount": int, "kind": str,
}  # fmt: skip


@cache
def known(fault: str = "") -> list[Account]:
    """Apps that suffer just this fault, of those whose id is known."""
    return [row for row in accounts(app, "ios", fault) if row.id.isdigit()]


def test_app_lookup() -> None:
    for account in known()[:50]:
        told = read(f"{ITUNES}/lookup?id={account.id}&country=cn")
        assert told["resultCount"] == 1 and {key: type(told["results"][0][key]) for key in LISTING} == LISTING
        assert told["results"][0]["currentVersionReleaseDate"].endswith("Z")


def test_app_reviews_are_missing_single_or_listed_and_carry_words() -> None:
    kinds = set()
    for account in known():
        entry = json.loads(reviews(account.id).body)["feed"].get("entry")
        kinds.add(type(entry))
        for each in [entry] if isinstance(entry, dict) else entry or []:
            assert each["author"]["name"]["label"] and each["content"]["label"] and each["im:version"]["label"]
            assert each["im:rating"]["label"] in "12345"
    assert kinds == {type(None), dict, list}


def test_app_reviews_page_by_fifty_newest_first() -> None:
    track = max(known(), key=lambda row: len(app.profile(whole(), whole().by_code[row.unit]).reviews)).id
    first, second = (json.loads(reviews(track, page).body)["feed"]["entry"] for page in (1, 2))
    written = [entry["updated"]["label"] for entry in first + second]
    assert len(first) == 50
    assert written == sorted(written, reverse=True)


def test_app_faults() -> None:
    delisted, down, half = (known(fault)[0].id for fault in ("delisted", "502", "reviews"))
    assert read(f"{ITUNES}/lookup?id={delisted}&country=cn") == {"resultCount": 0, "results": []}
    assert "entry" not in json.loads(reviews(delisted).body)["feed"]
    assert get(f"{ITUNES}/lookup?id={down}").status == reviews(down).status == reviews(half).status == 502
    assert read(f"{ITUNES}/lookup?id={half}")["resultCount"] == 1
