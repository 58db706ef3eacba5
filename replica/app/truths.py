"""The truth of the Apps' metrics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ...contract import Status, Unit, china_date
from ..draw import Presence, found, mean, presence, standing
from ..world import Truth, World
from .android import Listing, android, failing
from .listing import Review, profile
from .rows import accounts
from .store_apple import of_lookup, of_reviews

ELDERLY = ("长辈版", "关怀版", "老年版", "适老", "大字版")
YEAR, QUARTER = timedelta(days=365), timedelta(days=90)


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """What must be measured of the unit on this channel."""
    for metric, value in _listing(world, unit):
        yield found(unit, f"app.{metric}", value, of_lookup(world, unit))
    for metric, value in _reviews(world, unit):
        yield found(unit, f"app.{metric}", value, of_reviews(world, unit))
    yield _apps_count(world, unit)
    yield from _android(world, unit)


def _listing(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    app = profile(world, unit)
    yield "services_named", len(app.topics)
    yield "description_length", len(app.description)
    yield "notes_given", float(len(app.notes) >= 10)
    yield "version_age_days", (world.as_of.date() - china_date(app.updated)).days
    yield "size_mb", app.size / 1e6
    yield "languages_count", len(app.languages)
    yield "features_named", len(app.features)
    yield "rating", app.rating
    yield "ratings_count", app.ratings
    yield "seller_own", float(app.own)
    yield "elder_mode", float(any(word in app.description + app.notes for word in ELDERLY))


def _reviews(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    app = profile(world, unit)
    year = [review for review in app.reviews if review.written > world.as_of - YEAR]
    yield "review_mean", mean(stars(year))
    yield "low_reviews_share", mean([star <= 2 for star in stars(year)])
    late, early = ([r for r in year if (r.written > world.as_of - QUARTER) is new] for new in (True, False))
    yield "review_trend", (mean(stars(late)) or 0) - (mean(stars(early)) or 0) if late and early else None
    current = {app.version} if app.updated > world.as_of - YEAR else set()
    yield "versions_per_year", len({review.version for review in year} | current)


def stars(reviews: Sequence[Review]) -> list[int]:
    """The stars of some reviews."""
    return [review.stars for review in reviews]


def _apps_count(world: World, unit: Unit) -> Truth:
    """How many names the unit's Apps have that are known and were not closed by then."""
    platforms = [presence(world, unit, "app", platform) for platform in ("ios", "android")]
    if Presence.THERE not in platforms:
        return found(unit, "app.apps_count", None, standing(platforms[0], None))
    today = str(world.as_of.date())
    rows = [row for row in accounts(world, unit) if row.role != "absent" and row.valid_from <= today <= (row.valid_to or today)]
    return found(unit, "app.apps_count", len({row.name.replace(" ", "") for row in rows}))


def _android(world: World, unit: Unit) -> Iterator[Truth]:
    there = presence(world, unit, "app", "android")
    failed, status = failing(world, unit) or ("", Status.OK)
    listings = android(world, unit).listings
    seen = [listing for store, listing in listings.items() if store != failed]
    alone = standing(there, None) if there is not Presence.THERE or seen else status
    count = Status.CENSORED if alone is Status.OK and failed else alone
    yield found(unit, "app.android_stores", len(seen), count)
    yield found(unit, "app.android_rating", _rating(seen), alone)
    yield found(unit, "app.android_version_age_days", _age(seen, world.as_of.date()), alone)
    of_huawei = status if there is Presence.THERE and failed == "huawei" else standing(there, None)
    privacy = float(listings["huawei"].privacy != "") if "huawei" in listings else None
    yield found(unit, "app.privacy_link", privacy, of_huawei)


def _rating(listings: Sequence[Listing]) -> float | None:
    """Mean stars, each store as often as it was rated."""
    total = sum(listing.ratings for listing in listings)
    return sum(listing.stars * listing.ratings for listing in listings) / total if total else None


def _age(listings: Sequence[Listing], today: date) -> float | None:
    return min(((today - listing.updated.date()).days for listing in listings), default=None)
