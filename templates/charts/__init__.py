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
        known = [p for p in points if p is not None]
        return [[*known, *known[:1]]]
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


def along(score: float, length: float) -> float:
    """How far along a scale of that length a score 0..100 lies."""
    return round(length * within(score) / 100, 1)


def diamond(x: float, y: float, size: float = 4.2) -> str:
    """A square on its corner around a point, as SVG writes it."""
    return path([(x - size, y), (x, y - size), (x + size, y), (x, y + size)])


def path(points: Sequence[Point]) -> str:
    """Points as SVG writes them."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)
