"""What a connection may lead to: public addresses only, judged after the name was resolved and for every one of its addresses."""

from __future__ import annotations

import socket
import unicodedata
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
SITE_LOCAL = ip_network("fec0::/10")  # RFC 3879, deprecated
COMPATIBLE = ip_network("::/96")  # RFC 4291, 2.5.5.1, deprecated: the same


class NotPublic(socket.gaierror):
    """The name leads to an address that is not of the public internet."""


def is_public(text: str) -> bool:
    """True for an address that anybody on the internet can reach, written in full; False for what is none."""
    try:
        return _public(ip_address(text))
    except ValueError:
        return False


def _public(found: Address) -> bool:
    inner = _inside(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return _public(inner)
    return found.is_global and not (found.is_multicast or found.is_reserved or found in SITE_LOCAL)


def _inside(found: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that it stands for."""
    if found in NAT64 or found in COMPATIBLE:
        return IPv4Address(found.packed[-4:])
    return found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)


def literal(host: str) -> str:
    """The address that a host is written as, in any way that the system's resolver takes (127.1, 0x7f000001, 2130706433, the
    digits of another script); '' for a name."""
    plain = unicodedata.normalize("NFKC", host).replace("。", ".").rstrip(".")
    try:
        return str(ip_address(plain))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(plain)) if plain[:1].isdigit() else ""
    except (OSError, ValueError):  # a name; a NUL within
        return ""


def reachable(host: str, port: int, exempt: str = "") -> list[str]:
    """The addresses of a name, IPv4 first. NotPublic where any one of them is not public; gaierror where it has none.
    `exempt` is the one host:port that may be anywhere; while there is one, nothing else is reached."""
    if exempt and f"{host}:{port}" != exempt:
        raise NotPublic(f"{host}:{port} is not the replica")
    found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
    texts = [str(where[0]) for _, _, _, _, where in sorted(found, key=lambda one: one[0] != socket.AF_INET)]
    return texts if exempt else all_public(host, texts)


def all_public(host: str, addresses: list[str]) -> list[str]:
    """The same addresses. NotPublic where any one of them is not public."""
    for text in addresses:
        if not is_public(text):
            raise NotPublic(f"{host} has no public address: it leads to {text}")
    return addresses
