"""Values for gaps from the same unit's other periods: plain functions found by name. See `impute`.

As `impute_panel` of COINr 1.1: `latest`, `linear` and `constant`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array, Mask, StepError
from .gaps import Gaps

Rows = NDArray[np.intp]


def last(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps take the unit's latest earlier value, at most `reach` periods back; none before the first value."""
    periods = np.unique(np.asarray(by.times if by.times is not None else (), float))
    return _along(x, wanted, by, lambda part, times: _carried(part, np.searchsorted(periods, times), by.reach))


def constant(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps take the unit's latest earlier value; those before the first value take the first."""

    def held(part: Array, times: Array) -> Array:
        first = np.argmax(~np.isnan(part), axis=0)
        carried = _carried(part, np.arange(len(part)), None)
        return np.where(np.isnan(carried), part[first, np.arange(part.shape[1])], carried)

    return _along(x, wanted, by, held)


def linear(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps lie on the line between the unit's values before and after; outside of them the nearest value counts."""

    def drawn(part: Array, times: Array) -> Array:
        values = part.copy()
        for column in np.flatnonzero(np.isnan(part).any(axis=0) & ~np.isnan(part).all(axis=0)):
            there = ~np.isnan(part[:, column])
            values[:, column] = np.interp(times, times[there], part[there, column])
        return values

    return _along(x, wanted, by, drawn)


def _along(x: Array, wanted: Mask, by: Gaps, fill: Callable[[Array, Array], Array]) -> Array:
    """`fill` done for each entity that has a wanted gap, its rows in order of time."""
    filled = x.copy()
    if by.times is None or by.entities is None:
        raise StepError("the table has no periods, so that gaps cannot be filled along time")
    times = np.asarray(by.times, float)
    for rows in _entities(by, times):
        if wanted[rows].any():
            filled[rows] = fill(x[rows], times[rows])
    return np.where(wanted & np.isnan(x), filled, x)


def _entities(by: Gaps, times: Array) -> Iterator[Rows]:
    """The rows of each entity, in order of time. StepError where it has one period twice."""
    names = np.array([str(name) for name in by.entities or ()])
    for name in dict.fromkeys(names.tolist()):
        rows = np.flatnonzero(names == name)
        rows = rows[np.argsort(times[rows], kind="stable")]
        if (np.diff(times[rows]) == 0).any():
            raise StepError("has two rows for one period", unit=name)
        yield rows


def _carried(x: Array, periods: Rows, reach: int | None) -> Array:
    """Each gap with the latest earlier value of its column; NaN where there is none within reach."""
    here = np.arange(len(x))[:, None]
    place = np.maximum.accumulate(np.where(np.isnan(x), -1, here), axis=0)
    near: Mask = place >= 0
    if reach is not None:
        near = near & (periods[:, None] - periods[place] <= reach)
    return np.where(near, np.take_along_axis(x, np.maximum(place, 0), axis=0), np.nan)
