"""Metric tables: a metric is declared where it is computed, once.

    metrics = MetricTable("weibo")

    @metrics.add("posts_per_day", "日均发博", "Posts per day", "条/天", MORE, "information", needs=("timeline",), source="…")
    def posts_per_day(view: View) -> Measured | float | None:
        '''Posts in the 30 days before as_of, divided by 30.'''

The docstring is the definition that the data dictionary prints. `measure` turns looks and facts into observations;
it alone decides what a failed look does, so that no channel can turn one into a low value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from ..contract import (
    FAILED,
    IMPORTED,
    Account,
    Evidence,
    Fact,
    Metric,
    Observation,
    Page,
    Period,
    Status,
    Timeline,
    china_date,
)
from ..registry import standing

MORE, LESS = 1, -1
GOING_ON = frozenset({"visit"})  # purposes of looks that are made between crawls
LISTS = frozenset({"timeline", "album", "works", "reach", "reviews"})  # purposes of lists that are read page after page
ROAD_DAYS = 30  # so long a public look stands before an import
F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric's outcome that is more than a plain number."""

    value: float | None = None
    status: Status = Status.OK
    bound: float | None = None
    reason: str = ""


class View:
    """What is known of one unit on one channel by the asked moment: looks, and the latest fact per (kind, account, key).

    `as_of` is the moment of the last look: of what came after it nothing is known, so windows end there. Visits go on after
    a crawl and do not move it. Only the main account counts that is valid then; per purpose and account one road: what was
    seen in public, else what was imported; and of a list's pages those of its last crawl, which alone say how far it was read.

    Facts handed out are remembered: their pages are the evidence of the metric being computed.
    """

    def __init__(
        self,
        accounts: Sequence[Account],
        looks: Sequence[Page],
        facts: Iterable[Fact],
        period: Period,
        as_of: datetime,
        unit: str = "",
    ) -> None:
        self.unit, self.accounts, self.period = unit, accounts, period
        counted = counting(accounts, as_of)
        made = [p for p in looks if p.seen_at <= as_of and (counted is None or p.account in counted)]
        other, old = other_road(made), outdated(made)
        self.looks = [p for p in latest_looks(made, as_of) if p.id not in other | old]
        self.as_of = max((p.seen_at for p in self.looks if p.purpose not in GOING_ON), default=as_of)
        replaced = tried_again(made)
        known = (f for f in facts if f.seen_at <= as_of and (counted is None or f.account in counted))
        self._all = [f for f in known if f.page not in replaced and not (f.page in old and isinstance(f, Timeline))]
        self._facts = latest_facts((f for f in self._all if f.page not in other), as_of)
        self.pages: dict[str, None] = {}

    def facts(self, kind: type[F], account: str | None = None, only: Callable[[F], bool] | None = None) -> list[F]:
        """All facts of that kind, in the order of their keys; of one account, or those for which `only` is true."""
        found: list[F] = [f for f in self._facts.get(kind, []) if account is None or f.account == account]  # type: ignore[misc]
        found = [f for f in found if only is None or only(f)]
        self.use(*found)
        return found

    def history(self, kind: type[F], account: str) -> list[F]:
        """Every fact of that kind of one account in the period, by whichever road, oldest first."""
        found = [f for f in self._all if type(f) is kind and f.account == account]
        self.use(*found)
        return sorted(found, key=lambda f: f.seen_at)

    def use(self, *facts: Fact) -> None:
        """Counts these facts' pages as evidence."""
        self.pages.update((f.page, None) for f in facts)

    def latest(self, kind: type[Fact]) -> datetime | None:
        """The moment of the latest fact of that kind, which this does not count as evidence."""
        return max((f.seen_at for f in self._facts.get(kind, ())), default=None)

    def looked(self, purpose: str) -> list[Page]:
        """The latest looks of that purpose, failed ones too."""
        return [p for p in self.looks if p.purpose == purpose]

    def lacking(self, platform: str) -> Measured | None:
        """Why nothing is known of one of the channel's platforms; None where an account of it is known."""
        rows = [a for a in self.accounts if a.platform == platform]
        if any(a.role != "absent" for a in rows):
            return None
        return _absent(rows[0]) if rows else Measured(None, Status.NOT_TRIED, reason=f"no {platform} account known")

    def moment(self, purpose: str) -> datetime:
        """The moment of the last look of that purpose; as_of where there was none."""
        return max((p.seen_at for p in self.looked(purpose)), default=self.as_of)

    def since(self, days: int, purpose: str = "") -> datetime:
        """The moment that many days before as_of, or before the last look of that purpose; a window is (since, then]."""
        return self.moment(purpose) - timedelta(days=days)


