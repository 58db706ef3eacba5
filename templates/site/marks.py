"""Where the marks of the site's charts stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...contract import Point, RankLine
from ..charts import along
from ..charts.standing import held

__all__ = ["dots", "held", "line", "scored"]


def dots(scores: Sequence[float], width: float, y: float) -> str:
    """One SVG path of a dot per score 0..100, to the nearest unit of width, once a place; wants a round stroke-linecap."""
    places = sorted({round(along(score, width)) for score in scores})
    if not places:
        return ""
    steps = (after - before for before, after in pairwise(places))
    return f"M{places[0]} {y:g}h0" + "".join(f"m{step} 0h0" for step in steps)


def line(points: Sequence[Point], width: float, height: float) -> str:
    """One SVG path through the values of a series 0..100, broken at gaps, of the span of its own values."""
    known = [p.value for p in points if p.value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    step, path, pen = width / (len(points) - 1), "", "M"
    for place, point in enumerate(points):
        if point.value is None:
            pen = "M"
            continue
        part = (point.value - low) / (high - low) if high > low else 0.5
        path += f"{pen}{place * step:.1f} {height * (1 - part):.1f}"
        pen = "L"
    return path


def scored(lines: Sequence[RankLine], node: int) -> list[RankLine]:
    """The lines that have a score in the node at that place, lowest first, as marks are drawn."""
    return sorted((x for x in lines if x.scores[node] is not None), key=lambda x: x.scores[node] or 0.0)
