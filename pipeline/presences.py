"""Accounts of units, the pages that show them, and who lies in which province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from .. import registry
from ..contract import Account, Page
from ..store import Store
from .addresses import address_of, address_shown
from .evidence import front_looks


def accounts_of(store: Store) -> Mapping[tuple[str, str], list[Account]]:
    """All accounts per (unit, channel), those that are known to be absent too."""
    found: dict[tuple[str, str], list[Account]] = {}
    for a in store.rows(Account):
        found.setdefault((a.unit, a.channel), []).append(a)
    return found


def fronts_of(
    store: Store, period: str, as_of: datetime, wanted: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], tuple[str, Page | None]]:
    """Of each (unit, channel) the look that shows it, and the address of just that for people; a known one where none does."""
    pairs = sorted(wanted)
    looks = {unit: front_looks(store, unit, period) for unit in dict.fromkeys(unit for unit, _ in pairs)}
    return {(unit, channel): _front(store, unit, channel, as_of, looks[unit].get(channel)) for unit, channel in pairs}


def _front(store: Store, unit: str, channel: str, as_of: datetime, page: Page | None) -> tuple[str, Page | None]:
    return address_shown(store, page) if page else address_of(store, unit, channel, as_of), page


def by_parent(codes: Iterable[str]) -> Mapping[str, list[str]]:
    """Those units by the unit that they lie in."""
    known, found = registry.units(), dict[str, list[str]]()
    for code in codes:
        found.setdefault(known[code].parent, []).append(code)
    return found
