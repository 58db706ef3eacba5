"""A rule book over all units observed in a period: inspected, judged, ranked in every population."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ..contract import Observation, Override, Period, Result
from ..index.rulebook.book import Book
from ..index.rulebook.ranking import PART, Standing, standing
from ..index.rulebook.verdict import verdict
from ..index.steps import rank
from ..store import Store
from .inspecting import case, inspect
from .scoring import populations


def score_book(store: Store, book: Book, period: str) -> list[Result]:
    """Every unit's points, ranked, the verdict as tier; kept in the store with the findings. ValueError without observations."""
    known: dict[str, Standing] = {}
    simulated = False
    for unit in _units(store, period):
        one = case(store, unit, Period.parse(period))
        if one is None:  # all that was known of it is withdrawn
            continue
        found = inspect(store, one, book)
        known[unit] = standing(book, found, verdict(book, found))
        simulated = simulated or any(f.simulated for f in found)
    if not known:
        raise ValueError(f"nothing was measured in {period}: run dsci measure --period {period}")
    among = populations(list(known)).items()
    rows = [row for name, members in among for row in _ranked(book, known, members, name, period, simulated)]
    store.replace({Result: {"scheme": book.id, "period": period}}, rows)
    return rows


def _units(store: Store, period: str) -> list[str]:
    """The units that anything is known of: observed, or corrected by a person."""
    return sorted({unit for kind in (Observation, Override) for unit, _ in store.count(kind, "unit", period=period)})


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
        for name_of, part in own.parts.items():
            yield Result(book.id, period, name, unit, name_of, PART, part.points, None, of, "", part.seen, simulated=simulated)
