"""Raw values to scores, 0..100 unless a scale is stated, 100 best: methods over units x indicators, found by name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..arrays import RELATIVE, Array, Mask
from .columns import Columns as Columns
from .columns import Method, constant, spread
from .fixed import given, goalposts, logarithmic, scaled, steps, yes
from .relative import (
    borda,
    dist_to_max,
    dist_to_reference,
    dist_to_target,
    fraction_of_max,
    minmax,
    percentile,
    rank,
    zscore,
)

_ALL = (
    goalposts, minmax, percentile, zscore, given, scaled, dist_to_max, dist_to_reference, dist_to_target, fraction_of_max,
    rank, borda, logarithmic, steps, yes,
)  # fmt: skip
METHODS: Mapping[str, Method] = {f.__name__: f for f in _ALL}
# they compare a unit with the others; `logarithmic` only without goalposts, see `relative`
OF_SAMPLE = (
    "minmax", "percentile", "zscore", "dist_to_max", "dist_to_reference", "dist_to_target", "fraction_of_max", "rank", "borda",
)  # fmt: skip
WANTS: Mapping[str, tuple[str, ...]] = {
    "goalposts": ("worst", "best"), "dist_to_reference": ("reference",), "dist_to_target": ("target",), "steps": ("steps",),
    "yes": ("yes",),
}  # fmt: skip
MAY: Mapping[str, tuple[str, ...]] = {
    "goalposts": ("log", "clip"), "scaled": ("worst", "best", "clip"), "logarithmic": ("worst", "best", "clip"),
    "dist_to_reference": ("clip",), "dist_to_target": ("clip",),
}  # fmt: skip
CLIPPED = ("goalposts", "logarithmic")  # held on the scale where nothing else is stated
UNSCALED = ("rank", "borda", "steps", "given")  # a scale of the scheme does not change them


def relative(method: str, worst: float | None, best: float | None) -> bool:
    """Whether a score by this method depends on the other units; it then refuses a column of equal values."""
    return method in OF_SAMPLE or (method == "logarithmic" and (worst is None or best is None))


def cautions(method: str, x: Array, by: Columns) -> dict[str, str]:
    """By indicator what a reader of the scores must know though they are numbers."""
    if method == "fraction_of_max":
        return _said(_turned(x, by), by, "all directed values are below 0, so that the best unit has the lowest fraction_of_max")
    if method in ("percentile", "rank", "borda"):
        return _said(_parted(x), by, f"values that differ by no more than rounding have different places in {method}")
    return {}


def _said(found: Mask, by: Columns, text: str) -> dict[str, str]:
    return {name: text for name, here in zip(by.axes.columns, found, strict=True) if here}


def _turned(x: Array, by: Columns) -> Mask:
    _, most = spread(x * by.direction)
    return np.isfinite(most) & (most < 0)


def _parted(x: Array) -> Mask:
    ordered = np.sort(x, axis=0)
    apart = np.diff(ordered, axis=0)
    return np.asarray(((apart > 0) & (apart <= RELATIVE * np.abs(ordered[1:]))).any(axis=0))


__all__ = [
    "CLIPPED", "MAY", "METHODS", "OF_SAMPLE", "UNSCALED", "WANTS", "Columns", "borda", "cautions", "constant", "dist_to_max",
    "dist_to_reference", "dist_to_target", "fraction_of_max", "given", "goalposts", "logarithmic", "minmax", "percentile", "rank",
    "relative", "scaled", "spread", "steps", "yes", "zscore",
]  # fmt: skip
