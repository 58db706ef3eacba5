"""Gains as lines and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...index.explain.cheapest import Way
from ...index.explain.gains import Gain, Standing
from ...index.scored import Scored
from ..asked.meant import name_of
from ..asked.options import is_workbook, write_lines
from .about import SHEET, Rows
from .chinese import status_zh
from .explanation import title_of
from .titles import titles
from .workbook import write_xlsx

HEAD = (
    "指标", "编号", "现值", "状态", "目标值", "目标来源", "得分提高", "提高后得分", "提高后名次", "参评单位数", "提高后等级",
    "指标得分需提高", "一并达到的指标数",
)  # fmt: skip


def gain_lines(scored: Scored, rows: Sequence[Gain], now: Standing, most: int) -> Iterator[str]:
    """A line a gain, the greatest first."""
    for row in rows[:most]:
        tier = f", tier {row.then.tier}" if row.then.tier != now.tier else ""
        yield (
            f"{row.points:+7.2f}  rank {now.rank} -> {row.then.rank}{tier}  {title_of(scored, row.node)}  "
            f"{_moved(row, whose=True)}  {row.node}"
        )
    if len(rows) > most:
        yield f"{len(rows) - most} more; --out writes all of them"
    if not rows:
        yield "no indicator that was seen has anything to gain there"


def _moved(row: Gain, whose: bool = False) -> str:
    """From what to what, and whose value that is; a branch to be opened says how many indicators that brings."""
    of = f" of {name_of(row.of)}" if whose and row.of not in ("", "target") else ""
    if row.node not in row.leaves:
        values = f" at the values{of}" if of else " at their goals"
        return f"open it: {row.status} -> {row.goal:.2f} with {len(row.leaves)} indicators{values}"
    return f"{row.status if row.own is None else f'{row.own:g}'} -> {row.goal:g}{of}"


def way_lines(scored: Scored, way: Way) -> Iterator[str]:
    """The cheapest way to the next tier (sublevels do not count), or how far all goals together would lead."""
    aim = f"next tier {way.tier}{', whatever the sublevel' if scored.scheme.tiering.sublevels else ''}"
    if way.then is None:
        told = f"every goal together gives {way.all_of_them.score:.2f}, rank {way.all_of_them.rank}"
        yield f"{aim} (from {way.wanted:.2f} today): not reached; {told}"
        return
    moving = " by today's borders" if len(way.gains) > 2 and scored.scheme.tiering.method != "bands" else ""
    sure = f"no smaller set does{moving}" if way.fewest else "taken greatest first: too many sets to try all"
    sure += "" if way.least or not way.fewest else "; greatest first, another of as many may ask for less"
    what = "step" if any(row.node not in row.leaves for row in way.gains) else "indicator"
    count = f"{len(way.gains)} {what}{'s' if len(way.gains) > 1 else ''}"
    yield f"{aim} (from {way.wanted:.2f} today) with {count} ({sure}): {way.then.score:.2f}, rank {way.then.rank}"
    for row in way.gains:
        yield f"  {title_of(scored, row.node)}  {_moved(row)}  {row.node}"
    if any(row.own is None for row in way.gains):
        yield "  what is ABSENT has to be built first: a step of its own that no number here counts"


def write_gains(out: str, scored: Scored, rows: Sequence[Gain], told: Rows) -> None:
    """All gains as CSV, or XLSX by the name, with `told` as its sheet 说明."""
    lines, called = [list[object](HEAD)], titles(scored)
    for r in rows:
        whose = "方案目标" if r.of == "target" else name_of(r.of) if r.of else "多个单位"
        lines.append([
            called[r.node], r.node, r.own, status_zh(r.status), r.goal, whose, r.points, r.then.score, r.then.rank, r.then.of,
            r.then.tier, r.effort, len(r.leaves),
        ])  # fmt: skip
    if is_workbook(out):
        write_xlsx(out, {"提升空间": lines, SHEET: told})
    else:
        write_lines(lines, out)
