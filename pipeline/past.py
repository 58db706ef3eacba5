"""The periods before one: who had which score, and who led, by the results that are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..contract import Result, in_order, order
from ..index.explain.exemplars import Leader
from ..store import Store

LATEST = 5  # periods of a history


def periods_of(store: Store, scheme: str, period: str) -> tuple[str, ...]:
    """This period and up to four before it of its kind (years, quarters, months) that the scheme scored, oldest first."""
    kept = [str(row[0]) for row in store.count(Result, "period", scheme=scheme)]
    alike = {p for p in kept if _form(p) == _form(period) and order(p) < order(period)}
    return (*in_order(alike)[1 - LATEST :], period)


def before_of(store: Store, scheme: str, period: str) -> str:
    """The period of its kind that the scheme scored last before that one; '' for none."""
    return ("", *periods_of(store, scheme, period)[:-1])[-1]


def _form(period: str) -> str:
    return re.sub(r"\d", "0", period)


def scores_of(
    store: Store, scheme: str, periods: Sequence[str], populations: Sequence[str], nodes: Sequence[str]
) -> Mapping[tuple[str, str], Mapping[str, float]]:
    """Per (unit, node) the score by period, of those nodes."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for period in periods:
        for r in store.rows(Result, scheme=scheme, period=period, population=list(populations), node=list(nodes)):
            if r.score is not None:
                found.setdefault((r.unit, r.node), {})[period] = r.score
    return found


def leaders_of(
    store: Store, scheme: str, periods: Sequence[str], nodes: Sequence[str]
) -> Mapping[tuple[str, str, str], frozenset[str]]:
    """Who was first, per (population, node, period), of those nodes."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for period in periods:
        for r in store.rows(Result, scheme=scheme, period=period, node=list(nodes), rank=[1]):
            found.setdefault((r.population, r.node, period), set()).add(r.unit)
    return {key: frozenset(units) for key, units in found.items()}


def run_of(led: Mapping[tuple[str, str, str], frozenset[str]], lead: Leader, periods: Sequence[str]) -> str:
    """The first of the periods, up to the last, in all of which that leader was first; '' where that is the last alone."""
    since = ""
    for period in reversed(periods[:-1]):
        if lead.unit not in led.get((lead.population, lead.node, period), ()):
            break
        since = period
    return since
