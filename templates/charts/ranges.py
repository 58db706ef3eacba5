"""Where the marks of a range chart stand: one row for each group, on a scale that fits them all."""

from __future__ import annotations

from collections.abc import Iterable

from .lines import bounds

STEP = 10  # points between two marks of the scale


def scale(scores: Iterable[float | None]) -> tuple[int, int]:
    """The least and the greatest score of a scale in whole steps that holds all scores and lies within 0..100."""
    least, greatest = bounds(scores, STEP)
    low, high = max(0, int(least)), min(100, int(greatest))
    return (low, high) if low < high else (max(0, high - STEP), max(STEP, high))


def ticks(low: int, high: int) -> list[int]:
    """The scores that are marked on a scale: every step, every second one where there are more than six."""
    return list(range(low, high + 1, STEP if high - low <= 6 * STEP else 2 * STEP))


def at(score: float, low: int, high: int, length: float) -> float:
    """How far along a scale from `low` to `high` of that length a score lies."""
    return round(length * (min(high, max(low, score)) - low) / (high - low), 1)
