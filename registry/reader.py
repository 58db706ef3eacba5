"""Units and what is known of their portals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..contract import Level, Unit
from .groups import rules
from .rows import UNITS, UnitRow, known_rows


@dataclass(frozen=True, slots=True)
class Hints:
    """Where a portal's news and policy columns were last seen; blank where unknown."""

    news_url: str
    policy_url: str


@cache
def units() -> dict[str, Unit]:
    """Unit per code, in code order, each with the groups it is in."""
    return {code: _unit(line, row) for code, (line, row) in sorted(known_rows().items())}


def _unit(line: int, row: UnitRow) -> Unit:
    if row.level not in list(Level):
        raise ValueError(f"{UNITS} line {line}, column level: {row.level!r} of {row.name}")
    of = tuple(rule.id for rule in rules() if rule.holds(row))
    return Unit(row.code, row.name, row.name_en, Level(row.level), row.parent, row.region, of)


@cache
def portals() -> dict[str, str]:
    """Portal address per code, of the units that have one."""
    return {code: row.portal_url for code, (_, row) in known_rows().items() if row.portal_url}


@cache
def reach_errors() -> dict[str, str]:
    """What the probe of April 2026 met instead of a page (HTTP412, timeout ...) per code, where it met something."""
    return {code: row.reach_error for code, (_, row) in known_rows().items() if row.reach_error}


def hints(code: str) -> Hints:
    """The column addresses known of a unit's portal. KeyError for an unknown code."""
    row = known_rows()[code][1]
    return Hints(row.news_url, row.policy_url)


def province_of(unit: Unit) -> Unit:
    """The provincial unit that a unit lies in: itself if it is one."""
    return units()[unit.code[:2] + "0000"]


def cities_of(unit: Unit) -> tuple[Unit, ...]:
    """The prefectures of the province that a unit lies in, in code order; none in a municipality."""
    return tuple(u for u in units().values() if u.level is Level.PREFECTURE and u.code[:2] == unit.code[:2])
