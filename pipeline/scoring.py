"""Observations to results: a scheme over all units observed in a period, ranked in every population."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .. import registry
from ..contract import Observation, Result
from ..index import table
from ..index.engine import score
from ..index.results import results
from ..index.scheme.model import Scheme
from ..index.scored import Scored
from ..index.trust.uncertainty import Intervals, intervals
from ..store import Store


def load_scored(store: Store, scheme: Scheme, period: str) -> Scored:
    """The scheme's scores of every unit that has an observation in the period. ValueError where none has."""
    observations = store.rows(Observation, period=period)
    units = sorted({o.unit for o in observations})
    if not units:
        raise ValueError(f"nothing was measured in {period}: run dsci measure --period {period}")
    return score(scheme, table.from_observations(observations, units, scheme.metrics))


def populations(units: Sequence[str]) -> dict[str, list[str]]:
    """Who is ranked with whom, of these units: `level:province` and so on, and the registry's groups by id."""
    known = registry.units()
    found: dict[str, list[str]] = {}
    for code in units:
        found.setdefault(f"level:{known[code].level}", []).append(code)
        for group in known[code].groups:
            found.setdefault(group, []).append(code)
    return found


def score_period(store: Store, scheme: Scheme, period: str, draws: int = 1000) -> tuple[Scored, Intervals, list[Result]]:
    """Scores a period, keeps its results in the store, and gives them with the rank intervals."""
    scored = load_scored(store, scheme, period)
    members: Mapping[str, Sequence[str]] = populations(scored.table.units)
    spans = intervals(scored, members, draws=draws)
    found = results(scored, members, period, spans)
    store.replace({Result: {"scheme": scheme.id, "period": period}}, found)
    return scored, spans, found
