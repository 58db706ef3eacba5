"""Answers of itunes.apple.com: lookup, and the feed of reviews."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

from ...contract import Answer, AppListing, Extract, Page, Review, Status, Target, fact
from ..answers import query
from ..shapes import Node, ShapeError, read_json

NUMBER = re.compile(r"/page=(\d{1,2})/")
FULL, LAST = 50, 10  # reviews on a page, pages there are
REVIEW_DAYS = 365
KEPT = ("id", "im:rating", "im:version", "updated")  # never who wrote it, nor what


def lookup(answer: Answer) -> Extract:
    """An App's listing. No result: it was withdrawn from this storefront."""
    root, asked = read_json(answer.body), query(answer.page.url).get("id")
    count, results = root.at("resultCount").whole(), list(root.at("results").items())
    if not count and not results:
        return Extract(Status.DELISTED, reason="resultCount 0")
    listings = [_listing(answer.page, item) for item in results if asked in (None, item.at("trackId").key())]
    if not listings:
        raise ShapeError("$.results", f"{len(results)} Apps, and not the one asked for")
    return Extract(Status.OK, tuple(listings))


def _listing(page: Page, item: Node) -> AppListing:
    ratings, size = item.at("userRatingCount").count(), item.at("fileSizeBytes").count()
    return fact(
        AppListing,
        page,
        item.at("trackId").key(),
        name=item.at("trackName").text(),
        seller=item.at("sellerName").text(),
        version=item.at("version").text(),
        released=item.at("releaseDate").time(page.seen_at),
        updated=item.at("currentVersionReleaseDate").time(page.seen_at),
        rating=_stars(item.at("averageUserRating"), ratings.value if ratings else 0),
        ratings=ratings.value if ratings else None,
        size=size.value if size else None,
        languages=len(list(item.at("languageCodesISO2A").items())),
        min_os=item.at("minimumOsVersion").text(),
        description=item.at("description").text(),
        release_notes=item.words("releaseNotes"),
    )


def _stars(node: Node, ratings: int) -> float | None:
    """1 to 5 stars; None where nobody rated, where the store prints 0."""
    stars = node.number()
    if not 0 <= stars <= 5:
        raise node.not_a("number of stars")
    return stars if ratings else None


def reviews(answer: Answer) -> Extract:
    """One page of reviews. An empty feed is EMPTY: the store gives one now and then where there are reviews."""
    page, feed = answer.page, read_json(answer.body).at("feed")
    found = feed.get("entry")
    entries = [e for e in (found.singles() if found else ()) if not e.get("im:name")]  # that one is the App itself
    written = [e.at("updated", "label").time(page.seen_at) for e in entries]
    if not entries:
        return Extract(Status.EMPTY, reason="no entry in the feed")
    facts = tuple(_review(page, entry, moment) for entry, moment in zip(entries, written, strict=True))
    older = len(entries) >= FULL and min(written) > page.seen_at - timedelta(days=REVIEW_DAYS)
    return Extract(Status.OK, facts, _next(page.url) if older else (), redacted=_without_words(entries))


def _review(page: Page, entry: Node, written: datetime) -> Review:
    rating = entry.at("im:rating", "label")
    if rating.value not in ("1", "2", "3", "4", "5"):
        raise rating.not_a("number of stars")
    version = entry.at("im:version", "label").text()
    return fact(Review, page, entry.at("id", "label").key(), rating=int(rating.text()), version=version, written=written)


def _next(url: str) -> tuple[Target, ...]:
    found = NUMBER.search(url)
    number = int(found[1]) + 1 if found else LAST + 1
    return (Target(NUMBER.sub(f"/page={number}/", url), "reviews", number),) if number <= LAST else ()


def _without_words(entries: list[Node]) -> bytes:
    """The feed with what the reader needs of each review, and nothing else."""
    kept = [{name: {"label": e.at(name, "label").value} for name in KEPT} for e in entries]
    return json.dumps({"feed": {"entry": kept}}).encode()