Answerer = Callable[[View], "Measured | float | None"]


@dataclass
class MetricTable:
    """The metrics of one channel, in the order of their declaration."""

    channel: str
    metrics: list[Metric] = field(default_factory=list)
    answerers: dict[str, Answerer] = field(default_factory=dict)

    def add(
        self, name: str, zh: str, en: str, unit: str, direction: int, group: str, *, needs: tuple[str, ...], source: str
    ) -> Callable[[Answerer], Answerer]:
        """Declares the decorated function as a metric. `needs`: purposes of which every look must have succeeded;
        a purpose written `article?` is a sample, of which one look must have; of one written `visit!` a failed look is
        a finding too, and the metric says itself what it makes of it."""

        def declare(answer: Answerer) -> Answerer:
            made_of = " ".join((answer.__doc__ or "").split())
            row = Metric(f"{self.channel}.{name}", zh, en, unit, direction, group, needs, made_of, source)
            if row.id in self.answerers or not made_of:
                raise ValueError(f"metric {row.id}: declared twice, or without a docstring")
            self.metrics.append(row)
            self.answerers[row.id] = answer
            return answer

        return declare

    def measure(
        self,
        unit: str,
        accounts: Sequence[Account],
        looks: Sequence[Page],
        facts: Iterable[Fact],
        period: Period,
        as_of: datetime,
    ) -> Iterator[tuple[Observation, list[Evidence]]]:
        """One observation per metric, each with its evidence."""
        view = View(accounts, looks, facts, period, as_of, unit)
        reach = _reach(accounts, view.looks)
        simulated = any(p.simulated for p in view.looks) or any(a.simulated for a in accounts)
        for metric in self.metrics:
            view.pages = {}
            outcome, seen, wanted = self._outcome(metric, view, reach)
            kept = view.pages or {p.id: None for p in _wanted(metric, view.looks)}
            roads = " ".join(sorted({str(p.method) for p in looks if p.id in kept}))
            row = Observation(
                unit, self.channel, metric.id, period.label, view.as_of, outcome.value, outcome.status, outcome.bound,
                outcome.reason, roads or ("registry" if outcome.status is Status.ABSENT else ""), seen, wanted, simulated,
            )  # fmt: skip
            yield row, [Evidence(unit, metric.id, period.label, page) for page in kept]

    def _outcome(self, metric: Metric, view: View, reach: Measured | None) -> tuple[Measured, int, int]:
        looks = _wanted(metric, view.looks)
        seen = sum(not p.status.failed for p in looks)
        if reach is not None:
            return reach, seen, len(looks)
        failure = _failure(metric, view.looks)
        if failure is not None:
            return failure, seen, len(looks)
        outcome = _measured(self.answerers[metric.id](view))
        empty = outcome.status is Status.EMPTY and not all(_purposes(metric).values())
        if not looks and (outcome.value is not None or empty):
            outcome = Measured(None, Status.NOT_TRIED, reason=f"no look at {' or '.join(_purposes(metric))}")
        return outcome, seen, len(looks)


def _measured(answer: Measured | float | None) -> Measured:
    if answer is None:
        return Measured(None, Status.EMPTY)
    return answer if isinstance(answer, Measured) else Measured(float(answer))


def latest_looks(looks: Iterable[Page], as_of: datetime) -> list[Page]:
    """The last attempt per (purpose, account, address asked for, scheme aside) made by as_of."""
    last: dict[tuple[str, str, str], Page] = {}
    for page in sorted(looks, key=lambda p: (p.seen_at, p.attempt, p.id)):
        if page.seen_at <= as_of:
            last[_look(page)] = page
    return list(last.values())


def counting(accounts: Iterable[Account], as_of: datetime) -> set[str] | None:
    """Ids of the accounts that count: main ones valid on that day in China; None where no account is known by a row."""
    rows = [a for a in accounts if a.role != "absent"]
    return {a.id for a in rows if not standing(a, china_date(as_of).isoformat())} if rows else None


