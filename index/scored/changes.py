"""Which cells imputation and treatment changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from ..arrays import Array, plain
from ..scheme.model import Scheme
from ..table.codes import Words
from .records import Change


def changes(
    scheme: Scheme, units: Sequence[str], stages: Mapping[str, Array], status: Words, why: Mapping[str, str]
) -> tuple[Change, ...]:  # fmt: skip
    """Every cell that one of the stages changed, step by step, unit by unit; `why` is what treatment did, by indicator."""
    reasons = {"imputed": _filled(scheme), "treated": [why.get(leaf.id, "") for leaf in scheme.leaves]}
    return tuple(
        Change(units[row], scheme.leaves[column].id, after, plain(stages[before][row, column]), float(stages[after][row, column]),
               reasons[after][column].format(status[row, column]))
        for before, after in pairwise(stages)
        if after in reasons
        for row, column in _between(stages[before], stages[after])
    )  # fmt: skip


def _filled(scheme: Scheme) -> list[str]:
    return [f"{leaf.impute or scheme.methods.filling.method} for {{}}" for leaf in scheme.leaves]


def _between(first: Array, then: Array) -> Iterator[tuple[int, int]]:
    yield from ((int(row), int(column)) for row, column in np.argwhere(~np.isnan(then) & ~(first == then)))
