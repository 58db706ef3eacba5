"""What changed between two periods as tables for people, by the names of their sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..asked.meant import name_of
from .alongside import side_rows
from .chinese import kind_zh, said_zh
from .overtime import regions, trends
from .sheetfiles import Table
from .titles import titles

if TYPE_CHECKING:
    from ...index.arrays import Array
    from ...index.periods.change import Change
    from ...index.periods.points import RateChange
    from ...index.scored import Scored
    from ..asked.pairs import Pair

Rows = list[list[object]]
Side = Mapping[str, tuple[float, int, str]]  # unit -> score, rank among the members, tier
PARTS = {"自身数据": "own values", "他人数据": "others' values", "覆盖率": "coverage", "规则": "rules", "方案": "scheme"}
SHOWN = 5


def sheets(
    pair: Pair, nodes: tuple[str, str], members: Sequence[str], by: str, against: str
) -> tuple[dict[str, Table], list[str]]:
    """Tables by their sheet's name (those without a row are left out), and notes. ValueError where regions can't be compared."""
    from ...index.periods.change import changes
    from ...index.periods.points import rate_changes

    before, after = pair.before.scored, pair.after.scored
    sides = [_side(s, node, members) for s, node in zip((before, after), nodes, strict=True)]
    found = changes(before, after, nodes, pair.rescored, members)
    then, now = pair.before.period, pair.after.period
    over, notes = regions(pair.series, nodes[1], members, by, against)
    series, unread = trends(pair.series, nodes[1], members)
    made: dict[str, Rows] = {
        "得分变化": _changes(found, sides),
        "等级变化": _tiers(after, sides, then, now),
        "升降档单位": _moves(after, sides),
        "得分率": _rates(rate_changes(_those(before, members), _those(after, members)), after, then, now),
        "区域": over,
        "趋势": series,
        "新旧方案对照": _schemes(pair, nodes, members),
    }  # fmt: skip
    unclassed = [*_unclassed(before, nodes[0], members, then), *_unclassed(after, nodes[1], members, now), *_unmarked(after)]
    return {name: rows for name, rows in made.items() if len(rows) > 1}, [*unclassed, *notes, *unread]


def _side(scored: Scored, node: str, members: Sequence[str]) -> Side:
    from ...index.steps import rank
    from ...index.tiering import classed

    units, scores = _scores(scored, node, members)
    ranks, (labels, _) = rank.METHODS[scored.scheme.ranking](scores), classed(scored.scheme, node, scores)
    return {u: (float(s), int(r), str(t)) for u, s, r, t in zip(units, scores, ranks, labels, strict=True)}


def _scores(scored: Scored, node: str, members: Sequence[str]) -> tuple[list[str], Array]:
    """The members that have a score, and these."""
    units = [u for u in members if u in scored.rows and scored.score(u, node) is not None]
    return units, scored.scores[[scored.rows[u] for u in units], scored.columns[node]]


def _unclassed(scored: Scored, node: str, members: Sequence[str], period: str) -> list[str]:
    from ...index.tiering import classed

    why = classed(scored.scheme, node, _scores(scored, node, members)[1])[1]
    return [f"no classes in {period}: {why}"] if why else []


def _unmarked(scored: Scored) -> list[str]:
    from ...index.periods.marks import full_marks

    lacking = [node for node, mark in full_marks(scored).items() if mark is None]
    told = f"no rate of points without a full mark, which {scored.scheme.id} does not state: {', '.join(lacking)}"
    return [told] if lacking else []


def _rates(found: Sequence[RateChange], scored: Scored, then: str, now: str) -> Rows:
    rows: Rows = [["代码", "名称", "层级", f"{then}得分率", f"{now}得分率", "变化（百分点）", "变化率"]]
    called = titles(scored)
    for r in found:
        points = None if r.change is None else 100 * r.change
        rows.append([r.node, called[r.node], kind_zh(r.kind), r.before, r.after, points, r.relative])
    return rows


def _those(scored: Scored, members: Sequence[str]) -> Scored:
    from ...index.audit.among import among

    return among(scored, members)


def _changes(found: Sequence[Change], sides: Sequence[Side]) -> Rows:
    """The largest rise on top, those that cannot be taken apart last."""
    head: list[object] = ["代码", "名称", "原得分", "新得分", "变化", *PARTS, "原位次", "新位次", "原等级", "新等级", "说明"]
    lines = [
        [
            c.unit, name_of(c.unit), c.before, c.after, c.change,
            *((None,) * 5 if c.reason else (c.real, c.others, c.coverage, c.rules, c.scheme)),
            *(side[c.unit][1] if c.unit in side else None for side in sides),
            *(side[c.unit][2] if c.unit in side else "" for side in sides), said_zh(c.reason),
        ]
        for c in found
    ]  # fmt: skip
    return [head, *sorted(lines, key=lambda line: (line[4] is None, -float(str(line[4] or 0))))]


def _labels(scored: Scored) -> list[str]:
    """The tiers' labels, the best first, each with its sublevels."""
    below = scored.scheme.tiering.sublevels
    own = [tier.label for tier in scored.scheme.tiers]
    return [label for name in own for label in (*(f"{name}{part}" for part in below), *(() if "" in below else (name,)))]


