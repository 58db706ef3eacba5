"""Where one unit's marks stand among its level: many dots as one path, and the stretch that its rank interval covers."""

from __future__ import annotations

from collections.abc import Sequence

from . import along

MANY = 60  # from so many scores on each is a fine upright line, not a dot (ours)


def crowd(scores: Sequence[float], length: float, y: float, tall: float = 6) -> str:
    """All scores 0..100 as one path in SVG's words: dots for round ends to draw, or fine upright lines where there are many."""
    places = list(dict.fromkeys(along(s, length) for s in scores))
    if len(scores) < MANY:
        return "".join(f"M{x:g} {y:g}h.01" for x in places)
    return "".join(f"M{x:g} {y - tall:g}v{2 * tall:g}" for x in places)


def reach(scores: Sequence[float], best: int | None, worst: int | None, length: float) -> tuple[float, float] | None:
    """From where to where the scores lie that now hold the ranks of an interval; `scores` ascend. None without an interval."""
    if best is None or worst is None or not scores:
        return None
    low, high = scores[max(0, len(scores) - worst)], scores[max(0, len(scores) - best)]
    return along(low, length), along(high, length)


def held(x: float, half: float, length: float) -> float:
    """The middle of a label of that half width as near to x as it can be within the drawing."""
    return round(min(max(x, half), max(half, length - half)), 1)
