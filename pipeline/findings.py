"""What the state's rules find of many units, each table of the store asked once a batch of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from ..channels import channels
from ..channels.roads import looks_until
from ..contract import Account, Evidence, Fact, Finding, Observation, Page, Period
from ..index.rulebook.book import OUTCOMES, Book
from ..store import Store
from .inspecting import Case, case_with, findings_of, measured_at
from .overriding import observations_in_force

BOOKS = ("inspection-2019", "guide-2017")  # that cards, book and site speak of
SIZE = 40  # units
R = TypeVar("R", Account, Evidence, Fact, Observation, Page)


def findings(store: Store, units: Sequence[str], period: str, books: Sequence[Book]) -> dict[str, list[Finding]]:
    """Each unit's findings of those books: those in the store, else worked out from what was seen, and not kept."""
    found: dict[str, list[Finding]] = {unit: [] for unit in units}
    for f in store.rows(Finding, period=period, book=[book.id for book in books]):
        if f.unit in found:
            found[f.unit].append(f)
    kept = {unit: {f.book for f in own} for unit, own in found.items()}
    for known in cases(store, [unit for unit in units if len(kept[unit]) < len(books)], Period.parse(period)):
        found[known.unit] += [f for book in books if book.id not in kept[known.unit] for f in findings_of(known, book)]
    return found


def settled(found: Iterable[Finding]) -> dict[tuple[str, str], str]:
    """One outcome per book and rule of one unit: failed where it failed anywhere, else undecided where anything is."""
    outcomes: dict[tuple[str, str], set[str]] = {}
    for f in found:
        outcomes.setdefault((f.book, f.rule), set()).add(f.outcome)
    return {rule: min(own, key=OUTCOMES.index) for rule, own in outcomes.items()}


def cases(store: Store, units: Sequence[str], period: Period) -> Iterator[Case]:
    """What rules can be held against, of each unit of which something was measured in the period."""
    for some in batches(units):
        yield from _cases(store, some, period)


def _cases(store: Store, units: list[str], period: Period) -> Iterator[Case]:
    website = channels()["website"]
    observations = by_unit(units, observations_in_force(store, unit=units, period=period.label))
    pages = by_unit(units, (p for p in store.rows(Page, unit=units) if period.start <= p.seen_at))
    evidence = by_unit(units, store.rows(Evidence, unit=units, period=period.label))
    accounts = by_unit(units, store.rows(Account, unit=units, channel=website.name))
    facts = by_unit(units, (fact for kind in website.kinds for fact in store.rows(kind, unit=units, channel=website.name)))
    for unit in units:
        if observations[unit]:
            seen = {o.metric: o for o in observations[unit]}
            looks = {p.id: p for p in looks_until(pages[unit], period, measured_at(seen.values()))}
            yield case_with(unit, period, seen, looks, evidence[unit], accounts[unit], facts[unit])


def batches(units: Sequence[str]) -> Iterator[list[str]]:
    """The units in parts that may be read at once: memory is one part's."""
    for start in range(0, len(units), SIZE):
        yield list(units[start : start + SIZE])


def by_unit(units: Iterable[str], rows: Iterable[R]) -> dict[str, list[R]]:
    """Those rows per unit, in the order they came in; a unit without any has an empty list."""
    found: dict[str, list[R]] = {unit: [] for unit in units}
    for row in rows:
        found[row.unit].append(row)
    return found
