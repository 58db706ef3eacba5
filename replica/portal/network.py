"""A portal as the network sees it: how long it takes, its certificate, its addresses, and how visits to it go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp

from ...contract import CHINA, Unit
from ..world import World
from .lots import Lots

VISITS, STEP = 140, timedelta(minutes=72)  # of a week: twenty a day
LONG = 31.0  # seconds: more than anybody waits
MOST = 7.5  # seconds of a home page that opens
TLS = {  # what is wrong -> what a handshake says of it
    "valid": "",
    "refused": "connection refused",
    "self_signed": "self-signed certificate",
    "expired": "certificate has expired",
    "other_host": "certificate is not valid for the host",
    "broken": "sslv3 alert handshake failure",
}
INSECURE = ("refused",) * 6 + ("self_signed", "expired", "other_host")  # where the registry has http
SECURE = ("self_signed", "expired")


@dataclass(frozen=True, slots=True)
class Network:
    """What is seen without a page. `bad_visits`: shares of visits that are dropped, that take too long."""

    seconds: float  # of the home page
    tls: str  # of TLS
    expires: datetime
    hsts: int  # max-age in seconds, 0 without the header
    ipv4: tuple[str, ...]
    ipv6: tuple[str, ...]
    bad_visits: tuple[float, float]


def draw_network(lots: Lots, scheme: str) -> Network:
    """The portal's network of this period."""
    rng, code = lots.rng("network"), int(lots.unit.code)
    secure = scheme == "https"
    valid = lots.has("valid tls", 0.7 if secure else 0.0, 1.2 if secure else 0.9)
    tls = "valid" if valid else lots.pick("tls", SECURE if secure else INSECURE)
    age = rng.randint(-300, -1) if tls == "expired" else rng.randint(20, 360)
    shaky = 0.16 if rng.random() < 0.08 else lots.between(0.05, 0.0)
    return Network(
        seconds=round(min(MOST, lots.between(3.4, 0.5) * exp(rng.gauss(0, 0.4))), 2),
        tls=tls,
        expires=(lots.world.as_of + timedelta(days=age)).replace(microsecond=0),
        hsts=31536000 if tls == "valid" and lots.has("hsts", 0.02, 0.8) else 0,
        ipv4=tuple(f"203.0.113.{code // 7 % 250 + n}" for n in range(1, 2 + lots.has("two addresses", 0.1, 0.6))),
        ipv6=(f"2001:db8:{code // 100:x}::{code % 100:x}",) if lots.has("ipv6", 0.3, 1.0) else (),
        bad_visits=(shaky / 2, shaky / 2),
    )


def visit_moments(world: World) -> Iterator[datetime]:
    """The moments of a week's visits at equal steps; the last one is the world's own."""
    yield from (world.as_of - back * STEP for back in reversed(range(VISITS)))


def visit(world: World, unit: Unit, network: Network, moment: datetime) -> float | None:
    """Seconds of a visit, None if it was dropped; the same whoever asks."""
    rng = world.rng("visit", unit.code, moment.astimezone(CHINA).isoformat())
    dropped, slow = network.bad_visits
    luck = rng.random()
    if luck < dropped:
        return None
    if luck < dropped + slow:
        return round(LONG + rng.uniform(0, 20), 2)
    return round(min(MOST, network.seconds * exp(rng.gauss(0, 0.2))), 2)
