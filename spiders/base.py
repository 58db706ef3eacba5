"""What all spiders share: stages, budgets, looks. A spider adds its first targets and its budget, and little else.

One account is visited in stages: all looks of a stage come back, then the next stage is chosen among what they propose,
by (purpose, order, address). So the choice never depends on which answer came first, and a crawl that was stopped
chooses the same looks when it goes on. Within a stage a host is asked for one after the other in that order, so that
where minutes or bytes end it, what matters most was seen; only that last stage can end elsewhere when hosts take longer.
"""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from .. import registry
from ..channels import Channel, channels, read
from ..contract import (
    BY_HAND,
    Account,
    Answer,
    Extract,
    Method,
    Page,
    Status,
    Target,
    beginning_of,
    china_date,
    moment_of,
    page_id,
)
from ..store import Look, Store
from .evidence import Finished, run_named, store_of
from .failures import status_of
from .lists import ReadBack
from .looking import answer_of, ended
from .secrets import cookie_for
from .visit import Bounds, Plan, Step, Visit, host_of

AGAIN = frozenset({Status.TIMEOUT, Status.REFUSED, Status.HTTP_ERROR})  # where a second try can help


class ChannelSpider(Spider):
    """Base of the five. `budget` is looks per purpose and account; `full` the same under --depth full."""

    of: ClassVar[str] = ""  # the channel, where the spider is not named like it
    platforms: ClassVar[tuple[str, ...]]
    budget: ClassVar[dict[str, int]]
    full: ClassVar[dict[str, int]]
    bounds: ClassVar[Bounds] = Bounds()
    wide: ClassVar[Bounds] = Bounds()  # the same under --depth full
    priority: ClassVar[tuple[str, ...]] = ()  # purposes, what matters most first
    late: ClassVar[frozenset[str]] = frozenset()  # purposes that wait until no others are left
    sporadic: ClassVar[frozenset[tuple[str, Status]]] = frozenset()  # (purpose, status) known to come and go
    unpaid: ClassVar[frozenset[str]] = frozenset()  # purposes that are no pages, left out of --limit
    once_an_address: ClassVar[frozenset[str]] = frozenset()  # purposes not looked at where any look was at the `same` address
    lists: ClassVar[Mapping[str, int]] = {}  # purposes of lists -> days that they are read back where `since` says nothing
    method: ClassVar[Method] = Method.PUBLIC_API
    channel: Channel
    simulated = False
    retries = 0
    timeout = 0.0

    def __init__(
        self,
        unit: str = "",
        province: str = "",
        level: str = "",
        group: str = "",
        accounts: str = "",
        run: str = "",
        as_of: str = "",
        depth: str = "",
        limit: str = "",
        minutes: str = "",
        megabytes: str = "",
        since: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.units = registry.select(*(tuple(filter(None, text.split(","))) for text in (province, unit, level, group)))
        self.known = registry.accounts(accounts or None)
        self.seen_at = moment_of(as_of) if as_of else datetime.now(UTC)
        self.run = run_named(run, self.seen_at)
        own = self.wide if depth == "full" else self.bounds
        bounds = Bounds(int(limit or own.pages), float(minutes or own.minutes), float(megabytes or own.megabytes), own.depth)
        budget = {"full": self.full, "once": dict.fromkeys(self.budget, 1)}.get(depth, self.budget)  # once: dsci doctor --ask
        self.plan = Plan(budget, bounds, self.priority, self.late, self.unpaid, self.once_an_address, self.same)
        self.read_back = ReadBack(self.lists, self.seen_at, beginning_of(since) if since else None)
        asked = (limit, f"{minutes}min" if minutes else "", f"{megabytes}MB" if megabytes else "", since)
        self.reach = " ".join(filter(None, (self.name, depth or "main", *asked)))  # how far a finished unit was crawled
        self.kept: dict[str, Page] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> ChannelSpider:
        agent = os.environ.get(f"DSCI_USER_AGENT_{cls.name.upper()}")
        if agent:
            crawler.settings.set("USER_AGENT", agent, priority="cmdline")
        spider: ChannelSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.channel = channels()[cls.of or cls.name]
        spider.simulated = bool(crawler.settings.get("DSCI_REPLICA"))
        spider.retries = crawler.settings.getint("DSCI_RETRIES")
        spider.timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        return spider

    @abstractmethod
    def targets(self, account: Account) -> Iterable[Target]:
        """The first looks at an account."""

    def headers(self, target: Target) -> dict[str, str]:
        """Headers that an endpoint needs."""
        return {}

    def instead(self, account: Account, target: Target, status: Status) -> Target | None:
        """Another way to make a look that failed for good, if there is one."""
        return None

    def further(self, account: Account, target: Target, extract: Extract) -> Iterable[Target]:
        """Looks that follow from an answer: those that it proposes, without a list's next page that is old enough."""
        return [t for t in extract.follow if not self.read_back.enough(t)]

    def passing(self, target: Target, status: Status) -> bool:
        """True where the same look may end otherwise when it is tried again."""
        return status in AGAIN or (target.purpose, status) in self.sporadic

    def same(self, url: str) -> str:
        """What two addresses of one page have in common."""
        return url

    def follows(self, target: Target) -> bool:
        """True where a redirect is followed."""
        return True

    # -------------------------------------------------------------------- stages

    async def start(self) -> AsyncIterator[Any]:
        store = store_of(self.crawler)
        own = self.own(store)
        codes = [u.code for u in self.units]
        by_hand = [a for a in store.rows(Account, channel=self.name, unit=codes) if a.source in BY_HAND]
        store.replace({Account: {"channel": self.name, "unit": codes}}, [*by_hand, *own])
        self.kept = {p.id: p for p in store.rows(Page, run=self.run, channel=self.name)}
        done = store.finished(self.run, self.reach)
        self.visits = {c: [Visit(a, self.plan) for a in own if a.unit == c and self.visited(a)] for c in codes}
        for code, visits in self.visits.items():
            if code in done or not visits:
                yield Finished(code, mark=False)
                continue
            for visit in visits:
                for target in self.targets(visit.account):
                    visit.propose(target, 1)
                for step in self.next_stage(visit):
                    yield step

    def own(self, store: Store) -> list[Account]:
        """The accounts of the chosen units on this channel. CloseSpider for a store of the other kind."""
        name = self.channel.name
        if any(flag is not self.simulated for (flag, _count) in store.count(Page, "simulated", channel=name)):
            raise CloseSpider("simulated and real looks must not share a store")
        chosen = {u.code for u in self.units}
        return [a for a in self.known if a.channel == name and a.unit in chosen]

    def visited(self, account: Account) -> bool:
        """True for an account that this spider looks at."""
        today = china_date(self.seen_at).isoformat()
        return account.platform in self.platforms and not registry.standing(account, today)

    def next_stage(self, visit: Visit) -> Iterator[Any]:
        """The requests that the budget still pays for; when there are none, the account is done."""
        while visit.proposed and not visit.out:
            yield from [self.look(visit, step) for step in visit.stage()]
        if not visit.out and not visit.done:
            visit.done = True
            visits = self.visits[visit.account.unit]
            if all(v.done for v in visits):
                yield Finished(visit.account.unit, tuple(row for v in visits for row in v.completeness(self.run)))

    def look(self, visit: Visit, step: Step) -> Request:
        visit.out += 1
        target = step.target
        name = page_id(self.run, self.channel.name, visit.account.unit, target.purpose, target.url, step.attempt)
        meta = {"visit": visit, "step": step, "page_id": name}
        if not target.url.startswith("http"):
            meta["dont_obey_robotstxt"] = True
        if cookie_for(target.url) or not self.follows(target):  # no cookie goes where an answer leads
            meta["dont_redirect"] = True
        headers = self.headers(target)
        return Request(
            target.url, self.answered, target.method, headers, target.body, meta=meta, errback=self.failed, dont_filter=True
        )

    # --------------------------------------------------------------------- looks

    def answered(self, response: Response) -> Iterator[Any]:
        visit, step = response.meta["visit"], response.meta["step"]
        answer: Answer = response.meta.get("kept") or answer_of(response, self.page(response.meta))
        withheld = "kept" in response.meta and answer.page.purpose in self.channel.citizens and not answer.body
        extract = Extract(answer.page.status) if withheld else read(self.channel, answer)
        size = len(answer.body if extract.redacted is None else extract.redacted)
        if "kept" not in response.meta:
            yield Look(ended(answer.page, extract), answer.headers, answer.body, extract.redacted, extract.facts)
        visit.count(step, answer.page, size, self.timeout)
        yield from self.settle(visit, step, extract)

    def failed(self, failure: Any) -> Iterator[Any]:
        meta = failure.request.meta
        visit, step = meta["visit"], meta["step"]
        status, reason, fresh = status_of(failure.value, step.target.url)
        page = replace(self.page(meta), status=status, reason=reason)
        if fresh:
            yield Look(page, facts=self.channel.failed(page))
        visit.count(step, page, 0, self.timeout)
        yield from self.settle(visit, step, Extract(status))

    def page(self, meta: dict[str, Any]) -> Page:
        visit, step = meta["visit"], meta["step"]
        return Page(
            id=meta["page_id"],
            url=step.target.url,
            asked=step.key[1] if step.key[0] == step.target.purpose else step.target.url,
            unit=visit.account.unit,
            channel=self.channel.name,
            account=visit.account.id,
            purpose=step.target.purpose,
            run=self.run,
            attempt=step.attempt,
            fetched_at=datetime.now(UTC),
            seen_at=self.seen_at,
            status=Status.OK,
            method=self.method,
            simulated=self.simulated,
            about=step.target.about,
        )

    def settle(self, visit: Visit, step: Step, extract: Extract) -> Iterator[Any]:
        """After a look: again, another way, or on."""
        target, status = step.target, extract.status
        visit.out -= 1
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"dsci/status/{status}")
        for proposed in self.further(visit.account, target, extract):
            visit.propose(proposed, step.depth + 1)
        again = self.passing(target, status) and step.attempt < self.retries and not extract.facts
        other = target if again else self.instead(visit.account, target, status)
        if other:
            yield self.look(visit, replace(step, target=other, attempt=step.attempt + 1))
        else:
            visit.settle(step, status)
            if after := visit.following(host_of(step.key[1])):
                yield self.look(visit, after)
        if not visit.out:
            yield from self.next_stage(visit)
