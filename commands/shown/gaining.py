"""Gains as lines and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...index.explain.cheapest import Way
from ...index.explain.gains import Gain, Standing
from ...index.scored import Scored
from ..asked.meant import name_of
from ..asked.options import write_lines
from .explanation import title_of
from .workbook import write_xlsx

HEAD = (
    "指标", "编号", "现值", "状态", "目标值", "目标来源", "得分提高", "提高后得分", "提高后名次", "参评单位数", "提高后等级",
    "指标得分需提高",
)  # fmt: skip


def gain_lines(scored: Scored, rows: Sequence[Gain], now: Standing, most: int) -> Iterator[str]:
    """A line a gain, the greatest first."""
    for row in rows[:most]:
        own = row.status if row.own is None else f"{row.own:g}"
        whose = "" if row.of == "target" else f" of {name_of(row.of)}"
        tier = f", tier {row.then.tier}" if row.then.tier != now.tier else ""
        yield (
            f"{row.points:+7.2f}  rank {now.rank} -> {row.then.rank}{tier}  {title_of(scored, row.node)}  "
            f"{own} -> {row.goal:g}{whose}  {row.node}"
        )
    if len(rows) > most:
        yield f"{len(rows) - most} more; --out writes all of them"
    if not rows:
        yield "no indicator that was seen has anything to gain there"


def way_lines(scored: Scored, way: Way) -> Iterator[str]:
    """The cheapest way to the next tier, or how far all goals together would lead."""
    if way.then is None:
        told = f"every goal together gives {way.all_of_them.score:.2f}, rank {way.all_of_them.rank}"
        yield f"next tier {way.tier} (from {way.wanted:.2f} today): not reached; {told}"
        return
    sure = "no smaller set does" if way.fewest else "taken greatest first: too many sets to try all"
    sure += "" if way.least or not way.fewest else "; greatest first, another of as many may ask for less"
    count = f"{len(way.gains)} indicator{'s' if len(way.gains) > 1 else ''}"
    yield f"next tier {way.tier} (from {way.wanted:.2f} today) with {count} ({sure}): {way.then.score:.2f}, rank {way.then.rank}"
    for row in way.gains:
        own = row.status if row.own is None else f"{row.own:g}"
        yield f"  {title_of(scored, row.node)}  {own} -> {row.goal:g}  {row.node}"
    if any(row.own is None for row in way.gains):
        yield "  what is ABSENT has to be built first: a step of its own that no number here counts"


def write_gains(out: str, scored: Scored, rows: Sequence[Gain]) -> None:
    """All gains as CSV, or XLSX by the name."""
    lines: list[list[object]] = [list(HEAD)]
    for r in rows:
        whose = "方案目标" if r.of == "target" else name_of(r.of)
        lines.append([
            title_of(scored, r.node), r.node, r.own, r.status, r.goal, whose, r.points, r.then.score, r.then.rank, r.then.of,
            r.then.tier, r.effort,
        ])  # fmt: skip
    if out.endswith(".xlsx"):
        write_xlsx(out, {"提升空间": lines})
    else:
        write_lines(lines, out)
