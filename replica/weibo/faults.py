"""What goes wrong for whole Weibo accounts."""

from __future__ import annotations

from ...contract import Status, Unit
from ..draw import Fault, Presence, presence, struck
from ..world import World

FAULTS = (
    Fault("login", 0.02, Status.LOGIN_REQUIRED),  # ok:-100 on both hosts
    Fault("432", 0.02, Status.LOGIN_REQUIRED),  # and a redirect to the login on weibo.com
    Fault("shape", 0.03, Status.OK),  # getIndex has changed; weibo.com answers
    Fault("shapes", 0.02, Status.CHANGED_SHAPE),  # and has changed, too
)


def there(world: World, unit: Unit) -> Presence:
    """Whether the unit has an account."""
    return presence(world, unit, "weibo", "weibo")


def fault(world: World, unit: Unit | None) -> str:
    """The name of the fault that the unit's account suffers, '' for none."""
    found = struck(world, unit, "weibo", FAULTS) if unit else None
    return found.name if found else ""