def outdated(looks: Iterable[Page]) -> set[str]:
    """Looks at a list's pages by earlier crawls than its last one: its addresses differ from crawl to crawl."""
    last: dict[tuple[str, str, bool], Page] = {}
    listed = sorted((p for p in looks if p.purpose in LISTS), key=lambda p: p.seen_at)
    for page in listed:
        last[page.purpose, page.account, page.method in IMPORTED] = page
    newest = ((p, last[p.purpose, p.account, p.method in IMPORTED]) for p in listed)
    return {p.id for p, other in newest if p.seen_at < other.seen_at and p.run != other.run}


def other_road(looks: Iterable[Page]) -> set[str]:
    """Looks of the road not taken: imports where in the 30 days before a public look at the same account brought an answer,
    else the public ones."""
    roads: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in looks:
        roads[page.purpose, page.account].append(page)
    aside: set[str] = set()
    for pages in roads.values():
        imported = [p for p in pages if p.method in IMPORTED]
        if imported:
            public = [p for p in pages if p.method not in IMPORTED]
            since = max(p.seen_at for p in imported) - timedelta(days=ROAD_DAYS)
            seen = any(not p.status.failed and p.seen_at > since for p in public)
            aside |= {p.id for p in (imported if seen else public)}
    return aside


def tried_again(looks: Iterable[Page]) -> set[str]:
    """The looks of which the same crawl made a later attempt: what they told is replaced by what that one did."""
    last: dict[tuple[str, str, str, str], Page] = {}
    earlier = set()
    for page in sorted((p for p in looks if p.purpose not in GOING_ON), key=lambda p: p.attempt):
        key = (page.run, *_look(page))
        if key in last and page.attempt > last[key].attempt:
            earlier.add(last[key].id)
        last[key] = page
    return earlier


def _look(page: Page) -> tuple[str, str, str]:
    return page.purpose, page.account, (page.asked or page.url).split("://", 1)[-1]


def latest_facts(facts: Iterable[Fact], as_of: datetime) -> dict[type[Fact], list[Fact]]:
    """Per kind the latest fact by as_of per (account, key), ordered by key."""
    last: dict[tuple[type[Fact], str, str], Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.seen_at, f.page)):
        if fact.seen_at <= as_of:
            last[type(fact), fact.account, fact.key] = fact
    kinds: dict[type[Fact], list[Fact]] = defaultdict(list)
    for (kind, _, _), fact in sorted(last.items(), key=lambda item: item[0][1:]):
        kinds[kind].append(fact)
    return kinds


def _purposes(metric: Metric) -> dict[str, str]:
    """Purpose -> '?' where a sample is enough, '!' where failures are findings, '' where every look must have succeeded."""
    return {need.rstrip("?!"): need[len(need.rstrip("?!")) :] for need in metric.needs}


def _wanted(metric: Metric, looks: Sequence[Page]) -> list[Page]:
    purposes = _purposes(metric)
    return [p for p in looks if p.purpose in purposes]


def _reach(accounts: Sequence[Account], looks: Sequence[Page]) -> Measured | None:
    """Why nothing of this channel can be said at all, if so. Where some platforms are absent, metrics say which."""
    absent = [a for a in accounts if a.role == "absent"]
    if looks or 0 < len(absent) < len(accounts):
        return None
    if absent:
        return _absent(absent[0])
    return Measured(None, Status.NOT_TRIED, reason="not looked at yet" if accounts else "no account known")


def _absent(row: Account) -> Measured:
    return Measured(None, Status.ABSENT, reason=f"registry: absent, {row.source} {row.checked}".strip())


def _failure(metric: Metric, looks: Sequence[Page]) -> Measured | None:
    """The failed look that keeps this metric from being decided, if any."""
    for purpose, kind in _purposes(metric).items():
        of_purpose = [p for p in looks if p.purpose == purpose]
        failed = [p for p in of_purpose if p.status in FAILED]
        if kind != "!" and failed and (not kind or len(failed) == len(of_purpose)):
            worst = failed[0]
            return Measured(None, worst.status, reason=f"{purpose}: {worst.reason or worst.http_status or worst.url}")
    return None
