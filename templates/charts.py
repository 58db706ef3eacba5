"""Where the marks of a chart stand; charts.j2 draws them."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

Point = tuple[float, float]


def spoke(place: int, of: int, radius: float) -> Point:
    """A point on a radar's spoke, from its centre; the first spoke points up, the others follow clockwise."""
    angle = 2 * pi * place / of - pi / 2
    return round(radius * cos(angle), 2), round(radius * sin(angle), 2)


def ring(scores: Sequence[float | None], radius: float) -> list[list[Point]]:
    """The outline through scores 0..100: one closed run where all are known, else the runs between gaps.

    A missing score breaks the outline: it is never drawn at the centre, where zero is.
    """
    n = len(scores)
    points = [None if s is None else spoke(i, n, radius * within(s) / 100) for i, s in enumerate(scores)]
    gaps = [i for i, p in enumerate(points) if p is None]
    if not gaps:
        return [[*(p for p in points if p), *(p for p in points[:1] if p)]]
    runs: list[list[Point]] = [[]]
    for i in range(n):
        point = points[(gaps[0] + i) % n]
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def within(score: float) -> float:
    """The score held within 0..100."""
    return min(100.0, max(0.0, score))


def path(points: Sequence[Point]) -> str:
    """Points as SVG writes them."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)
