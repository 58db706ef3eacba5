"""What all spiders share: stages, budgets, looks. A spider adds its first targets and its budget, and little else.

One account is visited in stages: all looks of a stage come back, then the next stage is chosen among what they propose,
by (purpose, order, address). So the choice never depends on which answer came first, and a crawl that was stopped
chooses the same looks when it goes on. Within a stage a host is asked for one after the other in that order, so that
where minutes or bytes end it, what matters most was seen; only that last stage can end elsewhere when hosts take longer.
"""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
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
    Unit,
    beginning_of,
    china_date,
    moment_of,
    page_id,
)
from ..store import Look, Store
from .admission import Admission
from .division import Elsewhere, Parcel, Part
from .evidence import Finished, run_named, store_of
from .failures import status_of
from .lists import ReadBack
from .looking import answer_of, ended
from .secrets import cookie_for
from .visit import Bounds, Plan, Step, Visit, anywhere

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
        seconds: str = "",
        part: Part | None = None,
        parcels: Sequence[Parcel] = (),
        place: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        meant = tuple(tuple(filter(None, text.split(","))) for text in (province, unit, level, group))
        self.units = in_order_of(meant[1], registry.select(*meant)) if any(meant) or not parcels else []
        self.parcels, self.leaving = parcels, list[Parcel]()
        self.writer = place or self.name  # whose evidence file it is
        self.admission = Admission(self.at_once, float(seconds or 0))
        self.known = known_accounts(accounts)
        self.seen_at = moment_of(as_of) if as_of else datetime.now(UTC)
        self.run = run_named(run, self.seen_at)
        own = self.wide if depth == "full" else self.bounds
        bounds = Bounds(int(limit or own.pages), float(minutes or own.minutes), float(megabytes or own.megabytes), own.depth)
        budget = {"full": self.full, "once": dict.fromkeys(self.budget, 1)}.get(depth, self.budget)  # once: dsci doctor --ask
        here = part.__contains__ if part else anywhere
        self.plan = Plan(budget, bounds, self.priority, self.late, self.unpaid, self.once_an_address, self.same, here)
        self.read_back = ReadBack(self.lists, self.seen_at, beginning_of(since) if since else None)
        asked = (limit, f"{minutes}min" if minutes else "", f"{megabytes}MB" if megabytes else "", since)
        self.reach = " ".join(filter(None, (self.name, depth or "main", *asked)))  # how far a finished unit was crawled
        self.kept: dict[str, Page] = {}
        self.visits: dict[str, list[Visit]] = {}  # units begun and not yet done
        self.begun_units = self.done_units = self.left_units = 0

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
        coming = {parcel.unit: parcel.visits for parcel in self.parcels}
        self.kept = {p.id: p for p in store.rows(Page, run=self.run, channel=self.name, unit=[*coming, *codes])}
        done = store.finished(self.run, self.reach)
        mine: dict[str, list[Account]] = {code: [] for code in codes if code not in coming}
        for account in filter(self.visited, own):
            mine.get(account.unit, []).append(account)
        for code in (*coming, *mine):
            if code in done or not (code in coming or mine[code]):
                yield Finished(code, mark=False)
            elif not await self.admission.enter(code):
                self.left_units += code in mine
            else:
                self.begun_units += code in mine
                self.visits[code] = [self.begun(a) for a in mine.get(code, ())]
                self.visits[code] += [replace(v, plan=self.plan) for v in coming.get(code, ())]
                for item in [item for visit in self.visits[code] for item in self.next_stage(visit)]:
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
        unit, visits = visit.account.unit, self.visits[visit.account.unit]
        if not all(v.done or v.parked for v in visits):
            return
        self.admission.leave(unit)
        del self.visits[unit]
        if all(v.done for v in visits):
            self.done_units += 1
            yield Finished(unit, tuple(row for v in visits for row in v.completeness(self.run)))
        else:
            self.leaving.append(Parcel(self.name, unit, tuple(replace(v, plan=Plan({})) for v in visits)))
            yield Finished(unit, mark=False)

    def look(self, visit: Visit, step: Step) -> Request:
        visit.out += 1
        target = step.target
        name = page_id(self.run, self.channel.name, visit.account.unit, target.purpose, target.url, step.attempt)
        meta = {"visit": visit, "step": step, "page_id": name, "redirect_times": step.hops}
        if not target.url.startswith("http"):
            meta["dont_obey_robotstxt"] = True
        if cookie_for(target.url) or not self.follows(target):  # no cookie goes where an answer leads
            meta["dont_redirect"] = True
        headers = self.headers(target)
        return Request(
            step.url, self.answered, target.method, headers, target.body, meta=meta, errback=self.failed, dont_filter=True
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
        visit.out -= 1
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"dsci/status/{status}")
        for proposed in self.further(visit.account, target, extract):
            visit.propose(proposed, step.depth + 1)
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


def known_accounts(file: str) -> list[Account]:
    """The accounts in that file, or the registry's; read once for all spiders of a process."""
    return _accounts(file, Path(file).stat().st_mtime_ns if file else 0)


@cache
def _accounts(file: str, _written: int) -> list[Account]:
    return registry.accounts(file or None)


def in_order_of(codes: Sequence[str], units: Iterable[Unit]) -> list[Unit]:
    """The units in the order of those codes; those that are not among them first, as they come."""
    places = {code: place for place, code in enumerate(codes)}
    return sorted(units, key=lambda unit: places.get(unit.code, -1))
