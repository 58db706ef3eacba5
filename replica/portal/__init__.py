"""The stand-in portals: `hosts`, `accounts`, `respond`, `truth`, as a part of the world; and their names and certificates."""

from __future__ import annotations

from collections.abc import Iterator

from ...contract import Account, Unit
from ..world import World
from .names import addresses, answers_for, handshake
from .respond import respond
from .truths import truth

hosts: tuple[str, ...] = ()  # portals are found by their own hosts


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """None: a portal's address is the registry's to know."""
    yield from ()


__all__ = ["accounts", "addresses", "answers_for", "handshake", "hosts", "respond", "truth"]
