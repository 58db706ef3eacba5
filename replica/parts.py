"""Which part of the world answers for a host."""

from __future__ import annotations

from collections.abc import Mapping

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
    from . import portal

    for part in SOCIAL:
        if ask.host in part.hosts:
            return part.respond(world, ask)
    return portal.respond(world, ask) if portal.answers_for(world, ask.host) else UNKNOWN


def dns(world: World, host: str) -> str:
    """The addresses of a host, one a line; nothing for one that is not of this world."""
    from . import portal

    return portal.addresses(world, host)


def tls(world: World, host: str) -> Mapping[str, object]:
    """How a TLS handshake with a host ends."""
    from . import portal

    return portal.handshake(world, host)
