"""What a faultless measurement of a portal finds, stated from its profile, one file a capability."""

from __future__ import annotations

from collections.abc import Iterator

from ....contract import Status, Unit
from ...world import Truth, World
from ..fault_kinds import WHOLE
from ..site import Site, site_of
from . import delivery, information, innovation, openness, participation, transaction, walked
from .found import Found, Statement

STATEMENTS: dict[str, Statement] = {
    statement.__name__: statement
    for part in (information, openness, transaction, participation, delivery, innovation)
    for statement in part.STATEMENTS
}
WALKED = {statement.__name__: statement for statement in walked.STATEMENTS}
NAMES = (*STATEMENTS, *WALKED)


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """The truth of every website metric of one unit; nothing for a unit without a portal."""
    if unit.code not in world.portals:
        return
    site = site_of(world, unit)
    for name in NAMES:
        yield spoken(unit.code, f"website.{name}", failure(site, name) or stated(world, site, name))


def stated(world: World, site: Site, name: str) -> Found:
    return STATEMENTS[name](site.profile) if name in STATEMENTS else WALKED[name](world, site)


def spoken(unit: str, metric: str, found: Found) -> Truth:
    """A statement as a row: a number, a number that is a lower bound, a status, or None for empty."""
    if isinstance(found, tuple):
        return Truth(unit, metric, *found)
    if isinstance(found, Status):
        return Truth(unit, metric, None, found)
    return Truth(unit, metric, None, Status.EMPTY) if found is None else Truth(unit, metric, float(found))


def failure(site: Site, name: str) -> Status | None:
    """The status that a fault of the whole portal leaves in the metric's place: all but visits begin at its home page.

    What fails with a part of it the statements say themselves (`found.unless`).
    """
    return None if name in walked.UNFAILING else WHOLE.get(site.profile.fault)
