"""itunes.apple.com: lookup of an App, and its reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from ..contract import Account, Status, Unit, china_date
from .answers import NOT_FOUND, json_reply
from .app_answers import DELISTED, lookup_answer, reviews_answer
from .app_profile import profile, track
from .draw import Fault, Presence, found, mean, presence, rows, standing, struck
from .world import Ask, Reply, Truth, World

hosts: tuple[str, ...] = ("itunes.apple.com",)
REVIEWS = re.compile(r"/cn/rss/customerreviews/page=(\d{1,2})/id=(\d+)/sortBy=mostRecent/json")
YEAR = timedelta(days=365)
SCRIPT = "text/javascript; charset=utf-8"
DOWN = Reply(b"<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
FAULTS = (
    Fault("delisted", 0.05, Status.DELISTED),
    Fault("502", 0.03, Status.HTTP_ERROR),
    Fault("reviews", 0.03, Status.HTTP_ERROR),  # only the feed answers 502
)


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """The unit's App in Apple's store, or the row that says there is none."""
    url = f"https://apps.apple.com/cn/app/id{track(unit)}"
    return rows(world, unit, "app", "ios", track(unit), f"{unit.name}掌上办", url)


def respond(world: World, ask: Ask) -> Reply:
    """The listing, or a page of reviews."""
    feed = REVIEWS.fullmatch(ask.path)
    if not feed and ask.path != "/lookup":
        return NOT_FOUND
    unit = _holders(world).get(feed[2] if feed else ask.query.get("id", ""))
    fault = struck(world, unit, "app", FAULTS) if unit else None
    if fault and (fault.name == "502" or (feed and fault.name == "reviews")):
        return DOWN
    if unit is None or (fault and fault.name == "delisted"):
        return json_reply({"feed": {}} if feed else DELISTED, content_type=SCRIPT)
    app = profile(world, unit)
    return json_reply(reviews_answer(app, int(feed[1])) if feed else lookup_answer(app), content_type=SCRIPT)


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """What must be measured of the unit on this channel."""
    there, fault = presence(world, unit, "app", "ios"), struck(world, unit, "app", FAULTS)
    of_lookup = standing(there, None if fault and fault.name == "reviews" else fault)
    for metric, value in _listing(world, unit):
        yield found(unit, f"app.{metric}", value, of_lookup)
    for metric, value in _reviews(world, unit):
        yield found(unit, f"app.{metric}", value, standing(there, fault))


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


def _reviews(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    stars = [review.stars for review in profile(world, unit).reviews if review.written > world.as_of - YEAR]
    yield "review_mean", mean(stars)
    yield "low_reviews_share", mean([star <= 2 for star in stars])


@lru_cache(maxsize=8)
def _holders(world: World) -> dict[str, Unit]:
    return {track(unit): unit for unit in world.units if presence(world, unit, "app", "ios") is Presence.THERE}
