"""Where the bars of one year's months stand."""

from __future__ import annotations

from collections.abc import Sequence


def bars(counts: Sequence[float | None], width: float, height: float) -> str:
    """Upright bars as one path in SVG's words, the highest as high as the drawing; none for a month that was not seen."""
    wide, most = width / max(1, len(counts)), max((c for c in counts if c is not None), default=0) or 1
    parts = []
    for place, count in enumerate(counts):
        tall = round(height * (count or 0) / most, 1)
        if tall:
            parts.append(f"M{place * wide + wide * 0.14:.1f} {height:g}v{-tall:g}h{wide * 0.72:.1f}v{tall:g}z")
    return "".join(parts)


def unknown(counts: Sequence[float | None], width: float) -> float:
    """How far the months reach, from the left, that were not seen."""
    first = next((i for i, c in enumerate(counts) if c is not None), len(counts))
    return round(width * first / max(1, len(counts)), 1)


def peak(counts: Sequence[float | None]) -> int | None:
    """The place of the first highest month; None where nothing was counted."""
    known = [c or 0 for c in counts]
    return known.index(max(known)) if any(known) else None
