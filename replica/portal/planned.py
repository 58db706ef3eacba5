"""What goes wrong where a fault plan says so: what of the portal it changes, and what it makes of an answer."""

from __future__ import annotations

import gzip
from dataclasses import replace

from ..world import Reply
from .charset import Charset
from .fault_kinds import Fault
from .home_links import TRAPS
from .profile import HomeLink, PortalProfile

SECONDS = 15.0  # of a slow home page
HOLE = 64  # bytes in the middle of a gzip stream
CERTIFICATES = {Fault.TLS_BROKEN: "broken", Fault.TLS_EXPIRED: "expired", Fault.TLS_SELF_SIGNED: "self_signed"}
TRAITS = {Fault.SOFT404: "soft404", Fault.ROBOTS_HTML: "html_robots"}
SWAPPED = Charset("gb2312", "gb18030", "utf-8")


def altered(p: PortalProfile) -> PortalProfile:
    """The profile as its planned fault leaves it: what is true of the portal follows from it."""
    network = p.network
    if p.fault in CERTIFICATES:
        network = replace(network, tls=CERTIFICATES[p.fault], hsts=0)
    if p.fault is Fault.CONNECTION_REFUSED:
        network = replace(network, tls="refused")
    if p.fault is Fault.UNKNOWN_NAME:
        network = replace(network, ipv4=(), ipv6=())
    if p.fault is Fault.SLOW:
        network = replace(network, seconds=SECONDS)
    traits = (*p.traits, TRAITS[p.fault]) if p.fault in TRAITS else p.traits
    charset = SWAPPED if p.fault is Fault.CHARSET else p.charset
    endless = () if p.fault is not Fault.CALENDAR else tuple(HomeLink(*trap) for trap in TRAPS)
    links = p.links + tuple(link for link in endless if link not in p.links)
    portal = p.portal.replace("https:", "http:") if p.fault is Fault.TLS_BROKEN else p.portal
    return replace(p, portal=portal, network=network, traits=traits, charset=charset, links=links)


def spoilt(fault: Fault, reply: Reply) -> Reply:
    """An answer as the fault leaves it."""
    if not reply.body or reply.status != 200:
        return reply
    if fault is Fault.RESET:
        return replace(reply, cut=len(reply.body) // 2)
    if fault in (Fault.TRUNCATED, Fault.CORRUPT):
        packed = gzip.compress(reply.body, mtime=0)
        half = len(packed) // 2
        rest = packed[half + HOLE :] if fault is Fault.CORRUPT else b""
        return replace(reply, body=packed[:half] + rest, headers={**reply.headers, "Content-Encoding": "gzip"})
    return reply
