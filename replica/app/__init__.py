"""Apps: itunes.apple.com and four Android stores."""

from __future__ import annotations

from ..world import Ask, Reply, World
from . import store_apple, stores
from .listing import profile, track
from .rows import accounts
from .store_apple import FAULTS
from .truths import truth

__all__ = ["FAULTS", "accounts", "hosts", "profile", "respond", "track", "truth"]

hosts: tuple[str, ...] = (store_apple.HOST, *stores.ANSWERS)


def respond(world: World, ask: Ask) -> Reply:
    """What the store that was asked answers."""
    return store_apple.respond(world, ask) if ask.host == store_apple.HOST else stores.respond(world, ask)
