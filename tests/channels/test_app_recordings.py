"""Recordings of Apple's answers: every item read as the raw bytes say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dsci.contract import AppListing, Candidate, Status

from .social import read

SEARCH = "https://itunes.apple.com/search?term=things&country=us"
LOOKUP = "https://itunes.apple.com/lookup?id=803453959&country=us"


@pytest.fixture
def samples(reference: Path) -> Path:
    return reference / "samples" / "app"


@pytest.mark.parametrize(("name", "url", "apps"), [("itunes_things.json", SEARCH, 12), ("itunes_slack-lookup.json", LOOKUP, 1)])
def test_listings(samples: Path, name: str, url: str, apps: int) -> None:
    """Most of them are for the Mac, and so no Apps of ours; they are read as if they were."""
    raw = (samples / name).read_bytes()
    items = json.loads(raw)["results"]
    listings: Any = read("app", "lookup", raw.replace(b'"mac-software"', b'"software"'), url).facts
    assert len(listings) == len(items) == apps
    for app, item in zip(listings, items, strict=True):
        day, clock = item["currentVersionReleaseDate"].rstrip("Z").split("T")
        moment = datetime(*map(int, (*day.split("-"), *clock.split(":"))), tzinfo=UTC)  # type: ignore[misc,arg-type]
        assert isinstance(app, AppListing) and app.store == "apple"
        assert (app.key, app.name, app.seller) == (str(item["trackId"]), item["trackName"], item["sellerName"])
        assert (app.version, app.min_os, app.updated) == (item["version"], item["minimumOsVersion"], moment)
        size, languages = int(item["fileSizeBytes"]), len(item["languageCodesISO2A"])
        assert (app.size, app.languages, app.ratings) == (size, languages, item["userRatingCount"])
        assert app.rating == (item["averageUserRating"] if item["userRatingCount"] else None)
        assert app.description == item["description"].replace("\u200b", "").strip()
        assert app.release_notes == item.get("releaseNotes", "").strip()


def test_an_app_for_the_mac_is_no_ios_app(samples: Path) -> None:
    found = read("app", "lookup", (samples / "itunes_slack-lookup.json").read_bytes(), LOOKUP)
    assert (found.status, found.facts) == (Status.EMPTY, ())


def test_a_search_gives_its_ios_apps(samples: Path) -> None:
    raw = (samples / "itunes_things.json").read_bytes()
    found = read("app", "search", raw, SEARCH)
    wanted = [item for item in json.loads(raw)["results"] if item["kind"] == "software"]
    assert len(wanted) == 2
    told = [(c.key, c.name, c.seller, c.url) for c in found.facts if isinstance(c, Candidate)]
    assert told == [(str(i["trackId"]), i["trackName"], i["sellerName"], i["trackViewUrl"]) for i in wanted]
