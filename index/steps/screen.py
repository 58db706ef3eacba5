"""Which units have enough data to be scored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..arrays import HAIR, Array, Mask


@dataclass(frozen=True, slots=True)
class Shares:
    """Per unit: the share of indicators with a value, and of these the share that is not 0 (1 where there is none)."""

    present: Array
    nonzero: Array


def shares(x: Array) -> Shares:
    """The two shares of each unit, 0..1."""
    count = (~np.isnan(x)).sum(axis=1)
    zeros = (x == 0).sum(axis=1)
    none = np.ones(len(x))
    return Shares(count / max(x.shape[1], 1), 1 - np.divide(zeros, count, out=1 - none, where=count > 0))


def kept(x: Array, present: float = 0.0, nonzero: float = 0.0, always: Mask | None = None) -> Mask:
    """Units that reach both shares, and those that are always kept."""
    found = shares(x)
    enough: Mask = (found.present >= present - HAIR) & (found.nonzero >= nonzero - HAIR)
    return enough if always is None else enough | always


def reasons(x: Array, present: float = 0.0, nonzero: float = 0.0, always: Mask | None = None) -> tuple[str, ...]:
    """Per unit why it was left out; '' where it is kept."""
    found, stays = shares(x), kept(x, present, nonzero, always)
    return tuple(
        "" if stay else _reason(float(has), float(other), present, nonzero)
        for stay, has, other in zip(stays, found.present, found.nonzero, strict=True)
    )


def _reason(has: float, other: float, present: float, nonzero: float) -> str:
    if has < present - HAIR:
        return f"{has:.1%} of the indicators have a value, {present:.1%} wanted"
    return f"{other:.1%} of the values are not 0, {nonzero:.1%} wanted"
