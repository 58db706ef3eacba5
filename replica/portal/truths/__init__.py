"""What a faultless measurement of a portal finds, stated from its profile, one file a capability."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ....contract import Status, Unit
from ...world import Truth, World
from ..profile import LETTERS, SEARCH, WHOLE, PortalProfile
from ..site import profile_of
from . import delivery, information, innovation, openness, participation, transaction
from .found import Found

STATEMENTS: dict[str, Callable[[PortalProfile], Found]] = {
    statement.__name__: statement
    for part in (information, openness, transaction, participation, delivery, innovation)
    for statement in part.STATEMENTS
}


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """The truth of every website metric of one unit; nothing for a unit without a portal."""
    if unit.code not in world.portals:
        return
    profile = profile_of(world, unit)
    for name, statement in STATEMENTS.items():
        found = failure(profile, name) or statement(profile)
        yield spoken(unit.code, f"website.{name}", found)


def spoken(unit: str, metric: str, found: Found) -> Truth:
    """A statement as a row: a number, a number that is a lower bound, a status, or None for empty."""
    if isinstance(found, tuple):
        return Truth(unit, metric, *found)
    if isinstance(found, Status):
        return Truth(unit, metric, None, found)
    return Truth(unit, metric, None, Status.EMPTY) if found is None else Truth(unit, metric, float(found))


def failure(p: PortalProfile, name: str) -> Status | None:
    """The status that the portal's fault leaves in the metric's place."""
    if p.fault in WHOLE:
        return WHOLE[p.fault]
    if name in ("letters_reply_share", "letters_reply_days"):
        return LETTERS.get(p.fault)
    return SEARCH.get(p.fault) if name == "search_works" else None
