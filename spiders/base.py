"""What all spiders share: stages, budgets, looks. A spider adds its first targets and its budget, and little else.

One account is visited in stages: all looks of a stage come back, then the next stage is chosen among what they propose,
by (order, address). So the choice never depends on which answer came first, and a crawl
that was stopped chooses the same looks when it goes on.
"""

from __future__ import annotations

import os
import re
from abc import abstractmethod
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from .. import registry
from ..channels import Channel, channels, read
from ..contract import CHINA, Account, Answer, Extract, Method, Page, Status, Target, moment_of, page_id
from ..store import Look
from .evidence import Finished, store_of
from .failures import status_of

RUN = re.compile(r"\w[\w.-]{0,63}")  # it names a folder of evidence
AGAIN = frozenset({Status.TIMEOUT, Status.REFUSED, Status.HTTP_ERROR})  # where a second try can help


@dataclass
class Visit:
    """One account being visited: how many looks are out, what was proposed, what the budget has paid for."""

    account: Account
    out: int = 0
    proposed: dict[tuple[str, str], Target] = field(default_factory=dict)
    made: set[tuple[str, str]] = field(default_factory=set)
    spent: Counter[str] = field(default_factory=Counter)


class ChannelSpider(Spider):
    """Base of the five. `budget` is looks per purpose and account; `full` the same under --depth full."""

    platforms: ClassVar[tuple[str, ...]]
    budget: ClassVar[dict[str, int]]
    full: ClassVar[dict[str, int]]
    sporadic: ClassVar[frozenset[tuple[str, Status]]] = frozenset()  # (purpose, status) known to come and go
    unpaid: ClassVar[frozenset[str]] = frozenset()  # purposes that are no pages, left out of --limit
    method: ClassVar[Method] = Method.PUBLIC_API
    channel: Channel
    simulated = False
    retries = 0

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
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.units = registry.select(*(tuple(filter(None, text.split(","))) for text in (province, unit, level, group)))
        self.known = registry.accounts(accounts or None)
        self.seen_at = moment_of(as_of) if as_of else datetime.now(UTC)
        self.run = run or self.seen_at.astimezone(CHINA).strftime("%Y-%m-%d")
        if not RUN.fullmatch(self.run):
            raise ValueError(f"run {self.run!r}: want letters, digits, dots and hyphens, at most 64")
        self.budgets = self.full if depth == "full" else self.budget
        self.limit = int(limit or 0)
        self.reach = f"{self.name} {depth or 'main'} {self.limit or ''}".strip()  # how far a finished unit was crawled
        self.kept: dict[str, Page] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> ChannelSpider:
        agent = os.environ.get(f"DSCI_USER_AGENT_{cls.name.upper()}")
        if agent:
            crawler.settings.set("USER_AGENT", agent, priority="cmdline")
        spider: ChannelSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.channel = channels()[spider.name]
        spider.simulated = bool(crawler.settings.get("DSCI_REPLICA"))
        spider.retries = crawler.settings.getint("DSCI_RETRIES")
        return spider

    @abstractmethod
    def targets(self, account: Account) -> Iterable[Target]:
        """The first looks at an account."""

    def headers(self, target: Target) -> dict[str, str]:
        """Headers that an endpoint needs."""
        return {}

    def instead(self, target: Target, status: Status) -> Target | None:
        """Another way to make a look that failed for good, if there is one."""
        return None

    # -------------------------------------------------------------------- stages

    async def start(self) -> AsyncIterator[Any]:
        store = store_of(self.crawler)
        codes = [u.code for u in self.units]
        chosen = set(codes)
        own = [a for a in self.known if a.channel == self.name and a.unit in chosen]
        other = [flag for (flag, _count) in store.count(Page, "simulated", channel=self.name) if flag is not self.simulated]
        if other:
            raise CloseSpider("simulated and real looks must not share a store")
        store.replace({Account: {"channel": self.name, "unit": codes}}, own)
        self.kept = {p.id: p for p in store.rows(Page, run=self.run, channel=self.name)}
        done = store.finished(self.run, self.reach)
        self.visits = {code: [Visit(a) for a in own if a.unit == code and self.visited(a)] for code in codes}
        for code, visits in self.visits.items():
            if code in done or not visits:
                yield Finished(code, mark=False)
                continue
            for visit in visits:
                self.propose(visit, self.targets(visit.account))
                for step in self.next_stage(visit):
                    yield step

    def visited(self, account: Account) -> bool:
        """True for an account that this spider looks at."""
        today = self.seen_at.astimezone(CHINA).date().isoformat()
        current = account.valid_from <= today <= (account.valid_to or today)
        return account.role == "main" and account.platform in self.platforms and current

    def propose(self, visit: Visit, targets: Iterable[Target]) -> None:
        for target in targets:
            key = (target.purpose, target.url)
            if key not in visit.made and target.url.startswith(("http://", "https://")):
                visit.proposed.setdefault(key, target)

    def next_stage(self, visit: Visit) -> Iterator[Any]:
        """The requests that the budget still pays for; when there are none, the account is done."""
        yield from [self.look(visit, target, 0) for target in self.paid(visit)]
        if not visit.out:
            self.visits[visit.account.unit].remove(visit)
            if not self.visits[visit.account.unit]:
                yield Finished(visit.account.unit)

    def paid(self, visit: Visit) -> Iterator[Target]:
        """The targets proposed that the budget pays for, in their order; the others are let go."""
        chosen = sorted(visit.proposed.values(), key=lambda t: (t.order, t.url))
        visit.proposed = {}
        for target in chosen:
            pages = sum(n for purpose, n in visit.spent.items() if purpose not in self.unpaid)
            full = self.limit and pages >= self.limit and target.purpose not in self.unpaid
            if visit.spent[target.purpose] < self.budgets.get(target.purpose, 0) and not full:
                visit.spent[target.purpose] += 1
                visit.made.add((target.purpose, target.url))
                yield target

    def look(self, visit: Visit, target: Target, attempt: int) -> Request:
        visit.out += 1
        name = page_id(self.run, self.name, visit.account.unit, target.purpose, target.url, attempt)
        meta = {"visit": visit, "target": target, "attempt": attempt, "page_id": name}
        headers = self.headers(target)
        return Request(target.url, self.answered, target.method, headers, meta=meta, errback=self.failed, dont_filter=True)

    # --------------------------------------------------------------------- looks

    def answered(self, response: Response) -> Iterator[Any]:
        meta = response.meta
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        wait = (response.headers.get("Retry-After") or b"").decode("latin-1")
        page = replace(
            self.page(meta),
            url=response.url,
            http_status=response.status,
            content_type=kind[:200],
            reason=f"Retry-After {wait[:40]}" if wait else "",
            sha256=sha256(response.body).hexdigest(),
        )
        extract = read(self.channel, Answer(page, response.body, kind))
        if "kept" not in response.flags:
            page = replace(page, status=extract.status, reason=extract.reason or page.reason)
            raw = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, vs in response.headers.items() for v in vs)
            yield Look(page, raw, response.body, extract.redacted, extract.facts)
        yield from self.settle(meta, extract.status, extract)

    def failed(self, failure: Any) -> Iterator[Any]:
        meta = failure.request.meta
        status, reason, fresh = status_of(failure.value)
        if fresh:
            yield Look(replace(self.page(meta), status=status, reason=reason))
        yield from self.settle(meta, status, Extract(status))

    def page(self, meta: dict[str, Any]) -> Page:
        visit, target = meta["visit"], meta["target"]
        return Page(
            id=meta["page_id"],
            url=target.url,
            asked=target.url,
            unit=visit.account.unit,
            channel=self.name,
            account=visit.account.id,
            purpose=target.purpose,
            run=self.run,
            attempt=meta["attempt"],
            fetched_at=datetime.now(UTC),
            seen_at=self.seen_at,
            status=Status.OK,
            method=self.method,
            simulated=self.simulated,
            about=target.about,
        )

    def settle(self, meta: dict[str, Any], status: Status, extract: Extract) -> Iterator[Any]:
        """After a look: again, another way, or on."""
        visit, target, attempt = meta["visit"], meta["target"], meta["attempt"]
        visit.out -= 1
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"dsci/status/{status}")
        passing = status in AGAIN or (target.purpose, status) in self.sporadic
        again = passing and attempt < self.retries and not extract.facts
        other = None if again else self.instead(target, status)
        if again or other:
            yield self.look(visit, other or target, attempt + 1)
        self.propose(visit, extract.follow)
        if not visit.out:
            yield from self.next_stage(visit)
