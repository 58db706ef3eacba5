"""A square code that a telephone reads, as one SVG path."""

from __future__ import annotations

import segno

QUIET = 4  # modules left white on each side, as ISO/IEC 18004 asks


def code(address: str) -> tuple[int, str]:
    """How many modules a side has with its margin, and the dark ones as a path of one unit a module. Error level M."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    size = len(rows) + 2 * QUIET
    return size, "".join(_runs(y + QUIET, row) for y, row in enumerate(rows))


def _runs(y: int, row: bytes) -> str:
    """One rectangle for each run of dark modules."""
    drawn, x = "", 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            drawn += f"M{x + QUIET} {y}h{end - x}v1h-{end - x}z"
        x = end + 1
    return drawn
