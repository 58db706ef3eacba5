"""Whom the crawl may ask: hosts of the registry; others for a head at most; nobody behind them (see public.py for addresses)."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from ..registry.domains import Hosts, hosts_of, known_hosts
from .public import is_public, literal

WEB, BELOW = frozenset({"http", "https"}), frozenset({"dns", "tls"})
PORTS = {"http": 80, "https": 443, "tls": 443, "dns": 443}
OURS = frozenset({"localhost", "localdomain", "local", "internal", "lan", "home", "arpa"})  # RFC 6761, 6762, 8375 and usage
SHOWN = 80  # characters of a host


class NotFollowed(IgnoreRequest):
    """A look that was not made: the address is none that this crawl asks."""


class Guard:
    """Downloader middleware: sees every request before the network does, also those of redirects and for robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Guard:
        return cls(crawler)

    @cached_property
    def hosts(self) -> Hosts:
        """The registry's hosts, those of the accounts given, and those of the channel."""
        spider: Any = self.crawler.spider
        accounts = (url for account in getattr(spider, "known", ()) for url in account.url.split())
        return known_hosts() | hosts_of(accounts) | hosts_of(f"//{host}/" for host in getattr(spider, "hosts", ()))

    def process_request(self, request: Request) -> None:
        if why := why_not(request.url, request.method, self.hosts):
            raise NotFollowed(why)

    def process_response(self, request: Request, response: Response) -> Response:
        """The answer; none where it leads to what is no address of the web, and the engine stopped there."""
        to = (response.headers.get("Location") or b"").decode("latin-1")
        if 300 <= response.status < 400 and to and not request.meta.get("dont_redirect"):
            scheme = urlsplit_of(urljoin(request.url, to.strip())).scheme
            if scheme not in WEB:
                raise NotFollowed(f"a redirect to {scheme[:SHOWN] or 'no address'}: is not followed")
        return response


def why_not(url: str, method: str, hosts: Hosts) -> str:
    """Why that address is not asked that way; '' where it is."""
    parts = urlsplit_of(url)
    scheme, host = parts.scheme, (parts.hostname or "").rstrip(".")
    if scheme not in WEB | BELOW:
        return f"{scheme[:SHOWN]}: is not asked"
    if "@" in parts.netloc:
        return "an address with a name or password in it is not asked"
    try:
        port = parts.port or PORTS[scheme]
    except ValueError:
        return "a port that is none"
    shown = host[:SHOWN]
    if (written := literal(host)) and not is_public(written):
        return f"{shown} is no public address"
    if not written and (not host.isprintable() or "." not in host or host.rsplit(".", 1)[-1] in OURS):
        return f"{shown or 'no host'} is no public name"
    if not hosts.opens(host, port):
        return f"port {port} of {shown} is none of the registry"
    if scheme in WEB and method != "HEAD" and parts.path != "/robots.txt" and not hosts.knows(host):
        return f"{shown} is no host of the registry"
    return ""


def urlsplit_of(url: str) -> Any:
    """The parts of an address; those of an empty one where it has none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
