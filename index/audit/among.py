"""Scores of some of the units: an audit of one population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..scored import Scored


def among(scored: Scored, units: Sequence[str]) -> Scored:
    """The same scores of those units alone, in the table's order; nothing is reckoned again. ValueError where none is there."""
    wanted = set(units)
    rows = [i for i, unit in enumerate(scored.table.units) if unit in wanted]
    if not rows:
        raise ValueError("none of those units has been scored")
    kept = tuple(scored.table.units[i] for i in rows)
    table = replace(
        scored.table, units=kept, values=scored.table.values[rows], codes=scored.table.codes[rows],
        groups={name: tuple(labels[i] for i in rows) for name, labels in scored.table.groups.items()},
    )  # fmt: skip
    return replace(
        scored, table=table, codes=scored.codes[rows], scores=scored.scores[rows], coverage=scored.coverage[rows],
        stages={name: stage[rows] for name, stage in scored.stages.items()}, aggregated=scored.aggregated[rows],
        kept=scored.kept[rows], adjustments=tuple(a for a in scored.adjustments if a.unit in wanted),
    )  # fmt: skip
