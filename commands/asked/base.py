"""The web address under which the site stands, as a person gives it."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import urlsplit

import click

LONGEST_BASE = 120  # characters: what documents keep of it, and a square code bears
HOST = re.compile(r"(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[(?P<v6>[0-9A-Fa-f:.]+)\])(?::\d{1,5})?")


def base_given(address: str) -> str:
    """The address without its last slash. BadParameter where it is none that every document can print and link."""
    if not address:
        return ""
    if not re.fullmatch(r"[!-~]+", address):
        raise click.BadParameter(f"{address!r}: want printable ASCII without a space (other characters percent-encoded)")
    if len(address) > LONGEST_BASE:
        raise click.BadParameter(f"{len(address)} characters, at most {LONGEST_BASE}")
    try:
        parts = urlsplit(address)
        host = HOST.fullmatch(parts.netloc) if parts.scheme in ("http", "https") and parts.port != 0 else None
        if host and host["v6"]:
            IPv6Address(host["v6"])
    except ValueError as fault:
        raise click.BadParameter(f"{address!r}: {fault}") from fault
    if not host:
        raise click.BadParameter(f"{address!r}: want http:// or https:// and a host, with no user or password")
    if parts.query or parts.fragment or not re.fullmatch(r"[^\"'<>\\`^{|}]*", parts.path):
        raise click.BadParameter(f"{address!r}: want a plain folder behind the host, with no query and no fragment")
    return parts.geturl().rstrip("/")
