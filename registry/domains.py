"""Which hosts belong together, and which the registry knows: by registrable domain, by the list that tldextract carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from tldextract import TLDExtract

from .rows import HERE, cells, known_rows

EXTRACT = TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list in the package: nothing is fetched, nothing kept
PLAIN = frozenset({80, 443})
SERVICES = HERE / "service_portals.csv", ("unit_code", "name", "service_brand", "url")
OPEN_DATA = HERE / "open_data_portals.csv", ("unit_code", "name", "url", "status_2026_10")


def domain_of(host: str) -> str:
    """The domain that somebody registered (`hangzhou.gov.cn` of `zwfw.hangzhou.gov.cn`); the host itself where there is none."""
    return registrable(host) or host


@lru_cache(maxsize=65536)
def registrable(host: str) -> str:
    """The same; '' where there is none: an address in numbers, `gov.cn` itself."""
    return EXTRACT.extract_str(host).top_domain_under_public_suffix


@dataclass(frozen=True, slots=True)
class Hosts:
    """Hosts, every name that they lie under, and the ports beside 80 and 443 that their addresses name."""

    hosts: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    ports: frozenset[tuple[str, int]] = frozenset()

    def __or__(self, other: Hosts) -> Hosts:
        return Hosts(self.hosts | other.hosts, self.names | other.names, self.ports | other.ports)

    def knows(self, host: str) -> bool:
        """True for a host with the registrable domain of one of these."""
        return registrable(host) in self.names if registrable(host) else host in self.hosts

    def opens(self, host: str, port: int) -> bool:
        """True for the ports of the web, and for one that an address of that very host names."""
        return port in PLAIN or (host, port) in self.ports


def hosts_of(urls: Iterable[str]) -> Hosts:
    """The hosts of these addresses; what is none is left out."""
    found = {place for url in urls if (place := _place(url))}
    hosts = frozenset(host for host, _ in found)
    names = (host.split(".") for host in hosts)
    under = frozenset(".".join(labels[at:]) for labels in names for at in range(len(labels)))
    return Hosts(hosts, under, frozenset((host, port) for host, port in found if port))


def _place(url: str) -> tuple[str, int] | None:
    """Host and port of an address, 0 where it names none; None where it has no host."""
    try:
        parts = urlsplit(url)
        return (parts.hostname, parts.port or 0) if parts.hostname else None
    except ValueError:
        return None


@cache
def known_hosts() -> Hosts:
    """The hosts of portals, of the columns known of them, of service halls and of open-data portals."""
    portals = (url for _, row in known_rows().values() for url in (row.portal_url, row.news_url, row.policy_url))
    listed = (row["url"] for path, columns in (SERVICES, OPEN_DATA) for _, row in cells(path, columns))
    return hosts_of((*portals, *listed))
