"""Observations to results: a scheme over all units observed in a period, ranked in every population."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from .. import registry
from ..contract import Observation, Result
from ..index import table
from ..index.engine import score
from ..index.results import results
from ..index.scheme.model import Scheme
from ..index.scored import Scored
from ..index.table import Table, TableError
from ..index.trust.uncertainty import Intervals, intervals
from ..store import Store
from .overriding import each_in_force, places_in_force


def load_scored(store: Store, scheme: Scheme, period: str, beside: Table | None = None) -> Scored:
    """The scheme's scores of every unit that has an observation in the period. ValueError where none has.

    `beside`: a table of further columns and groups by unit (denominators, say), which the store does not hold.
    """
    there, observed = places_in_force(store, period)
    units = sorted(there)
    if not units:
        raise ValueError(f"nothing was measured in {period}: run dsci measure --period {period}")
    given = beside.indicators if beside else ()
    wanted = [column for column in scheme.columns if column not in given]
    found = table.from_observations(each_in_force(store, period=period), units, wanted, _groups(units))
    _refuse_unseen(scheme, observed.union(given), period)
    _refuse_unknown(scheme, wanted, observed)
    stand_in = any(flag for (flag, _count) in store.count(Observation, "simulated", period=period))
    found = replace(found, simulated=found.simulated or stand_in)  # the world's, whatever the scheme looks at
    return score(scheme, found.joined(beside) if beside else found)


def _refuse_unseen(scheme: Scheme, there: Collection[str], period: str) -> None:
    """ValueError where nothing that the scheme counts was observed."""
    metrics = [leaf.metric for leaf in scheme.leaves]
    if not any(metric in there for metric in metrics):
        some = ", ".join(metrics[:5]) + (" ..." if len(metrics) > 5 else "")
        raise ValueError(f"{scheme.id} counts {some}: none of it was measured in {period}; give a table that has it by --data")


def _groups(units: Sequence[str]) -> dict[str, list[str]]:
    """Level, region and province of each unit, to group by."""
    known = registry.units()
    return {
        "level": [str(known[code].level) if code in known else "" for code in units],
        "region": [known[code].region if code in known else "" for code in units],
        "province": [registry.province_of(known[code]).code if code in known else "" for code in units],
    }


def _refuse_unknown(scheme: Scheme, columns: Collection[str], observed: Collection[str]) -> None:
    """TableError for denominators that neither the store nor a file beside it holds."""
    lacking = {leaf.per.column for leaf in scheme.leaves if leaf.per and leaf.per.column in columns} - set(observed)
    if lacking:
        raise TableError(f"no column {', '.join(sorted(lacking))} to divide by: give a table that has it by --with")


def populations(units: Sequence[str]) -> dict[str, list[str]]:
    """Who is ranked with whom, of these units: `level:province` and so on, and the registry's groups by id.

    KeyError for a code that the registry does not have.
    """
    known = registry.units()
    found: dict[str, list[str]] = {}
    for code in units:
        found.setdefault(f"level:{known[code].level}", []).append(code)
        for group in known[code].groups:
            found.setdefault(group, []).append(code)
    return found


def ranked_among(scheme: Scheme, units: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """All populations, or the one that the scheme ranks in. ValueError where none of its units was measured."""
    found = populations(units)
    if not scheme.population:
        return found
    if scheme.population not in found:
        raise ValueError(f"{scheme.id} ranks in {scheme.population}, and none of its units was measured")
    return {scheme.population: found[scheme.population]}


def score_period(
    store: Store, scheme: Scheme, period: str, draws: int = 1000, beside: Table | None = None
) -> tuple[Scored, Intervals, list[Result]]:
    """Scores a period, keeps its results in the store, and gives them with the rank intervals."""
    scored = load_scored(store, scheme, period, beside)
    members = ranked_among(scheme, scored.table.units)
    spans = intervals(scored, members, draws=draws)
    found = results(scored, members, period, spans)
    store.replace({Result: {"scheme": scheme.id, "period": period}}, found)
    return scored, spans, found
