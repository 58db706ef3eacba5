"""Answers of itunes.apple.com: lookup and search."""

from __future__ import annotations

from ...contract import Answer, AppListing, Candidate, Extract, Page, Status, fact
from ..answers import query
from ..shapes import Node, ShapeError, read_json
from .listings import stars

IOS = "software"  # kind of an iOS App; one for the Mac is mac-software


def lookup(answer: Answer) -> Extract:
    """An App's listing. No result: it was withdrawn from this storefront; an App for the Mac is none."""
    results = _results(answer)
    if not results:
        return Extract(Status.DELISTED, reason="resultCount 0")
    asked = query(answer.page.url).get("id")
    meant = [item for item in results if asked in (None, item.at("trackId").key())]
    if not meant:
        raise ShapeError("$.results", f"{len(results)} Apps, and not the one asked for")
    listings = tuple(_listing(answer.page, item) for item in meant if _kind(item) == IOS)
    if not listings:
        return Extract(Status.EMPTY, reason=f"kind {_kind(meant[0])}: no iOS App")
    return Extract(Status.OK, listings)


def search(answer: Answer) -> Extract:
    """The iOS Apps that the store finds under a name, whosever they are."""
    results = _results(answer)
    found = tuple(_candidate(answer.page, item) for item in results if _kind(item) == IOS)
    if not found:
        return Extract(Status.EMPTY, reason=f"{len(results)} results, no iOS App" if results else "nothing found")
    return Extract(Status.OK, found)


def _results(answer: Answer) -> list[Node]:
    root = read_json(answer.body)
    count, results = root.at("resultCount"), list(root.at("results").items())
    if bool(count.whole()) != bool(results):
        raise ShapeError(count.path, f"{count.value}, beside {len(results)} results")
    return results


def _kind(item: Node) -> str:
    return item.at("kind").text()


def _candidate(page: Page, item: Node) -> Candidate:
    name, seller, url = item.at("trackName").text(), item.at("sellerName").text(), item.words("trackViewUrl")
    return fact(Candidate, page, item.at("trackId").key(), store="apple", name=name, seller=seller, url=url)


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
        rating=stars(item.at("averageUserRating"), ratings),
        ratings=ratings.value if ratings else None,
        size=size.value if size else None,
        languages=len(list(item.at("languageCodesISO2A").items())),
        min_os=item.at("minimumOsVersion").text(),
        description=item.at("description").text(),
        release_notes=item.words("releaseNotes"),
    )