def _tiers(after: Scored, sides: Sequence[Side], then: str, now: str) -> Rows:
    from ...index.periods.tiers import counts

    held = [{unit: tier for unit, (_, _, tier) in side.items()} for side in sides]
    found = [t for t in counts(_labels(after), *held) if t.before or t.after or "" not in after.scheme.tiering.sublevels]
    rows: Rows = [["等级", f"{then}单位数", f"{now}单位数", "增减", f"{then}占比", f"{now}占比"]]
    rows += [[t.label, t.before, t.after, t.change, *t.shares] for t in found if t.of_after or t.of_before]
    return rows


def _moves(after: Scored, sides: Sequence[Side]) -> Rows:
    from ...index.periods.tiers import moves

    held = [{unit: tier for unit, (_, _, tier) in side.items() if tier} for side in sides]
    head: list[object] = ["代码", "名称", "原等级", "新等级", "升降档数"]
    return [head] + [[m.unit, name_of(m.unit), m.before, m.after, m.steps] for m in moves(_labels(after), *held)]


def _schemes(pair: Pair, nodes: tuple[str, str], members: Sequence[str]) -> Rows:
    """The old data by both schemes, where there are two."""
    from ...index.periods.sidebyside import side_by_side

    if pair.rescored is None:
        return []
    old, new = pair.before.scored, pair.rescored
    names = (old.scheme.id, new.scheme.id) if old.scheme.id != new.scheme.id else (f"{old.scheme.id} old", f"{new.scheme.id} new")
    return side_rows(side_by_side(dict(zip(names, ((old, nodes[0]), (new, nodes[1])), strict=True)), members))


def summary(tables: Mapping[str, Table]) -> Iterator[str]:
    """A screenful: who rose and fell most and why, tiers, regions."""
    lines = tables.get("得分变化", [[]])[1:]
    known = [line for line in lines if line[4] is not None]
    yield f"{len(known)} of {len(lines)} units have both scores"
    for line in [*known[:SHOWN], *known[max(SHOWN, len(known) - SHOWN) :]]:
        parts = [f"{name} {part:+.2f}" for name, part in zip(PARTS.values(), line[5:10], strict=True) if part]
        yield f"{line[4]:+7.2f}  {line[1]}  {line[2]:.2f} -> {line[3]:.2f}, rank {line[10]} -> {line[11]}: {', '.join(parts)}"
    for label, before, after, change, *_ in tables.get("等级变化", [[]])[1:]:
        yield f"{label}: {before} -> {after} ({change:+d})"
    for period, region, n, mean, share, *_ in tables.get("区域", [[]])[1:]:
        yield f"{period} {region}: {n} units, mean {mean:.2f}" + ("" if share in (None, 1.0) else f", {share:.1%} of the first")
