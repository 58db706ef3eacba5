"""How columns move together: Pearson's r, Spearman's rho, Kendall's tau-b, over the units that have both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .arrays import RELATIVE, Array

KINDS = ("pearson", "spearman", "kendall")
FEWEST = 3  # two points lie on a line always


@dataclass(frozen=True, slots=True)
class Correlation:
    """Two columns: -1..1 over `units` that have both; None where under three have, or one column does not vary among them."""

    first: str
    second: str
    kind: str
    value: float | None
    units: int


def correlation(a: Array, b: Array, kind: str = "pearson") -> float | None:
    """-1..1 of two columns, NaN left out in pairs. Ties share their mean rank; tau-b corrects for them (Kendall 1945)."""
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    if len(a) < FEWEST or _still(a) or _still(b):
        return None
    found = pd.Series(a).corr(pd.Series(b), method=kind)  # type: ignore[arg-type]
    return float(found)


def _still(values: Array) -> bool:
    """Whether values are the same but for rounding: they then have nothing to correlate with."""
    return bool(np.ptp(values) <= RELATIVE * np.abs(values).max())


def pairs(x: Array, columns: Sequence[str], wanted: Sequence[tuple[str, str]], kind: str = "pearson") -> list[Correlation]:
    """The correlation of each wanted pair of columns (units x columns), in the order asked for."""
    place = {name: i for i, name in enumerate(columns)}
    return [_pair(x[:, place[a]], x[:, place[b]], a, b, kind) for a, b in wanted]


def _pair(a: Array, b: Array, first: str, second: str, kind: str) -> Correlation:
    units = int(np.count_nonzero(~(np.isnan(a) | np.isnan(b))))
    return Correlation(first, second, kind, correlation(a, b, kind), units)


def flagged(
    x: Array, columns: Sequence[str], families: Mapping[str, str], *, within: bool, above: float | None = None,
    below: float | None = None, kind: str = "pearson",
) -> list[Correlation]:
    """Pairs of columns of one family (`within`) or of different ones whose correlation is above, or below, a threshold."""
    table = pd.DataFrame(np.asarray(x), columns=list(columns)).corr(method=kind, min_periods=FEWEST).to_numpy()  # type: ignore[arg-type]
    family = np.array([families[name] for name in columns])
    chosen = np.triu((family[:, None] == family[None, :]) == within, 1)
    over = np.zeros_like(chosen) if above is None else table > above
    under = np.zeros_like(chosen) if below is None else table < below
    found = [_pair(x[:, i], x[:, j], columns[i], columns[j], kind) for i, j in np.argwhere(chosen & (over | under))]
    return sorted(found, key=lambda c: -abs(c.value or 0.0))


def of_denominators(
    x: Array, columns: Sequence[str], by: Array, denominators: Sequence[str], above: float = 0.6, kind: str = "pearson"
) -> list[Correlation]:
    """Indicators that go with a denominator (|r| above 0.6, COINr's `get_denom_corr`): a sign that they measure mere size."""
    found = [
        _pair(x[:, i], by[:, j], name, other, kind) for i, name in enumerate(columns) for j, other in enumerate(denominators)
    ]
    return [c for c in found if c.value is not None and abs(c.value) > above]
