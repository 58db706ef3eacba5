"""Rows against rows: what each rests on is in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, exists, false, select, true, tuple_

from ..contract import Evidence, Fact, Finding, Judgement, Observation, Override, Page, Result
from .database import streamed
from .kept import Store
from .tables import table_of

INDICATOR = "indicator"  # kind of a result that is a metric's


def linked(store: Store, kinds: Iterable[type[Fact]]) -> Iterator[str]:
    """One line per row whose page, evidence or observation is not in the store."""
    for kind in kinds:
        yield from _facts(store, kind)
    yield from _observations(store)
    yield from _results(store)
    yield from _people(store)


def _facts(store: Store, kind: type[Fact]) -> Iterator[str]:
    table = table_of(kind)
    for key, page in _of(store, table, select(table.c.key, table.c.page).where(_no_page(store, table.c.page))):
        yield f"{kind.__name__} {key}: its page {page} is not in the store"


def _observations(store: Store) -> Iterator[str]:
    row, rests = table_of(Observation), table_of(Evidence)
    place = (row.c.unit, row.c.metric, row.c.period)
    same = exists().where(*(rests.c[c.name] == c for c in place))
    for unit, metric, period in _of(store, row, select(*place).where(row.c.value.is_not(None), _lacks(store, rests, ~same))):
        yield f"observation {unit} {metric} {period}: a value without evidence"
    columns = (rests.c.unit, rests.c.metric, rests.c.period, rests.c.page)
    for unit, metric, period, page in _of(store, rests, select(*columns).where(_no_page(store, rests.c.page))):
        yield f"observation {unit} {metric} {period}: its page {page} is not in the store"


def _results(store: Store) -> Iterator[str]:
    """Scores of a metric that the store once measured, for a unit and period without its observation; findings without page."""
    row, seen, changed = table_of(Result), table_of(Observation), table_of(Override)
    place = (row.c.unit, row.c.node, row.c.period)
    known = [_lacks(store, t, tuple_(*place).not_in(select(t.c.unit, t.c.metric, t.c.period))) for t in (seen, changed)]
    metrics = row.c.node.in_(select(seen.c.metric).distinct()) if store.has(seen) else false()
    query = select(row.c.scheme, *place).where(row.c.kind == INDICATOR, row.c.score.is_not(None), metrics, *known).distinct()
    for scheme, unit, node, period in _of(store, row, query):
        yield f"result {scheme} {unit} {node} {period}: a score without its observation"
    found = table_of(Finding)
    columns = (found.c.unit, found.c.book, found.c.rule, found.c.page)
    for unit, book, rule, page in _of(store, found, select(*columns).where(found.c.page != "", _no_page(store, found.c.page))):
        yield f"finding {unit} {book} {rule}: its page {page} is not in the store"


def _people(store: Store) -> Iterator[str]:
    """Ratings without their workbook, corrections without their evidence."""
    rating, change, page = table_of(Judgement), table_of(Override), table_of(Page)

    def wants(column: ColumnElement[str]) -> ColumnElement[bool]:
        return _lacks(store, page, column.not_in(select(page.c.sha256)))

    columns = [rating.c[name] for name in ("unit", "metric", "period", "rater", "sheet")]
    for unit, metric, period, rater, sheet in _of(store, rating, select(*columns).where(wants(rating.c.sheet))):
        yield f"judgement {unit} {metric} {period} by {rater}: its sheet {sheet} is not in the store"
    columns = [change.c[name] for name in ("unit", "metric", "period", "evidence")]
    wanting = select(*columns).where(change.c.withdrawn == false(), wants(change.c.evidence))
    for unit, metric, period, evidence in _of(store, change, wanting):
        yield f"override {unit} {metric} {period}: its evidence {evidence} is not in the store"


def _no_page(store: Store, column: ColumnElement[Any]) -> ColumnElement[bool]:
    page = table_of(Page)
    return _lacks(store, page, ~exists().where(page.c.id == column))


def _lacks(store: Store, table: Table, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """What holds where the table has no such row: always, of one that is not there."""
    return condition if store.has(table) else true()


def _of(store: Store, table: Table, query: Select[Any]) -> Iterator[Any]:
    """The rows of a query; none where the table is not there."""
    if not store.has(table):
        return
    with store.engine.connect() as connection:
        yield from streamed(connection, query)
