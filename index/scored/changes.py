"""Which cells imputation and treatment changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from . import Change, Scored, plain


def changes(scored: Scored) -> tuple[Change, ...]:
    """Every changed cell, step by step, unit by unit."""
    names = list(scored.stages)
    return tuple(
        change
        for before, after in pairwise(names)
        if after in ("imputed", "treated")
        for change in _between(scored, before, after)
    )


def _between(scored: Scored, before: str, after: str) -> Iterator[Change]:
    first, then = scored.stages[before], scored.stages[after]
    for row, column in np.argwhere(~np.isnan(then) & ~(first == then)):
        leaf = scored.scheme.leaves[column]
        method = leaf.impute or scored.scheme.methods.filling.method
        why = f"{method} for {scored.status[row, column]}" if after == "imputed" else scored.why.get(leaf.id, "")
        yield Change(scored.table.units[row], leaf.id, after, plain(first[row, column]), float(then[row, column]), why)
