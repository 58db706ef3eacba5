"""A rule book over all units observed in a period: inspected, judged, ranked in every population."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ..contract import Finding, Observation, Period, Result
from ..index.rulebook.book import Book
from ..index.rulebook.ranking import PART, Standing, standing
from ..index.rulebook.verdict import verdict
from ..index.steps import rank
from ..store import Store
from .inspecting import case, inspect
from .scoring import populations


def score_book(store: Store, book: Book, period: str) -> list[Result]:
    """Every unit's points, ranked, the verdict as tier; kept in the store with the findings. ValueError without observations."""
    units = sorted({o.unit for o in store.rows(Observation, period=period)})
    if not units:
        raise ValueError(f"nothing was measured in {period}: run dsci measure --period {period}")
    found = {unit: _findings(store, book, unit, period) for unit in units}
    known = {unit: standing(book, rows, verdict(book, rows)) for unit, rows in found.items()}
    simulated = any(f.simulated for rows in found.values() for f in rows)
    rows = [r for name, members in populations(units).items() for r in _ranked(book, known, members, name, period, simulated)]
    store.replace({Result: {"scheme": book.id, "period": period}}, rows)
    return rows


def _findings(store: Store, book: Book, unit: str, period: str) -> Sequence[Finding]:
    one = case(store, unit, Period.parse(period))
    return inspect(store, one, book) if one else []


def _ranked(
    book: Book, known: Mapping[str, Standing], members: Sequence[str], name: str, period: str, simulated: bool
) -> Iterator[Result]:
    """The book's total and its parts; a rank only for the total, among those that have points."""
    scores = np.array([np.nan if known[unit].score is None else known[unit].score for unit in members], float)
    places = rank.METHODS["competition"](scores)
    of = int(np.count_nonzero(places))
    for unit, place in zip(members, places, strict=True):
        own = known[unit]
        yield Result(book.id, period, name, unit, book.id, "index", own.score, int(place) or None, of, own.tier, own.coverage,
                     simulated=simulated)  # fmt: skip
        for part, points in own.parts.items():
            yield Result(book.id, period, name, unit, part, PART, points, None, of, "", own.coverage, simulated=simulated)
