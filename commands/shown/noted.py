"""What was decided on the way to scores, in a few lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...index.scored import Note, Scored

LINES, UNITS = 20, 3  # ours: how many are shown before the rest is counted


def told(scored: Scored, populations: Mapping[str, Sequence[str]]) -> list[str]:
    """The notes of a scoring and what could not be classed: one line for one thing said of many units, 20 lines at most."""
    from ...index.results import unclassed

    lines = [*gathered(scored.notes), *unclassed(scored, populations)]
    more = len(lines) - LINES
    return lines if more <= 0 else [*lines[:LINES], f"... and {more} more such notes (--stages writes those of single cells)"]


def gathered(notes: Iterable[Note]) -> list[str]:
    """Notes that say the same of several units as one, with the first of them."""
    found: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        found.setdefault((note.node, note.text), []).append(note)
    return [_line(alike) for alike in found.values()]


def _line(alike: Sequence[Note]) -> str:
    first = alike[0]
    if len(alike) == 1:
        return str(first)
    more = f" and {len(alike) - UNITS} more" if len(alike) > UNITS else ""
    return f"{first.node}: ".lstrip(": ") + f"{first.text}: {', '.join(note.unit for note in alike[:UNITS])}{more}"
