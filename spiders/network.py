"""Looks below HTTP: `dns://host/` gives the addresses of a name, `tls://host:443/` what a handshake with it tells.

Both answers are small texts, so that they are kept and read like any other: lines of `A 1.2.3.4` and `AAAA 2001:…`; JSON of
refused, verified, fault, protocol, issuer, expires.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.x509.oid import NameOID
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import TimeoutError as Overdue
from twisted.internet.threads import deferToThread

from .gate import GATE
from .plan import host_of
from .public import all_public, reachable
from .route import RoutedHandler

FAMILIES = {socket.AF_INET: "A", socket.AF_INET6: "AAAA"}
# the name is unknown, or has no address of that family
UNKNOWN = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)}


class NetworkHandler(RoutedHandler):
    """Download handler of dns:// and tls://; with DSCI_REPLICA set the replica is asked, else the network, in a thread."""

    async def download_request(self, request: Request) -> Response:
        if request.url.startswith("dns:"):  # asks no one but the system's resolver
            return await self.told(request)
        async with GATE.through(host_of(request.url), self.pace):
            return await self.told(request)

    async def told(self, request: Request) -> Response:
        """The answer, once the gate is open."""
        parts = urlsplit(request.url)
        scheme, host = parts.scheme, parts.hostname or ""
        if self.replica:
            asked = Request(f"http://replica.local/.network/{scheme}?host={host}", meta=request.meta)
            return (await self.fetched(asked)).replace(url=request.url)
        timeout = float(request.meta["download_timeout"])
        port = parts.port or 443
        body = await asked_of(partial(addresses, host) if scheme == "dns" else partial(handshake, host, port, timeout), timeout)
        kind = "text/plain" if scheme == "dns" else "application/json"
        return Response(request.url, headers={"Content-Type": kind}, body=body.encode())


async def asked_of(look: Callable[[], str], timeout: float) -> str:
    """What the look told, made in a thread; its failures as those of a download."""
    from twisted.internet import reactor  # not at import: a module of spiders must not choose the reactor

    try:
        return str(await maybe_deferred_to_future(deferToThread(look).addTimeout(2 * timeout, reactor)))
    except (TimeoutError, Overdue) as fault:
        raise DownloadTimeoutError(str(fault)) from fault
    except (socket.gaierror, UnicodeError) as fault:
        raise CannotResolveHostError(str(fault)) from fault
    except OSError as fault:
        raise DownloadFailedError(str(fault)) from fault


def addresses(host: str) -> str:
    """A line for each address of the name. gaierror where it has none, or nobody would say; NotPublic where one is not public."""
    lines: list[str] = []
    faults: list[socket.gaierror] = []
    for family, letter in FAMILIES.items():
        try:
            found = socket.getaddrinfo(host, None, family, socket.SOCK_STREAM)
        except socket.gaierror as fault:
            if fault.errno not in UNKNOWN:
                raise
            faults.append(fault)
        else:
            lines += [f"{letter} {text}" for text in all_public(host, sorted({str(where[0]) for *_, where in found}))]
    if not lines:
        raise faults[0]
    return "\n".join(lines)


def handshake(host: str, port: int, timeout: float, trusted: ssl.SSLContext | None = None, exempt: str = "") -> str:
    """What a TLS handshake with that host tells, as JSON. `trusted`: another context than the system's. NotPublic for a
    host that has no public address, unless it is `exempt`."""
    told: dict[str, Any] = {"refused": False, "verified": False, "fault": "", "protocol": "", "issuer": "", "expires": ""}
    try:
        told |= _shaken(host, port, timeout, trusted or ssl.create_default_context(), exempt) | {"verified": True}
    except ssl.SSLCertVerificationError as fault:
        told["fault"] = fault.verify_message or str(fault.reason)
        told |= _unverified(host, port, timeout, exempt)
    except ConnectionRefusedError:
        told["refused"] = True
    except (ssl.SSLError, ConnectionError) as fault:  # something listens, and speaks no TLS of these years
        told["fault"] = str(getattr(fault, "reason", "") or fault)[:200]
    return json.dumps(told, ensure_ascii=False)


def _unverified(host: str, port: int, timeout: float, exempt: str) -> dict[str, str]:
    """Who issued a certificate that does not verify, and until when; nothing where even that fails."""
    lax = ssl.create_default_context()
    lax.check_hostname, lax.verify_mode = False, ssl.CERT_NONE
    try:
        return _shaken(host, port, timeout, lax, exempt)
    except (ssl.SSLError, ConnectionError):
        return {}


def _shaken(host: str, port: int, timeout: float, context: ssl.SSLContext, exempt: str) -> dict[str, str]:
    with (
        _connected(reachable(host, port, exempt), port, timeout) as plain,
        context.wrap_socket(plain, server_hostname=host) as secure,
    ):
        protocol, raw = secure.version() or "", secure.getpeercert(binary_form=True) or b""
    return {"protocol": protocol} | _certificate(raw)


def _connected(addresses: list[str], port: int, timeout: float) -> socket.socket:
    """A connection to the first of the addresses that takes one: to these, whatever the name says a moment later."""
    for text in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((text, port), timeout)
    return socket.create_connection((addresses[-1], port), timeout)


def _certificate(raw: bytes) -> dict[str, str]:
    try:
        found = x509.load_der_x509_certificate(raw)
        expires: datetime = found.not_valid_after_utc
        names = [*found.issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME), *found.issuer]
    except (ValueError, TypeError, x509.InvalidVersion):  # TypeError: a name in bits, where only an identifier may be
        return {}
    return {"issuer": str(names[0].value)[:100] if names else "", "expires": expires.isoformat()}
