"""What the network says of a portal's host without a page: whether it is there, its addresses, its certificate."""

from __future__ import annotations

from ..world import World
from .network import TLS
from .site import hosts, profile_of

NOBODY = {"refused": True, "verified": False, "fault": TLS["refused"], "protocol": "", "issuer": "", "expires": ""}


def answers_for(world: World, host: str) -> bool:
    """Whether a host belongs to a portal of this world."""
    return host in hosts(world)


def addresses(world: World, host: str) -> str:
    """The addresses, one a line: A 203.0.113.7, AAAA 2001:db8::1."""
    unit = hosts(world).get(host)
    if unit is None:
        return ""
    network = profile_of(world, unit).network
    return "".join(f"A {a}\n" for a in network.ipv4) + "".join(f"AAAA {a}\n" for a in network.ipv6)


def handshake(world: World, host: str) -> dict[str, object]:
    """How a TLS handshake ends; nothing for a name without an address."""
    unit = hosts(world).get(host)
    network = profile_of(world, unit).network if unit else None
    if network is None or network.tls == "refused":
        return NOBODY
    if not network.ipv4:
        return {}
    if network.tls == "broken":
        return NOBODY | {"refused": False, "fault": TLS["broken"]}
    own = network.tls == "self_signed"
    return {
        "refused": False,
        "verified": network.tls == "valid",
        "fault": TLS[network.tls],
        "protocol": "TLSv1.3" if network.hsts else "TLSv1.2",
        "issuer": host if own else "Stand-in Certificate Authority",
        "expires": network.expires.isoformat(),
    }
