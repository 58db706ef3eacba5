"""Rankings as rows for people: long for CSV, one wide sheet a population for XLSX."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ... import registry
from ...contract import Result
from ...index.scheme.model import Scheme
from .about import SHEET, about, population_zh

TOP_KINDS = ("composite", "index", "channel")
FIRST = ("provincial", "level:municipality", "level:province", "level:prefecture", "level:county")  # sheets; then the groups


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One line of rankings.csv: rank among `of` units that have a score, coverage 0..1, the ends of the 90 % rank interval."""

    scheme: str
    period: str
    population: str
    index: str
    title: str
    code: str
    name: str
    rank: int | None
    of: int
    score: float | None
    tier: str
    coverage: float
    rank_low: int | None
    rank_high: int | None
    simulated: bool


def ranking_rows(found: Sequence[Result], scheme: Scheme, kinds: Collection[str] | None = None) -> list[RankingRow]:
    """Results of composites and of the top of the tree, best first within population and index; others' units keep their key."""
    units = registry.units()
    kinds = kinds or {*TOP_KINDS, *(scheme.levels[:1] if len(scheme.levels) > 1 else ())}
    rows = [
        RankingRow(
            r.scheme, r.period, r.population, r.node, scheme.title_of(r.node),
            r.unit, units[r.unit].name if r.unit in units else r.unit,
            r.rank, r.of, r.score, r.tier, r.coverage, r.rank_low, r.rank_high, r.simulated,
        )
        for r in found
        if r.kind in kinds
    ]  # fmt: skip
    place = {node: i for i, node in enumerate(scheme.kinds)}
    return sorted(rows, key=lambda r: (r.period, r.population, place[r.index], r.rank or 10**9, r.code))


def ranking_book(rows: Sequence[RankingRow], scheme: Scheme, made_from: str, simulated: bool) -> dict[str, list[list[object]]]:
    """The sheets of a ranking, and 说明 as the last."""
    periods = "、".join(dict.fromkeys(r.period for r in rows))
    ordered = sorted(dict.fromkeys((r.period, r.population) for r in rows), key=_place)
    among = "、".join(dict.fromkeys(population_zh(population) for _, population in ordered))
    sheet = about(scheme, periods, among, made_from, simulated or any(r.simulated for r in rows))
    return {**ranking_sheets(rows), SHEET: sheet}


def ranking_sheets(rows: Sequence[RankingRow]) -> dict[str, list[list[object]]]:
    """One sheet a population: a line a unit, in the order of the first index; of each score, rank, tier if any, and coverage."""
    sheets: dict[str, list[list[object]]] = {}
    several = len({r.period for r in rows}) > 1
    for period, population in sorted(dict.fromkeys((r.period, r.population) for r in rows), key=_place):
        of = [r for r in rows if (r.period, r.population) == (period, population)]
        indices = {r.index: r.title for r in of}
        first = next(iter(indices))
        cells = {(r.code, r.index): r for r in of}
        head: list[object] = ["代码", "名称"]
        tiers = any(r.tier for r in of)
        for title in indices.values():
            head += [title, f"{title} 名次", *([f"{title} 等级"] if tiers else []), f"{title} 90%区间", f"{title} 覆盖率"]
        lines = [head]
        for r in (r for r in of if r.index == first):
            line: list[object] = [r.code, r.name]
            for index in indices:
                c = cells[r.code, index]
                span = f"{c.rank_low}–{c.rank_high}" if c.rank_low else ""
                line += [c.score, c.rank, *([c.tier] if tiers else []), span, c.coverage]
            lines.append(line)
        name = population if population == "all" else population_zh(population)
        sheets[f"{name} {period}" if several else name] = lines
    return sheets


def _place(sheet: tuple[str, str]) -> tuple[str, int]:
    period, population = sheet
    return period, FIRST.index(population) if population in FIRST else len(FIRST)
