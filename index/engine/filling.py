"""Gaps filled as the scheme says, within one sample or along time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..arrays import Array, Axes, Mask
from ..scheme.model import Scheme
from ..steps import impute
from ..table import codes as coded
from .prepared import Prepared


def filled(part: Prepared) -> Prepared:
    """The part with the gaps filled by every method that looks at one period; those of `score` wait for the scores."""
    return part.then("imputed", _within(part))


def along_time(parts: Mapping[str, Prepared]) -> dict[str, Prepared]:
    """Each period with its gaps filled, by methods of one period and by those along time."""
    scheme, times = next(iter(parts.values())).scheme, _times(list(parts))
    given, x = (np.vstack(rows) for rows in ([p.now for p in parts.values()], [_within(p) for p in parts.values()]))
    wanted = np.vstack([_wanted(part) for part in parts.values()])
    by = impute.Gaps(
        Axes([unit for part in parts.values() for unit in part.axes.units], [leaf.id for leaf in scheme.leaves]),
        _directions(scheme), _families(scheme),
        times=[time for time, part in zip(times, parts.values(), strict=True) for _ in part.table.units],
        entities=[unit for part in parts.values() for unit in part.table.units],
    )  # fmt: skip
    for method in impute.ALONG_TIME:
        own = _columns(scheme, method)
        if own.any():
            x = np.where(wanted & own, impute.METHODS[method](given, wanted & own, by), x)
    ends = np.cumsum([len(part.table.units) for part in parts.values()])[:-1]
    return {p: part.then("imputed", rows) for (p, part), rows in zip(parts.items(), np.split(x, ends), strict=True)}


def _within(part: Prepared) -> Array:
    scheme, x, wanted, how = part.scheme, part.now.copy(), _wanted(part), part.scheme.methods.filling
    for method in (m for m in impute.METHODS if m not in impute.ALONG_TIME):
        own = _columns(scheme, method)
        if own.any() and (wanted & own).any():
            groups = part.table.labels(how.group) if method in impute.BY_GROUP else None
            stated = np.full(len(own), how.value)
            by = impute.Gaps(part.axes, _directions(scheme), _families(scheme), groups, stated)
            x = np.where(wanted & own, impute.METHODS[method](part.now, wanted & own, by), x)
    return x


def _wanted(part: Prepared) -> Mask:
    return coded.are(part.codes, "impute") & part.kept[:, None]


def _columns(scheme: Scheme, method: str) -> Mask:
    default = scheme.methods.filling.method
    return np.array([(leaf.impute or default) == method for leaf in scheme.leaves], bool)


def _directions(scheme: Scheme) -> Array:
    return np.array([leaf.normalise.direction for leaf in scheme.leaves], float)


def _families(scheme: Scheme) -> list[str]:
    return [scheme.parents[leaf.id] for leaf in scheme.leaves]


def _times(periods: Sequence[str]) -> list[float]:
    """The periods as numbers where they all are some, else their order."""
    try:
        return [float(period) for period in periods]
    except ValueError:
        return [float(i) for i in range(len(periods))]
