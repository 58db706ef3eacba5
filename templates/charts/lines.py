"""Where lines, labels and bars of series and distributions stand, in the units of a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor

Place = tuple[float, float]


def bounds(values: Iterable[float | None], step: float = 10) -> tuple[float, float]:
    """The least and the greatest of a scale that holds those values, in whole steps; 0..100 where there is none."""
    held = [v for v in values if v is not None]
    if not held:
        return 0.0, 100.0
    low, high = step * floor(min(held) / step), step * ceil(max(held) / step)
    return low, high if high > low else low + step


def height(value: float, scale: tuple[float, float], length: float) -> float:
    """How far below the top of a drawing of that length a value lies."""
    low, high = scale
    return round(length * (high - value) / (high - low), 1)


def runs(values: Sequence[float | None], scale: tuple[float, float], width: float, length: float) -> list[list[Place]]:
    """The points of a series from left to right, broken where a value is missing."""
    found: list[list[Place]] = [[]]
    for i, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            x = width / 2 if len(values) == 1 else width * i / (len(values) - 1)
            found[-1].append((round(x, 1), height(value, scale, length)))
    return [run for run in found if run]


def apart(places: Sequence[float], gap: float, length: float) -> list[float]:
    """The places of labels, in the order given, moved so that none is nearer than `gap` to the next, within 0..length.

    Labels that are too close share out what is missing to both sides; order is kept.
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    spread = _blocks([places[i] for i in order], gap)
    for k in range(len(spread)):
        spread[k] = max(spread[k], gap * k)
    for k in reversed(range(len(spread))):
        spread[k] = min(spread[k], length - gap * (len(spread) - 1 - k))
    found = [0.0] * len(places)
    for i, place in zip(order, spread, strict=True):
        found[i] = round(place, 1)
    return found


def _blocks(places: Sequence[float], gap: float) -> list[float]:
    """Places in order, those that are too close moved apart round their common centre."""
    blocks: list[list[float]] = []  # centre and count
    for place in places:
        blocks.append([place, 1])
        while len(blocks) > 1 and _first(blocks[-1], gap) < _last(blocks[-2], gap) + gap:
            later = blocks.pop()
            centre, count = blocks[-1]
            both = count + later[1]
            blocks[-1] = [(centre * count + later[0] * later[1]) / both, both]
    return [_first(b, gap) + gap * k for b in blocks for k in range(int(b[1]))]


def _first(block: Sequence[float], gap: float) -> float:
    return block[0] - gap * (block[1] - 1) / 2


def _last(block: Sequence[float], gap: float) -> float:
    return block[0] + gap * (block[1] - 1) / 2


def columns(scores: Sequence[float], width: float, length: float, bins: int = 25) -> str:
    """A histogram of scores 0..100 as one outline in SVG's words, the greatest column as high as the drawing."""
    counts = [0] * bins
    for score in scores:
        counts[min(bins - 1, max(0, int(score * bins / 100)))] += 1
    wide, most = width / bins, max(counts, default=0) or 1
    tall = [round(length * n / most, 1) for n in counts]
    return "".join(f"M{i * wide:g} {length:g}v{-h:g}h{wide * 0.86:g}v{h:g}z" for i, h in enumerate(tall) if h)


def ticks(scores: Sequence[float], width: float, length: float) -> str:
    """One upright line a score 0..100, as one path in SVG's words."""
    return "".join(f"M{round(width * min(100.0, max(0.0, s)) / 100, 1):g} 0v{length:g}" for s in scores)
