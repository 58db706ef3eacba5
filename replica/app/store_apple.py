"""itunes.apple.com: which Apps there are, whose, and how the store answers for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from ...contract import Status, Unit
from ..answers import NOT_FOUND, json_reply
from ..draw import Fault, Presence, presence, standing, struck
from ..world import Ask, Reply, World
from .apple import listed, reviews_answer
from .listing import AppProfile, name, profile, searched, track
from .sellers import STRANGER

HOST = "itunes.apple.com"
REVIEWS = re.compile(r"/cn/rss/customerreviews/page=(\d{1,2})/id=(\d+)/sortBy=mostRecent/json")
SCRIPT = "text/javascript; charset=utf-8"
DOWN = Reply(b"<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
FAULTS = (
    Fault("delisted", 0.05, Status.DELISTED),
    Fault("502", 0.03, Status.HTTP_ERROR),
    Fault("reviews", 0.03, Status.HTTP_ERROR),  # only the feed answers 502
)
FINDS = {"own": 0.6, "strangers": 0.25, "503": 0.15}  # what a search by name ends in


def respond(world: World, ask: Ask) -> Reply:
    """A listing, what a search finds, or a page of reviews."""
    if ask.path == "/search":
        return _search(world, ask.query.get("term", ""))
    feed = REVIEWS.fullmatch(ask.path)
    if not feed and ask.path != "/lookup":
        return NOT_FOUND
    id_ = feed[2] if feed else ask.query.get("id", "")
    unit, of = _apps(world).get(id_, (None, profile))
    fault = struck(world, unit, "app", FAULTS) if unit and id_ == track(unit) else None
    if fault and (fault.name == "502" or (feed and fault.name == "reviews")):
        return DOWN
    if unit is None or (fault and fault.name == "delisted"):
        return json_reply({"feed": {}} if feed else listed(), content_type=SCRIPT)
    app = of(world, unit)
    return json_reply(reviews_answer(app, int(feed[1])) if feed else listed(app), content_type=SCRIPT)


def _search(world: World, term: str) -> Reply:
    unit = next((u for u, _ in _apps(world).values() if name(u) == term), None)
    found = finds(world, unit) if unit else "strangers"
    if unit is None or found == "503":
        return json_reply(listed(), content_type=SCRIPT) if unit is None else Reply(b"", 503)
    own = [profile(world, unit)] if found == "own" else []
    apps = [*own, stranger(world, unit), namesake(world, unit)]
    world.rng("app found", unit.code).shuffle(apps)
    return json_reply(listed(*apps), content_type=SCRIPT)


def finds(world: World, unit: Unit) -> str:
    """What a search for the unit's App ends in; one that was withdrawn is not found."""
    fault = struck(world, unit, "app", FAULTS)
    if not searched(world, unit):
        return "strangers" if fault and fault.name == "delisted" else "own"
    drawn = world.rng("app finds", unit.code, world.period).choices(tuple(FINDS), tuple(FINDS.values()))[0]
    return "strangers" if drawn == "own" and fault and fault.name == "delisted" else drawn


def stranger(world: World, unit: Unit) -> AppProfile:
    """An App of the same name that is a company's."""
    return replace(profile(world, unit), track=track(unit, 1), seller=STRANGER, own=False, rating=4.9, reviews=())


def namesake(world: World, unit: Unit) -> AppProfile:
    """The unit's own App of a longer name."""
    return replace(profile(world, unit), track=track(unit, 8), name=f"{name(unit)}企业版", languages=("ZH",), reviews=())


def closed(world: World, unit: Unit) -> AppProfile:
    """The unit's App that was closed, and is still listed."""
    return replace(profile(world, unit), track=track(unit, 9), name=f"{unit.name}政务通", reviews=())


@lru_cache(maxsize=8)
def _apps(world: World) -> dict[str, tuple[Unit, Callable[[World, Unit], AppProfile]]]:
    """Track id -> whose App it is, and which."""
    there = [unit for unit in world.units if presence(world, unit, "app", "ios") is Presence.THERE]
    kinds: dict[int, Callable[[World, Unit], AppProfile]] = {7: profile, 1: stranger, 8: namesake, 9: closed}
    return {track(unit, number): (unit, of) for unit in there for number, of in kinds.items()}


def of_lookup(world: World, unit: Unit) -> Status:
    """The status of what rests on the unit's listing."""
    fault = struck(world, unit, "app", FAULTS)
    return _status(world, unit, None if fault and fault.name == "reviews" else fault)


def of_reviews(world: World, unit: Unit) -> Status:
    """The status of what rests on its reviews."""
    return _status(world, unit, struck(world, unit, "app", FAULTS))


def _status(world: World, unit: Unit, fault: Fault | None) -> Status:
    there = presence(world, unit, "app", "ios")
    if there is Presence.THERE and searched(world, unit) and finds(world, unit) != "own":
        return Status.HTTP_ERROR if finds(world, unit) == "503" else Status.NOT_TRIED
    return standing(there, fault)
