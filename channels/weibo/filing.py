"""Whether an account is what the registry says: its name, its verification, the government that this names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...contract import Account, Level, Profile, Unit
from ...registry import short_name

CITIES = frozenset({Level.PROVINCE, Level.MUNICIPALITY, Level.PREFECTURE})


def mismatches(profile: Profile, account: Account, unit: Unit, units: Mapping[str, Unit]) -> list[str]:
    """What a profile says against the registry's row of it, in words; nothing where all agrees. `units` by their codes."""
    said, name = profile.verified_reason, short_name(unit)
    found = []
    if account.name and profile.name != account.name:
        found.append(f"name: {profile.name!r}, the registry has {account.name!r}")
    if not profile.verified:
        found.append(f"not verified as a government: {said!r}")
    elif name not in said:
        found.append(f"the verification does not name {name}: {said!r}")
    return found + [f"the verification names {other}: {said!r}" for other in _others(said, unit, units)]


def _others(text: str, unit: Unit, units: Mapping[str, Unit]) -> Iterator[str]:
    """Provinces and cities whose full name stands in the text, other than the unit, those above it and those under it."""
    above = {unit.parent, units[unit.parent].parent} if unit.parent in units else set()
    own = {unit.code, *above, *(u.code for u in units.values() if unit.code in (u.parent, _above(u, units)))}
    for other in units.values():
        if other.level in CITIES and other.code not in own and other.name in text and other.name not in unit.name:
            yield other.name


def _above(unit: Unit, units: Mapping[str, Unit]) -> str:
    parent = units.get(unit.parent)
    return parent.parent if parent else ""
