"""Who is measured: units, their portals and accounts, the populations they are ranked in."""

from .groups import PROVINCIAL, Group, groups
from .names import name_in, short_name
from .presences import accounts, standing
from .reader import Hints, cities_of, hints, portals, province_of, reach_errors, units
from .selection import find, select

__all__ = [
    "PROVINCIAL",
    "Group",
    "Hints",
    "accounts",
    "cities_of",
    "find",
    "groups",
    "hints",
    "name_in",
    "portals",
    "province_of",
    "reach_errors",
    "select",
    "short_name",
    "standing",
    "units",
]
