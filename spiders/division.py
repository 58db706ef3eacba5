"""Hosts divided among processes, so that none is asked by two: by registrable domain; hosts that all units share by channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from ..registry.domains import domain_of
from .plan import Plan, host_of
from .visit import Visit

ASKED = "dsci/hosts"  # statistic: the hosts that were asked, with how many requests


@dataclass(frozen=True)
class Division:
    """`parts` processes share the hosts of portals; `shared` hosts, and those under them, belong to the channel named."""

    parts: int
    shared: Mapping[str, str] = field(default_factory=dict)

    def part_of(self, host: str) -> str:
        """The part of the hosts that this one is in: a channel's name, or `website-0`."""
        labels = host.split(".")
        owners = (self.shared.get(".".join(labels[n:])) for n in range(len(labels)))
        return next(filter(None, owners), "") or f"website-{crc32(domain_of(host).encode()) % self.parts}"


@dataclass(frozen=True)
class Part:
    """One part of a division."""

    division: Division
    name: str

    def __contains__(self, host: object) -> bool:
        return self.division.part_of(str(host)) == self.name


@dataclass(frozen=True)
class Parcel:
    """The visits of a unit that wait for hosts of other parts. Their plan stays behind: where they go on there is one, too."""

    channel: str
    unit: str
    visits: tuple[Visit, ...]

    @property
    def away(self) -> list[str]:
        """The hosts waited for, as they were when the visits stopped."""
        return [host for visit in self.visits for host, queue in visit.waiting.items() if queue]

    def unpacked(self, plan: Plan) -> list[Visit]:
        """The visits, to go on by that plan."""
        return [replace(visit, plan=plan) for visit in self.visits]


def packed(channel: str, unit: str, visits: Sequence[Visit]) -> Parcel:
    """The visits of a unit, ready to travel."""
    return Parcel(channel, unit, tuple(replace(visit, plan=Plan({})) for visit in visits))


class Elsewhere(IgnoreRequest):
    """A redirect led to a host of another part."""

    def __init__(self, request: Request) -> None:
        super().__init__(f"it leads to a host of another part: {request.url}")
        self.url, self.hops = request.url, int(request.meta.get("redirect_times", 0))


class Borders:
    """Downloader middleware: a request that a redirect sent to a host of another part is handed back to its spider. A
    robots.txt that lies there counts as none."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Borders:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        plan = getattr(self.crawler.spider, "plan", None)
        if plan and not plan.here(host_of(request.url)):
            raise Elsewhere(request)


class HostsAsked:
    """Extension: counts the requests that went out to each host."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostsAsked:
        made = cls()
        crawler.stats.set_value(ASKED, made.asked)
        crawler.signals.connect(made.count, signals.request_reached_downloader)
        return made

    def count(self, request: Request) -> None:
        self.asked[host_of(request.url)] += 1


def owners(hosts: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The channel that each shared host belongs to, from the hosts of each channel. ValueError for a host of two."""
    found: dict[str, str] = {}
    for channel, names in hosts.items():
        for name in (host_of(f"//{name}") for name in names):
            if found.setdefault(name, channel) != channel:
                raise ValueError(f"{name} is shared by {found[name]} and {channel}: one process must ask it")
    return found
