"""One population by two schemes, side by side, as lines and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..asked.meant import name_of

if TYPE_CHECKING:
    from ...index.periods.sidebyside import SideBySide

Rows = list[list[object]]


def side_rows(found: SideBySide) -> Rows:
    """A line a unit, best by the first view on top: rank and score by each, and how far it moves."""
    heads = [f"{name} {what}" for name in found.views for what in ("位次", "得分")]
    rows: Rows = [["代码", "名称", *heads, "位次变动"]]
    for line in found.lines:
        cells = [cell for pair in zip(line.ranks, line.scores, strict=True) for cell in pair]
        rows.append([line.unit, name_of(line.unit), *cells, line.change])
    return rows


def side_lines(found: SideBySide, most: int) -> Iterator[str]:
    """How alike the views rank, and the units that move most."""
    for a in found.likeness:
        told = [f"{name} {_shown(value)}" for name, value in (("Spearman", a.spearman), ("Kendall", a.kendall))]
        moved = f"ranks move by {a.mean_shift:.1f} on average, {a.largest_shift} at most"
        yield f"{a.first} | {a.second}: {a.units} units, {', '.join(told)}; {moved}"
    if found.left_out:
        yield f"without a score in one of them: {', '.join(map(name_of, found.left_out))}"
    for line in found.shifted(most):
        ranks, scores = " -> ".join(map(str, line.ranks)), " -> ".join(f"{score:.2f}" for score in line.scores)
        yield f"{line.change:+4d}  {name_of(line.unit)}  rank {ranks}, score {scores}"


def _shown(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"
