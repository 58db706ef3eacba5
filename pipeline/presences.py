"""Accounts of units, the pages that show them, and who lies in which province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .. import registry
from ..contract import Account, Page
from ..store import Store
from .addresses import address_of
from .evidence import front_looks


def accounts_of(store: Store) -> Mapping[tuple[str, str], list[Account]]:
    """All accounts per (unit, channel), those that are known to be absent too."""
    found: dict[tuple[str, str], list[Account]] = {}
    for a in store.rows(Account):
        found.setdefault((a.unit, a.channel), []).append(a)
    return found


def fronts_of(
    store: Store, period: str, wanted: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], tuple[str, Page | None]]:
    """The address for people and the look that shows it, of each (unit, channel)."""
    pairs = sorted(wanted)
    looks = {unit: front_looks(store, unit, period) for unit in dict.fromkeys(unit for unit, _ in pairs)}
    return {(unit, channel): (address_of(store, unit, channel), looks[unit].get(channel)) for unit, channel in pairs}


def by_parent(codes: Iterable[str]) -> Mapping[str, list[str]]:
    """Those units by the unit that they lie in."""
    known, found = registry.units(), dict[str, list[str]]()
    for code in codes:
        found.setdefault(known[code].parent, []).append(code)
    return found
