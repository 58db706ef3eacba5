"""Hypothetical values of one unit scored without the others, where a scheme's scores depend on the unit alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ...contract import Status
from .. import engine
from ..scored import Scored
from ..steps import aggregate
from ..steps.normalise import relative
from ..table import Table
from ..table import codes as coded

Values = Mapping[str, float]  # indicator (node) -> value
T = TypeVar("T", bound=np.generic)


def of_itself(scored: Scored) -> bool:
    """True where no score moves with other units: fixed scales, stated weights, nothing imputed, drawn in or screened out."""
    scheme = scored.scheme
    scales = [leaf.normalise for leaf in scheme.leaves]
    return (
        scheme.methods.over == "period"
        and scheme.methods.screen is None
        and not any(relative(n.method, n.worst, n.best) for n in scales)
        and all(leaf.treat.method == "none" for leaf in scheme.leaves)
        and all(b.weigh == "given" and b.aggregate not in aggregate.AMONG for b in scheme.branches)
        and not coded.are(scored.codes, "impute").any()
    )


def cases(scored: Scored, unit: str, wanted: Sequence[Values]) -> Scored:
    """The unit with each of those sets of values in place of its own: a row a set, named 0, 1, 2 ... Only where `of_itself`."""
    table, row = scored.table, scored.table.units.index(unit)
    values, codes = np.repeat(table.values[[row]], len(wanted), axis=0), np.repeat(table.codes[[row]], len(wanted), axis=0)
    columns = {name: i for i, name in enumerate(table.indicators)}
    for case, own in enumerate(wanted):
        for leaf, value in own.items():
            column = columns[scored.scheme.nodes[leaf].metric]
            values[case, column], codes[case, column] = value, np.uint8(coded.status(Status.OK.value))
    labels = {name: (own[row],) * len(wanted) for name, own in table.groups.items()}
    units = tuple(map(str, range(len(wanted))))
    return engine.score(scored.scheme, Table(units, table.indicators, values, codes, table.simulated, labels))


def with_values(scored: Scored, unit: str, values: Values) -> Scored:
    """The whole scoring with that one row as it would be. Only where `of_itself`."""
    one, row, table = cases(scored, unit, [values]), scored.rows[unit], scored.table
    own = (replace(a, unit=unit) for a in one.adjustments)
    return replace(
        scored,
        table=replace(table, values=_put(table.values, row, one.table.values), codes=_put(table.codes, row, one.table.codes)),
        codes=_put(scored.codes, row, one.codes),
        stages={name: _put(stage, row, one.stages[name]) for name, stage in scored.stages.items()},
        scores=_put(scored.scores, row, one.scores),
        coverage=_put(scored.coverage, row, one.coverage),
        aggregated=_put(scored.aggregated, row, one.aggregated),
        adjustments=(*(a for a in scored.adjustments if a.unit != unit), *own),
    )


def _put(rows: NDArray[T], row: int, one: NDArray[T]) -> NDArray[T]:
    """The same rows with that one in its place."""
    found = rows.copy()
    found[row] = one[0]
    return found
