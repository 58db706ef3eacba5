"""The one gate to the network: one request at a time a host, no faster than the slowest spider that asks it, in all of a process.

It stands behind Scrapy's own slots, which every crawler has for itself and every setting can change.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import DeferredLock
from twisted.internet.task import deferLater

from . import settings as manners

LONGEST = 60.0  # seconds that a request waits for a host that asked for patience (ours); beyond, it is not made
MOST = 4096  # hosts remembered before those that nobody waits for are forgotten (ours)
BUSY = frozenset({429, 503})


class NotNow(IgnoreRequest):
    """The host asked to be left alone for longer than a request waits."""


@dataclass(slots=True)
class Lane:
    """The way to one host: whose turn it is, seconds between two requests, when the last one went out."""

    turn: DeferredLock = field(default_factory=DeferredLock)
    pace: float = 0.0
    went: float = float("-inf")


class Gate:
    """The lanes of this process. `clock` is a reactor, or what stands for one in a test; `now` says the moment (Unix time)."""

    def __init__(self, clock: Any = None, now: Callable[[], float] = time.time) -> None:
        self.lanes: dict[str, Lane] = {}
        self.paces: dict[str, float] = {}  # hosts that are slower whoever asks them -> seconds between two requests
        self.rests: dict[str, float] = {}  # hosts that want to be left alone -> until which moment; another process hands them on
        self.now = now
        self.fresh = True  # False: another process may have asked any host a moment before this one began
        self._clock = clock

    @property
    def clock(self) -> Any:
        if self._clock is None:
            from twisted.internet import reactor  # not at import: a module of spiders must not choose the reactor

            self._clock = reactor
        return self._clock

    def lane(self, host: str, pace: float = 0.0) -> Lane:
        """The way to that host, from now on at that pace, its own, or slower."""
        if host not in self.lanes and len(self.lanes) >= MOST:
            self.lanes = {name: lane for name, lane in self.lanes.items() if self.needed(lane)}
            self.rests = self.resting()
        if host not in self.lanes:
            self.lanes[host] = Lane() if self.fresh else Lane(went=self.clock.seconds())
        lane = self.lanes[host]
        lane.pace = max(lane.pace, pace, self.paces.get(host, 0.0))
        return lane

    def needed(self, lane: Lane) -> bool:
        """True for a lane that somebody waits for, or that is slower than others."""
        soon = lane.went + lane.pace > self.clock.seconds()
        return lane.turn.locked or soon or lane.pace > manners.DOWNLOAD_DELAY

    def resting(self) -> dict[str, float]:
        """The hosts that want to be left alone still, and until which moment."""
        return {host: until for host, until in self.rests.items() if until > self.now()}

    @asynccontextmanager
    async def through(self, host: str, pace: float) -> AsyncIterator[None]:
        """Waits for its turn, holds it for the length of the block. NotNow for a host that wants to be left alone."""
        lane = self.lane(host, pace)
        turn = lane.turn.acquire()
        if not turn.called:
            await maybe_deferred_to_future(turn)
        try:
            wait = max(lane.went + lane.pace - self.clock.seconds(), self.rests.get(host, 0.0) - self.now())
            if wait > max(LONGEST, lane.pace):
                raise NotNow(f"{host} asked for patience: {wait:.0f} s more")
            if wait > 0:
                await maybe_deferred_to_future(deferLater(self.clock, wait))
            lane.went = self.clock.seconds()
            yield
        finally:
            lane.turn.release()

    def rest(self, host: str, seconds: float) -> None:
        """Leaves a host alone for so long."""
        self.rests[host] = max(self.rests.get(host, 0.0), self.now() + seconds)


GATE = Gate()


def pace_of(crawler: Crawler) -> float:
    """Seconds between two requests of a crawler to one host: settings may ask for more than its spider does, never for less.
    The replica needs none."""
    asked = crawler.settings.getfloat("DOWNLOAD_DELAY")
    return asked if crawler.settings.get("DSCI_REPLICA") else max(asked, own_pace(crawler.spidercls))


def own_pace(spider: type[Spider]) -> float:
    """Seconds between two requests of a spider to one host, as it declares them, or as manners have it."""
    declared = (spider.custom_settings or {}).get("DOWNLOAD_DELAY", 0.0)
    return max(float(declared), manners.DOWNLOAD_DELAY)


def patience(response: Response, now: datetime | None = None) -> float:
    """The seconds that a busy host asks for in Retry-After (RFC 9110, 10.2.3: seconds or a date), 0 where it does not."""
    said = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if response.status not in BUSY or not said:
        return 0.0
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
