"""A series of one unit over several periods: how it grew, by how much a year, with how many values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan, nan

import numpy as np

from ..scored import Scored

LATEST = 5  # periods


@dataclass(frozen=True, slots=True)
class Trend:
    """One series. `growth`: compound rate per step of time from the first to the last value used, as a share (0.05 is 5 %).

    `slope`: points per step of time by least squares through all values used. Both are None where `reason` says why.
    `times` and `values` are those used; `available` is the share of all times that have a value.
    """

    times: tuple[float, ...]
    values: tuple[float, ...]
    available: float
    growth: float | None
    slope: float | None
    reason: str = ""


def trend(times: Sequence[float], values: Sequence[float | None], latest: int = LATEST) -> Trend:
    """The trend over the last `latest` times (times ascending); gaps are passed over. ValueError for times that do not ascend."""
    if any(later <= earlier for earlier, later in pairwise(times)):
        raise ValueError(f"times {', '.join(f'{t:g}' for t in times)} do not ascend")
    numbers = [nan if v is None else float(v) for v in values]
    used = [(t, v) for t, v in list(zip(times, numbers, strict=True))[-latest:] if not isnan(v)]
    at, held = tuple(t for t, _ in used), tuple(v for _, v in used)
    available = sum(not isnan(v) for v in numbers) / max(len(numbers), 1)
    if len(used) < 2:
        return Trend(at, held, available, None, None, "fewer than two values")
    slope = float(np.polyfit(at, held, 1)[0])
    if held[0] <= 0 or held[-1] <= 0:
        return Trend(at, held, available, None, slope, "growth is of values above 0")
    return Trend(at, held, available, growth(held[0], held[-1], at[-1] - at[0]), slope)


def growth(first: float, last: float, steps: float) -> float:
    """Compound growth per step of time: (last/first)^(1/steps) - 1. ValueError where a value is not above 0 or no time passed."""
    if first <= 0 or last <= 0 or steps <= 0:
        raise ValueError(f"from {first:g} to {last:g} in {steps:g} steps: want values above 0 and time to pass")
    return float((last / first) ** (1 / steps) - 1)


def step_of(period: str) -> float:
    """A period's label as a number: 2026 is 2026, 2026Q3 is 2026.5. ValueError for another label."""
    year, _, quarter = period.partition("Q")
    if not year.isdigit() or (quarter and quarter not in ("1", "2", "3", "4")):
        raise ValueError(f"{period!r} is no period: want a year as 2026, or a quarter as 2026Q3")
    return int(year) + ((int(quarter) - 1) / 4 if quarter else 0.0)


def trends(scored: Mapping[str, Scored], node: str, latest: int = LATEST) -> dict[str, Trend]:
    """Every unit's trend in a node over those periods (label -> scores)."""
    order = sorted(scored, key=step_of)
    units = dict.fromkeys(unit for period in order for unit in scored[period].table.units)
    times = [step_of(period) for period in order]
    return {unit: trend(times, [_score(scored[period], unit, node) for period in order], latest) for unit in units}


def _score(scored: Scored, unit: str, node: str) -> float | None:
    return scored.score(unit, node) if unit in scored.rows else None
