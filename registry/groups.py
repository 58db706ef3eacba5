"""Ranking populations: the rules of groups.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from .rows import GROUPS, UnitRow, known_rows

PROVINCIAL = "provincial"  # the group of all 31


@dataclass(frozen=True, slots=True)
class Rule:
    """Who belongs to a group: units of these levels, of these city groups, or with these codes."""

    id: str
    zh: str
    en: str
    levels: tuple[str, ...] = ()
    city_groups: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def holds(self, row: UnitRow) -> bool:
        """True if that unit belongs."""
        return row.level in self.levels or row.city_group in self.city_groups or row.code in self.codes


@dataclass(frozen=True, slots=True)
class Group:
    """A ranking population: its titles and the codes of its members, in order."""

    id: str
    zh: str
    en: str
    members: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of groups.toml, in its order."""
    tables = tomllib.loads(GROUPS.read_text(encoding="utf-8"))
    return tuple(Rule(id, **{key: _frozen(value) for key, value in table.items()}) for id, table in tables.items())


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def groups() -> dict[str, Group]:
    """Group per id."""
    rows = [row for _, row in known_rows().values()]
    return {r.id: Group(r.id, r.zh, r.en, tuple(row.code for row in rows if r.holds(row))) for r in rules()}
