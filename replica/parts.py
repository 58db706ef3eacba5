"""Which part of the world answers for a host."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from . import app, video, wechat, weibo
from .world import Ask, Part, Reply, World

SOCIAL: tuple[Part, ...] = (weibo, wechat, app, video)
UNKNOWN = Reply(b"unknown host\n", 502, "text/plain; charset=utf-8")


def parts() -> tuple[Part, ...]:
    """The five channels, portals first."""
    from . import portal  # 364 sites' templates: only where they are wanted

    return (portal, *SOCIAL)


def respond(world: World, ask: Ask) -> Reply:
    """What the host that was asked answers; 502 where it is not of this world."""
    for part in SOCIAL:
        if ask.host in part.hosts:
            return part.respond(world, ask)
    if ask.host not in _portal_hosts(world):
        return UNKNOWN
    return parts()[0].respond(world, ask)


@lru_cache(maxsize=8)
def _portal_hosts(world: World) -> frozenset[str]:
    return frozenset(urlsplit(world.portals[unit.code]).hostname or "" for unit in world.units if unit.code in world.portals)
