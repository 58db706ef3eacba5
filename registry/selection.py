"""Which units a user means by --province, --unit, --level and --group."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from ..contract import Level, Unit
from .groups import groups
from .names import short_name
from .reader import province_of, units

UPPER = (Level.MUNICIPALITY, Level.PROVINCE, Level.PREFECTURE)


def select(
    province: Iterable[str] = (), unit: Iterable[str] = (), level: Iterable[str] = (), group: Iterable[str] = ()
) -> list[Unit]:
    """The units meant, in code order; by default all of municipality, province and prefecture level.

    A province stands for itself and its prefectures (with level `county`: its counties). Provinces and units add up;
    level and group narrow. ValueError for a name that is unknown or ambiguous, or where nothing is left.
    """
    provinces = {find(name, [u for u in units().values() if province_of(u) is u]).code for name in province}
    named = {name if name in units() else find(name, units().values()).code for name in unit}
    levels = [Level(_known(name, list(Level), "level")) for name in level]
    members = [set(groups()[_known(name, list(groups()), "group")].members) for name in group]

    def meant(u: Unit) -> bool:
        place = province_of(u).code in provinces or not (provinces or named)
        return (u.code in named and (not levels or u.level in levels)) or (place and u.level in (levels or UPPER))

    chosen = [u for u in units().values() if meant(u) and (not members or any(u.code in m for m in members))]
    if not chosen:
        raise ValueError("no unit is meant by all of these together: province, unit, level, group")
    return chosen


def find(name: str, among: Iterable[Unit]) -> Unit:
    """The unit of that code, full, short or English name; a county only where no higher unit bears the name."""
    pool = list(among)
    upper, counties = [u for u in pool if u.level in UPPER], [u for u in pool if u.level is Level.COUNTY]
    for candidates in (upper, counties):
        exact = [u for u in candidates if name in (u.code, u.name)]
        found = exact or [u for u in candidates if name == short_name(u) or name.casefold() == u.name_en.casefold()]
        if len(found) > 1:
            raise ValueError(f"{name!r} is ambiguous: {', '.join(map(_address, found[:6]))}")
        if found:
            return found[0]
    close = _close(name, _names(upper)) or _close(name, _names(counties))
    raise ValueError(f"unknown unit {name!r}{close}")


def _names(pool: Iterable[Unit]) -> list[str]:
    return [name for u in pool for name in (u.name, short_name(u), u.name_en, u.code)]


def _address(unit: Unit) -> str:
    parent = units().get(unit.parent)
    return f"{unit.code} {short_name(parent) if parent else ''}{unit.name}"


def _known(name: str, names: Collection[str], what: str) -> str:
    if name not in names:
        raise ValueError(f"unknown {what} {name!r}{_close(name, names)}; there are {', '.join(names)}")
    return name


def _close(name: str, names: Collection[str]) -> str:
    within = [n for n in names if name and name in n]
    close = list(dict.fromkeys([*get_close_matches(name, names, 3, 0.5), *within]))[:3]
    return f"; close to it: {', '.join(close)}" if close else ""
