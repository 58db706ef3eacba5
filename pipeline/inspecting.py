"""Rules to findings: a book's rules over what is known of a unit in a period, each with the page that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from inspect import signature
from pathlib import Path

from ..channels import channels, metrics
from ..channels.roads import looks_until
from ..channels.table import View
from ..channels.website.checks import Outcome, checks
from ..channels.website.checks.outcome import TOLD
from ..contract import Account, Evidence, Fact, Finding, Metric, Observation, Page, Period, Status
from ..index import rulebook
from ..index.document import Fault, SchemeError
from ..index.rulebook import judging
from ..index.rulebook.book import FAIL, NOT_DECIDED, Book, Rule
from ..store import Store
from .overriding import observations_in_force

LONGEST = 300  # characters of what was seen: page words are anybody's
PERSON = "须由人工判定"
UNREAD = "条文未能核实，不作判定"


@dataclass(frozen=True)
class Case:
    """What is known of one unit in one period, as its observations were made."""

    unit: str
    period: str
    view: View | None  # of the website; None where it was not measured
    observations: Mapping[str, Observation]
    evidence: Mapping[str, str]  # metric -> the page it is judged by, of those that it rests on
    pages: Mapping[str, Page]


def load_book(name: str | Path) -> Book:
    """The book of that name or file, its checks and metrics known. SchemeError lists its faults."""
    book = rulebook.load(name)
    found = [Fault(rule.line, problem) for rule in book.rules for problem in _unknown(rule)]
    if found:
        raise SchemeError(rulebook.available().get(str(name), name), found)
    return book


def _unknown(rule: Rule) -> Iterable[str]:
    """What a rule names that there is not: a check, its parameters, a metric."""
    if rule.metric and rule.metric not in metrics():
        yield f"{rule.id}: no metric {rule.metric!r}"
    if rule.check and rule.check not in checks():
        yield f"{rule.id}: no check {rule.check!r}; there are {', '.join(checks())}"
    elif rule.check:
        try:
            signature(checks()[rule.check]).bind(None, **rule.parameters)
        except TypeError as error:
            yield f"{rule.id}: {rule.check}: {error}"


def case(store: Store, unit: str, period: Period) -> Case | None:
    """What is known of a unit; None where nothing of it was measured in that period."""
    observations = {o.metric: o for o in observations_in_force(store, unit=unit, period=period.label)}
    if not observations:
        return None
    pages = {p.id: p for p in looks_until(store.rows(Page, unit=unit), period, measured_at(observations.values()))}
    return case_of(store, unit, period, observations, pages, store.rows(Evidence, unit=unit, period=period.label))


def measured_at(observations: Iterable[Observation]) -> datetime:
    """The last moment that those observations know of."""
    return max(o.as_of for o in observations)


def case_of(
    store: Store,
    unit: str,
    period: Period,
    observations: Mapping[str, Observation],
    pages: Mapping[str, Page],
    evidence: Iterable[Evidence],
) -> Case:
    """The same of what was read already: observations by metric, the period's pages by id, and what rests on which page."""
    website = channels()["website"]
    accounts = store.rows(Account, unit=unit, channel=website.name)
    return case_with(unit, period, observations, pages, evidence, accounts, store.facts(website.kinds, unit, website.name))


def case_with(
    unit: str,
    period: Period,
    observations: Mapping[str, Observation],
    pages: Mapping[str, Page],
    evidence: Iterable[Evidence],
    accounts: Sequence[Account],
    facts: Iterable[Fact],
) -> Case:
    """The same of what was read already, the website's accounts and facts too."""
    rests: dict[str, list[Page]] = {}
    for e in evidence:
        if e.page in pages:
            rests.setdefault(e.metric, []).append(pages[e.page])
    judged_by = {metric: _judged_by(metric, found) for metric, found in rests.items()}
    view = _view(period, observations, pages, accounts, facts)
    return Case(unit, period.label, view, observations, judged_by, pages)


