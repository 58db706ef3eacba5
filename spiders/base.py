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
    china_date,
    page_id,
)
from ..store import Look, Store
from .admission import Admission
from .division import Elsewhere
from .evidence import Finished, run_named, store_of
from .failures import status_of
from .lists import ReadBack
from .looking import answer_of, ended
from .plan import Bounds, Plan, Step, anywhere
from .secrets import cookie_for
from .terms import Terms
from .underway import Underway
from .visit import Visit

AGAIN = frozenset({Status.TIMEOUT, Status.REFUSED, Status.HTTP_ERROR})  # where a second try can help


class ChannelSpider(Spider):
    """Base of the five. `budget` is looks per purpose and account; `full` the same under --depth full."""

    of: ClassVar[str] = ""  # the channel, where the spider is not named like it
    platforms: ClassVar[tuple[str, ...]]
    hosts: ClassVar[tuple[str, ...]] = ()  # those that all units share
    at_once: ClassVar[int] = 96  # units begun and not yet done: as many as keep the engine busy (ours)
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

    def __init__(self, **asked: Any) -> None:
        """`asked` are the Terms of the crawl. TypeError for a word that is none of them."""
        super().__init__()
        self.terms = terms = Terms(**asked)
        self.units, self.known, self.seen_at = terms.units(), terms.known(), terms.moment()
        self.run, self.reach = run_named(terms.run, self.seen_at), terms.reach(self.name)
        self.writer = terms.place or self.name  # whose evidence file it is
        full = terms.depth == "full"
        budget = self.full if full else dict.fromkeys(self.budget, 1) if terms.depth == "once" else self.budget  # once: doctor
        bounds, here = terms.bounds(self.wide if full else self.bounds), terms.part.__contains__ if terms.part else anywhere
        self.plan = Plan(budget, bounds, self.priority, self.late, self.unpaid, self.once_an_address, self.same, here)
        self.read_back = ReadBack(self.lists, self.seen_at, terms.read_to())
        self.kept: dict[str, Page] = {}
        self.underway = Underway(self.name, self.run, Admission(self.at_once, float(terms.seconds or 0), float(terms.usual or 0)))

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
        coming = {parcel.unit: parcel for parcel in self.terms.parcels}
        self.kept = {p.id: p for p in store.rows(Page, run=self.run, channel=self.name, unit=[*coming, *codes])}
        done = store.finished(self.run, self.reach)
        mine: dict[str, list[Account]] = {code: [] for code in codes if code not in coming}
        for account in filter(self.visited, own):
            mine.get(account.unit, []).append(account)
        for code in (*coming, *mine):
            if code in done or not (code in coming or mine[code]):
                yield Finished(code, mark=False)
            elif await self.underway.enter(code, own=code in mine):
                visits = coming[code].unpacked(self.plan) if code in coming else [self.begun(a) for a in mine[code]]
                self.underway.visits[code] = visits
                for item in [item for visit in visits for item in self.next_stage(visit)]:
                    yield item

    def begun(self, account: Account) -> Visit:
        """A visit with its first looks proposed."""
        visit = Visit(account, self.plan)
        for target in self.targets(account):
            visit.propose(target, 1)
        return visit

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
        """The requests that the budget still pays for; when there are none, the account is done, or goes on elsewhere."""
        if not visit.out:
            yield from [self.look(visit, step) for step in visit.next_looks()]
        if visit.out or visit.done:
            return
        visit.done = not visit.parked
        if finished := self.underway.end(visit.account.unit):
            yield finished

    def look(self, visit: Visit, step: Step) -> Request:
        visit.out += 1
        target = step.target
        name = page_id(self.run, self.channel.name, visit.account.unit, target.purpose, target.url, step.attempt)
        meta = {"visit": visit, "step": step, "page_id": name, "redirect_times": step.hops}
        if not target.url.startswith("http"):
            meta["dont_obey_robotstxt"] = True
        if cookie_for(target.url) or not self.follows(target):  # no cookie goes where an answer leads
            meta["dont_redirect"] = True
        asked: dict[str, Any] = {"method": target.method, "headers": self.headers(target), "body": target.body}
        if step.led:  # no cookie, endpoint's header or body goes where a redirect leads
            asked = {"method": "HEAD" if target.method == "HEAD" else "GET"}
        return Request(step.url, self.answered, **asked, meta=meta, errback=self.failed, dont_filter=True)

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
        if isinstance(failure.value, Elsewhere):
            yield from self.sent_on(visit, replace(step, led=failure.value.url, hops=failure.value.hops))
            return
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
        for proposed in self.further(visit.account, target, extract):
            visit.propose(proposed, step.depth + 1)
        visit.out -= 1
        self.crawler.stats.inc_value(f"dsci/status/{status}")
        again = self.passing(target, status) and step.attempt < self.retries and not extract.facts
        other = target if again else self.instead(visit.account, target, status)
        if not other:
            visit.settle(step, status)
        elif visit.plan.here((next_try := replace(step, target=other, attempt=step.attempt + 1, led="", hops=0)).host):
            yield self.look(visit, next_try)
            return
        else:
            visit.wait(next_try)
        yield from self.after(visit, step)

    def sent_on(self, visit: Visit, step: Step) -> Iterator[Any]:
        """A look that a redirect led to a host of another part: it waits for that."""
        visit.out -= 1
        visit.wait(step)
        yield from self.after(visit, step)

    def after(self, visit: Visit, step: Step) -> Iterator[Any]:
        """The next look at the host of the one that is settled, or else the next stage."""
        if following := visit.following(step.host):
            yield self.look(visit, following)
        if not visit.out:
            yield from self.next_stage(visit)
