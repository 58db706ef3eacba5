"""What goes wrong for whole WeChat accounts."""

from __future__ import annotations

from ...contract import Status, Unit
from ..draw import Fault, Presence, presence, struck
from ..world import World

FAULTS = (
    Fault("freq", 0.04, Status.THROTTLED),  # the album
    Fault("about", 0.03, Status.CHANGED_SHAPE),  # the account's page has another shape
    Fault("client", 0.03, Status.LOGIN_REQUIRED),  # it opens in the app only
)


def there(world: World, unit: Unit) -> Presence:
    """Whether the unit has an account."""
    return presence(world, unit, "wechat", "wechat")


def status_of(world: World, unit: Unit, page: str) -> Status:
    """The status of looks at the album or at the account's page."""
    found = struck(world, unit, "wechat", FAULTS)
    return found.status if found and (found.name == "freq") is (page == "album") else Status.OK