def _judged_by(metric: str, found: list[Page]) -> str:
    """Of the pages that a metric rests on the first of the most particular purpose that it needs: search, not home."""
    needs = [need.rstrip("?!") for need in metrics()[metric].needs] if metric in metrics() else []
    return min(found, key=lambda p: (-needs.index(p.purpose) if p.purpose in needs else 1, p.url)).id


def _view(
    period: Period,
    observations: Mapping[str, Observation],
    pages: Mapping[str, Page],
    accounts: Sequence[Account],
    facts: Iterable[Fact],
) -> View | None:
    """The website as it was known when it was measured."""
    name = channels()["website"].name
    moments = [o.as_of for o in observations.values() if o.channel == name]
    if not moments:
        return None
    looks = [p for p in pages.values() if p.channel == name and p.seen_at <= max(moments)]
    return View(accounts, looks, (f for f in facts if period.start <= f.seen_at), period, max(moments))


def inspect(store: Store, known: Case, book: Book) -> list[Finding]:
    """The findings of a book on one unit, in the order of its rules. They replace those in the store."""
    found = findings_of(known, book)
    store.replace({Finding: {"unit": known.unit, "book": book.id, "period": known.period}}, found)
    return found


def findings_of(known: Case, book: Book) -> list[Finding]:
    """The findings of a book on one unit, in the order of its rules; kept nowhere."""
    return [finding for rule in book.rules for finding in _findings(known, book, rule)]


def _findings(known: Case, book: Book, rule: Rule) -> list[Finding]:
    return judging.settle(rule, [_finding(known, book, rule, found) for found in outcomes(known, rule)])


def outcomes(known: Case, rule: Rule) -> list[Outcome]:
    """What was seen of a rule: by its check, by its metric, or that only a person can tell."""
    if rule.metric:
        return [_measured(known, rule, known.observations.get(rule.metric))]
    if not rule.check:
        return [Outcome(NOT_DECIDED, UNREAD if rule.status == "unverified" else PERSON)]
    if known.view is None or not known.view.looks:
        return [Outcome(NOT_DECIDED, "网站未查看")]
    return checks()[rule.check](known.view, **rule.parameters)


def _measured(known: Case, rule: Rule, row: Observation | None) -> Outcome:
    if row is None:
        return Outcome(NOT_DECIDED, f"{rule.metric} 未测量")
    found, metric = judging.outcome(rule, row), metrics()[rule.metric]
    count = judging.steps(rule, row.value) if row.value is not None else 0
    innocent = f"；可能的正常原因：{rule.note}" if rule.effect == "flag" and found == FAIL else ""
    return Outcome(found, f"{metric.zh}：{shown(metric, row)}{innocent}", count, known.evidence.get(rule.metric, ""))


def shown(metric: Metric, row: Observation) -> str:
    """A value as a person reads it; why there is none, in words, where there is none."""
    if row.value is None:
        return TOLD[row.status]
    if metric.unit == "share":
        return f"{row.value:.1%}"
    if metric.unit == "是/否":
        return "是" if row.value else "否"
    return f"{'至少 ' if row.status is Status.CENSORED else ''}{row.value:g} {metric.unit}"


def _finding(known: Case, book: Book, rule: Rule, outcome: Outcome) -> Finding:
    page = known.pages.get(outcome.page)
    open_ = outcome.doubtful and rule.effect == "veto" and outcome.outcome == FAIL  # a veto is too heavy for a guess: ours
    return Finding(
        unit=known.unit, book=book.id, rule=rule.id, period=known.period, severity=rule.effect,
        outcome=NOT_DECIDED if open_ else outcome.outcome,
        wording=rule.wording, seen="".join(c for c in outcome.seen if c.isprintable())[:LONGEST], count=outcome.count,
        official=rule.status == "published", page=page.id if page else "",
        url=outcome.url or (page.url if page else ""), sha256=page.sha256 if page else "",
        simulated=any(o.simulated for o in known.observations.values()),
    )  # fmt: skip
