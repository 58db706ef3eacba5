"""Looks and facts to observations, one unit in memory at a time; saved pages into the store, archived ones read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from ..channels import Channel, channels, read
from ..channels.roads import looks_until
from ..channels.rubrics import items
from ..contract import Account, Answer, Evidence, Fact, Judgement, Method, Observation, Page, Period, Unit
from ..store import Look, Store
from ..store.world import simulated
from . import worksheets
from .many import by_many

BY_PEOPLE = frozenset({Method.RATING, Method.OVERRIDE})  # what they hand in is no look at a government

Given = tuple[Store, Period, datetime]


def last_look(store: Store, period: Period) -> datetime:
    """The last moment of observation in a period; its end, if nothing was looked at."""
    counted = store.count(Page, "seen_at", "method")
    moments = [moment for (moment, method, _count) in counted if period.start <= moment < period.end and method not in BY_PEOPLE]
    return max(moments, default=period.end)


def measure_period(store: Store, units: Iterable[Unit], period: Period, as_of: datetime, workers: int = 1) -> Iterator[Unit]:
    """Measures every channel of each unit and keeps the observations; yields each unit when it is done."""
    ratings = rated(store, period.label)
    wanted = ((unit, ratings.get(unit.code, [])) for unit in units)
    yield from by_many(_given, (store, period, as_of), _measured, wanted, workers)


def _given(store: Store, period: Period, as_of: datetime) -> Given:
    return store, period, as_of


def _measured(given: Given, wanted: tuple[Unit, list[Observation | Evidence]]) -> Unit:
    """The unit, measured; its ratings are handed over with it."""
    (store, period, as_of), (unit, ratings) = given, wanted
    for channel in channels().values():
        _measure(store, unit.code, channel, period, as_of)
    where = {"unit": unit.code, "period": period.label, "metric": list(items())}
    store.replace({Observation: where, Evidence: where}, ratings)
    return unit


def rated(store: Store, period: str) -> dict[str, list[Observation | Evidence]]:
    """What the ratings of a period make of each unit. Agreement is that of all of them, whichever units are measured.

    KeyError where the store lacks the workbook that a rating was read in: `dsci verify` names it.
    """
    judgements = store.rows(Judgement, period=period)
    made: dict[str, list[Observation | Evidence]] = {}
    if judgements:
        sheets = worksheets.sheet_pages(store)
        found = worksheets.observations(judgements, worksheets.agreed(judgements), sheets, simulated(store))
        for observation, evidence in found:
            made.setdefault(observation.unit, []).extend([observation, *evidence])
    return made


def _measure(store: Store, unit: str, channel: Channel, period: Period, as_of: datetime) -> None:
    accounts = store.rows(Account, unit=unit, channel=channel.name)
    looks = looks_until(store.rows(Page, unit=unit, channel=channel.name), period, as_of)
    facts = (f for f in store.facts(channel.kinds, unit, channel.name) if period.start <= f.seen_at)
    rows: list[Observation | Evidence] = []
    for observation, evidence in channel.table.measure(unit, accounts, looks, facts, period, as_of):
        rows += [observation, *evidence]
    metrics = [m.id for m in channel.table.metrics]
    where = {"unit": unit, "period": period.label, "metric": metrics}
    store.replace({Observation: where, Evidence: where}, rows)


def reparse(store: Store, pages: Iterable[Page]) -> Iterator[tuple[Page, Page]]:
    """Reads archived bytes again and replaces their facts and status; yields (before, after). Nothing is fetched."""
    for page in pages:
        if page.offset is None or page.channel not in channels():
            continue
        channel, answer = channels()[page.channel], store.answer(page)
        if page.purpose in channel.citizens and not answer.body:  # its words were withheld: what was read of it stands
            continue
        extract = read(channel, answer)
        after = replace(page, status=extract.status, reason=extract.reason)
        old: dict[type, dict[str, object]] = {kind: {"page": page.id} for kind in channel.kinds}
        store.replace(old, [after, *extract.facts])
        yield page, after


def keep(store: Store, page: Page, body: bytes, worker: str) -> tuple[Page, tuple[Fact, ...]]:
    """Reads one saved answer, keeps it as a look of its own, and returns it with its facts."""
    headers = (("Content-Type", page.content_type),)
    extract = read(channels()[page.channel], Answer(page, body, page.content_type, headers))
    page = replace(page, status=extract.status, reason=extract.reason)
    store.write([Look(page, headers, body, extract.redacted, extract.facts)], worker)
    return page, extract.facts
