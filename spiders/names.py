"""How the crawl engine finds the addresses of a name: those of the public internet only, and under --replica the replica's."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from typing import Any

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver, HostResolution, dnscache
from scrapy.utils.datatypes import LocalCache
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.defer import Deferred, succeed
from twisted.internet.interfaces import IHostnameResolver
from twisted.internet.threads import deferToThreadPool
from zope.interface import implementer  # type: ignore[import-untyped]

from .public import NotPublic, reachable

refused: LocalCache[str, str] = LocalCache(10_000)  # host -> why its addresses were not given


@implementer(IHostnameResolver)
class PublicNames(CachingThreadedResolver):
    """Scrapy's resolver, asked with the port. The connection goes to the very address that was judged, so that a name that
    answers otherwise the next time (DNS rebinding) gains nothing."""

    exempt = ""
    reactor: Any

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> PublicNames:
        made: PublicNames = super().from_crawler(crawler, reactor)
        made.exempt = crawler.settings.get("DSCI_REPLICA") or ""
        return made

    def install_on_reactor(self) -> None:
        self.reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[Any] | None = None,
        transportSemantics: str = "TCP",
    ) -> HostResolution:
        """Tells the receiver the addresses; none where the name has none, or one that is not public."""

        def tell(found: Any) -> None:
            for text in found if isinstance(found, tuple) else ():
                kind = IPv6Address if ":" in text else IPv4Address
                resolutionReceiver.addressResolved(kind("TCP", text, portNumber))
            resolutionReceiver.resolutionComplete()

        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        self.found(hostName, portNumber).addBoth(tell)
        return resolution

    def found(self, host: str, port: int) -> Deferred[tuple[str, ...]]:
        """The addresses of a name, remembered. Fails with what getaddrinfo says, NotPublic, or a timeout."""
        key = f"{host}:{port}"
        if key in dnscache:
            return succeed(dnscache[key])
        return deferToThreadPool(self.reactor, self.reactor.getThreadPool(), self.ask, host, port).addTimeout(
            self.timeout, self.reactor
        )

    def ask(self, host: str, port: int) -> tuple[str, ...]:
        """The same, in a thread."""
        refused.pop(host, None)
        try:
            found = tuple(reachable(host, port, self.exempt))
        except (socket.gaierror, UnicodeError) as fault:
            refused[host] = str(fault) if isinstance(fault, NotPublic) else ""
            raise
        if dnscache.limit:
            dnscache[f"{host}:{port}"] = found
        return found
