"""Rankings and what is worked out of them, drawn from seeds."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import fmean, median, pstdev

from dsci.contract import Ability, Level, Mover, Point, Ranking, RankLine, TierLine, Unit
from dsci.registry import short_name, units

from .drawn import CHANNELS, GROUPS, INDICES, TIERS

COMPOSITES = tuple(i for i in INDICES if i[0] != "website")
Scores = tuple[float | None, ...]
NODES = (*COMPOSITES, *((c, *titles) for c, titles in CHANNELS.items()))


def lines(found: Sequence[Unit], lang: str) -> tuple[RankLine, ...]:
    """The units ranked by a score that their code draws; every fortieth has none and stands last."""
    drawn = [_line(unit, lang, n % 40 == 39) for n, unit in enumerate(found)]
    known = sorted((x for x in drawn if x[1] is not None), key=lambda x: -(x[1] or 0))
    of, out = len(known), []
    for rank, (unit, score, scores) in enumerate(known, 1):
        low, high = max(1, rank - of // 9 - 1), min(of, rank + of // 10 + 1)
        out.append(_rank_line(unit, lang, score, rank, (low, high), scores))
    return (*out, *(_rank_line(unit, lang, None, None, (None, None), scores) for unit, score, scores in drawn if score is None))


def _line(unit: Unit, lang: str, unseen: bool) -> tuple[Unit, float | None, tuple[float | None, ...]]:
    rng = Random(unit.code)
    quality = {"east": 64.0, "central": 56.0, "west": 50.0, "northeast": 47.0}[unit.region]
    parts = [min(97.0, max(4.0, rng.gauss(quality, 13))) for _ in NODES]
    scores = tuple(None if unseen or rng.random() < 0.04 else part for part in parts[1:])
    return unit, None if unseen else fmean(parts), (None if unseen else fmean(parts), *scores)


def _rank_line(
    unit: Unit, lang: str, score: float | None, rank: int | None, span: tuple[int | None, int | None], scores: Scores
) -> RankLine:
    rng = Random(unit.code)
    parent = units().get(unit.parent) if unit.level is Level.PREFECTURE else None
    province = "" if parent is None else named(parent, lang)
    tier = "" if score is None else TIERS[lang == "en"][min(3, int(4 * (1 - score / 100)))]
    change, moved = (None, None) if score is None else (rng.uniform(-4, 6), rng.randint(-9, 9))
    ranks = tuple(None if s is None else rng.randint(1, 30) for s in scores)
    coverage = 0.3 if score is None else 0.91
    return RankLine(
        unit.code, named(unit, lang), province, unit.region, score, rank, *span, tier, coverage, change, moved, scores, ranks
    )  # fmt: skip


def named(unit: Unit, lang: str) -> str:
    return unit.name_en or unit.name if lang == "en" else short_name(unit)


def points(periods: Sequence[str], last: float, rng: Random) -> tuple[Point, ...]:
    """A series that ends in that value and has a gap in its second period."""
    ago = reversed(range(len(periods)))
    values = [last - 1.9 * n + (rng.uniform(-2, 2) if n else 0.0) for n in ago]
    return tuple(Point(p, None if n == 1 else v) for n, (p, v) in enumerate(zip(periods, values, strict=True)))


def abilities(ranking: Ranking, periods: Sequence[str], lang: str, rng: Random) -> tuple[Ability, ...]:
    """Every index and channel of a ranking, and six capabilities of each channel."""
    found, at = [], int(lang == "en")
    for place, (node, title) in enumerate(zip(ranking.nodes, ranking.node_titles, strict=True)):
        scored = sorted(((x.scores[place] or 0.0, x.name) for x in ranking.lines if x.scores[place] is not None), reverse=True)
        kind = "channel" if node in CHANNELS else "composite"
        found.append(_ability(node, title, kind, "", scored, periods, rng))
        for group, titles in GROUPS.items() if node in CHANNELS else ():
            parts = sorted(((max(0.0, s + rng.uniform(-20, 20)), name) for s, name in scored), reverse=True)
            found.append(_ability(f"{node}.{group}", titles[at], "capability", title, parts, periods, rng))
    return tuple(found)


def _ability(
    node: str, title: str, kind: str, parent: str, scored: list[tuple[float, str]], periods: Sequence[str], rng: Random
) -> Ability:
    scores = [min(100.0, s) for s, _ in scored]
    names = tuple(name for _, name in scored[:5])
    mean = fmean(scores)
    return Ability(
        node, title, kind, parent, len(scores), mean, median(scores), pstdev(scores), scores[-1], scores[0], names,
        tuple(scores[:5]), tuple(scores), points(periods, mean, rng), rng.uniform(-2, 3),
    )  # fmt: skip


def tier_lines(ranking: Ranking, lang: str) -> tuple[TierLine, ...]:
    """The four tiers of a ranking, the best first."""
    at = int(lang == "en")
    names = {tier: tuple(x.name for x in ranking.lines if x.tier == tier) for tier in TIERS[at]}
    return tuple(TierLine(tier, len(found), max(0, len(found) - 2 + n), found) for n, (tier, found) in enumerate(names.items()))


def movers(ranking: Ranking, lang: str, rng: Random) -> tuple[Mover, ...]:
    """Up to ten units, those that rose first."""
    found = [x for x in ranking.lines if x.score is not None and x.rank is not None]
    picked = rng.sample(found, min(10, len(found) // 2))
    most = [x.rank_change or 1 for x in picked]
    order = sorted(zip(picked, most, strict=True), key=lambda pair: -pair[1])
    return tuple(_mover(x, step, len(found)) for x, step in order)


def _mover(line: RankLine, step: int, of: int) -> Mover:
    rank, score = line.rank or 1, line.score or 0.0
    return Mover(line.code, line.name, min(of, max(1, rank + step)), rank, score - step / 3, score, line.tier, line.tier)
