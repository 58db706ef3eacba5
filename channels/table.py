"""Metric tables: a metric is declared where it is computed, once.

    metrics = MetricTable("weibo")

    @metrics.add("posts_per_day", "日均发博", "Posts per day", "条/天", MORE, "information", needs=("timeline",), source="…")
    def posts_per_day(view: View) -> Measured | float | None:
        '''Posts in the 30 days before as_of, divided by 30.'''

The docstring is the definition that the data dictionary prints. `measure` turns looks and facts into observations;
it alone decides what a failed look does, so that no channel can turn one into a low value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from ..contract import (
    FAILED,
    Account,
    Evidence,
    Fact,
    Metric,
    Observation,
    Page,
    Period,
    Status,
    Timeline,
)
from .roads import GOING_ON, counting, latest_facts, latest_looks, other_road, outdated, tried_again

MORE, LESS = 1, -1
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
