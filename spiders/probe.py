"""Availability visits: one request to each portal a round, no page kept. A round that most portals fail is our own failure."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

from ..channels import read
from ..contract import Account, Fact, Method, Page, Status, Target, Visit, page_id
from ..store import Look
from .base import ChannelSpider
from .evidence import Finished, store_of
from .failures import status_of
from .looking import answer_of

RUN = "visits"
OURS = frozenset({Status.DNS, Status.REFUSED, Status.TIMEOUT})  # how looks end where it is our own line that fails
MOMENT = "X-Visit-Moment"  # tells the replica which visit this is


@dataclass
class Round:
    """One visit to each portal: its number, its moment, the looks that are back, and what wakes who waits for the rest."""

    number: int
    moment: datetime
    wanted: int
    looks: list[Look] = field(default_factory=list)
    over: Deferred[None] = field(default_factory=Deferred)


class ProbeSpider(ChannelSpider):
    """Visits the portals of the chosen units `times` times, `every` so many minutes. With as_of nothing waits: that is
    the moment of the last round, for the replica only."""

    name = "probe"
    of = "website"
    platforms = ("portal",)
    method = Method.PUBLIC_PAGE
    budget = full = {}  # no looks follow

    def __init__(self, times: str = "", every: str = "", as_of: str = "", run: str = "", **kwargs: Any) -> None:
        super().__init__(as_of=as_of, run=run or RUN, **kwargs)
        self.times, self.every = int(times or 1), timedelta(minutes=float(every or 60))
        self.told = bool(as_of)

    def targets(self, account: Account) -> Iterator[Target]:
        yield Target(account.url, "visit")

    async def start(self) -> AsyncIterator[Any]:
        if self.told and not self.simulated:
            raise CloseSpider("a visit to a real portal has no moment but its own: no as_of")
        store = store_of(self.crawler)
        portals = [account for account in self.own(store) if self.visited(account)]
        store.put(portals)
        self.kept = {p.id: p for p in store.rows(Page, run=self.run, purpose="visit")} if self.told else {}
        for number in range(self.times):
            this = Round(number, self.moment(number), len(portals))
            for request in self.requests(this, portals):
                yield request
            if this.wanted:
                await maybe_deferred_to_future(this.over)
            if number + 1 < self.times and not self.told:
                await self.pause(this.moment + self.every)
        for unit in self.units:
            yield Finished(unit.code, mark=False)

    def moment(self, number: int) -> datetime:
        """When a round takes place: now, or so long before the moment that was given."""
        return self.seen_at - (self.times - 1 - number) * self.every if self.told else datetime.now(UTC)

    async def pause(self, until: datetime) -> None:
        """Waits for the next round."""
        from twisted.internet import reactor
        from twisted.internet.task import deferLater

        seconds = max(0.0, (until - datetime.now(UTC)).total_seconds())
        await maybe_deferred_to_future(deferLater(reactor, seconds))

    def requests(self, this: Round, portals: list[Account]) -> Iterator[Request]:
        for account in portals:
            page = self.visit_page(account, this.moment)
            if page.id in self.kept:
                this.wanted -= 1
                continue
            headers = {MOMENT: this.moment.isoformat()} if self.simulated else {}
            meta = {"round": this, "page": page}
            yield Request(account.url, self.opened, headers=headers, meta=meta, errback=self.shut, dont_filter=True)

    def visit_page(self, account: Account, moment: datetime) -> Page:
        """The look, before it is made. Its name holds the moment: every visit is a row of its own."""
        name = page_id(self.run, self.channel.name, account.unit, "visit", f"{moment.isoformat()} {account.url}")
        return Page(
            name, account.url, account.unit, self.channel.name, account.id, "visit", self.run, 0, datetime.now(UTC), moment,
            Status.OK, method=self.method, simulated=self.simulated, asked=account.url,
        )  # fmt: skip

    def opened(self, response: Response) -> Iterator[Any]:
        """The look of a portal that answered. The page itself is not kept: its hash is."""
        answer = answer_of(response, response.meta["page"])
        extract = read(self.channel, answer)
        page = replace(answer.page, status=extract.status, reason=extract.reason or answer.page.reason)
        yield from self.back(response.meta["round"], Look(page, facts=extract.facts))

    def shut(self, failure: Any) -> Iterator[Any]:
        """The look of a portal that did not."""
        status, reason, _fresh = status_of(failure.value)
        page = replace(failure.request.meta["page"], status=status, reason=reason)
        yield from self.back(failure.request.meta["round"], Look(page, facts=self.channel.failed(page)))

    def back(self, this: Round, look: Look) -> Iterator[Look]:
        """With the last look of a round all of them, judged together."""
        this.looks.append(look)
        if len(this.looks) < this.wanted:
            return
        for judged in self.judged(this):
            self.crawler.stats.inc_value(f"dsci/status/{judged.page.status}")
            yield judged
        this.over.callback(None)

    def judged(self, this: Round) -> list[Look]:
        """The looks of a round; of one that failed for more than half of the portals none says anything of its portal."""
        lost = sum(look.page.status in OURS for look in this.looks)
        if self.simulated or 2 * lost <= len(this.looks):
            return this.looks
        said = f"round {this.number + 1}: {lost} of {len(this.looks)} portals out of reach: that is our line; no visit counts"
        print(said, file=sys.stderr, flush=True)
        return [replace(look, facts=tuple(map(undecided, look.facts))) for look in this.looks]


def undecided(fact: Fact) -> Fact:
    """The visit as one that says nothing."""
    return replace(fact, opened=None) if isinstance(fact, Visit) else fact
