"""A national book drawn from a seed: the registry's names, figures that describe no real government."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from dsci.contract import (
    CHINA,
    BookContext,
    Level,
    LookCount,
    Overview,
    Ranking,
    RegionLine,
    Statement,
    Status,
    Tile,
    Unit,
)
from dsci.registry import units

from .drawn import CHANNELS, GROUPS, WEIGHTS
from .drawn_leaders import BARE, LEADER
from .drawn_parts import addresses, counts, definitions, practices, problems, topics
from .drawn_ranks import NODES, abilities, lines, movers, points, tier_lines

PROVINCIAL = (Level.MUNICIPALITY, Level.PROVINCE)
STATEMENTS = (Statement("channels", {"best": "A", "score": 66.7, "worst": "B", "worst_score": 58.8}),)
PERIODS = ("2022", "2023", "2024", "2025", "2026")
REGIONS = ("east", "central", "west", "northeast")
POPULATIONS = {
    "provincial": (PROVINCIAL, ("省级政府", "Provincial governments")),
    "level:municipality": ((Level.MUNICIPALITY,), ("", "")),
    "level:province": ((Level.PROVINCE,), ("", "")),
    "level:prefecture": ((Level.PREFECTURE,), ("", "")),
}


def members(levels: tuple[Level, ...], few: bool, only: str = "") -> list[Unit]:
    """The units of those levels, or of one region of them, by code; a few are the east's, and Zhejiang's cities."""
    found = (u for u in units().values() if u.level in levels and only in ("", u.region))
    return [u for u in found if not few or (u.parent == "330000" if u.parent else u.region == "east" or u.code == "510000")]


def ranking(population: str, title: str, found: Sequence[Unit], lang: str) -> Ranking:
    """Those units ranked."""
    titles = tuple(n[1 + (lang == "en")] for n in NODES)
    drawn = lines(found, lang)
    return Ranking(population, title, sum(d.score is not None for d in drawn), tuple(n[0] for n in NODES), titles, drawn)


def region_lines(drawn: Ranking, rng: Random) -> tuple[RegionLine, ...]:
    """The four regions of a ranking."""
    found = []
    for region in REGIONS:
        scores = [line.score for line in drawn.lines if line.region == region and line.score is not None]
        if scores:
            mean = sum(scores) / len(scores)
            channels = tuple(mean + rng.uniform(-12, 12) for _ in CHANNELS)
            alone = len(scores) == 1
            found.append(RegionLine(
                region, len(scores), mean, mean / 55, None if alone else 8.2, min(scores), max(scores), channels,
                points(PERIODS, mean, rng),
            ))  # fmt: skip
    return tuple(found)


def overview(drawn: Ranking, lang: str) -> Overview:
    """A population's part of the book."""
    rng = Random(drawn.population)
    return Overview(
        drawn.population, drawn.title, len(drawn.lines), abilities(drawn, PERIODS, lang, rng),
        tier_lines(drawn, lang), movers(drawn, lang, rng), region_lines(drawn, rng),
    )  # fmt: skip


def tiles(drawn: Ranking) -> tuple[Tile, ...]:
    """The provinces of the map."""
    return tuple(
        Tile(x.code, x.name, x.score, x.rank, x.tier, None if x.score is None else x.score - 6) for x in drawn.lines
    )


def book(lang: str = "zh", chapters: tuple[str, ...] = ("topics", "region:east"), few: bool = False) -> BookContext:
    """A book of the provincial units and all prefectures, or of a few of both."""
    at = int(lang == "en")
    ranked = [ranking(p, titles[at], members(levels, few), lang) for p, (levels, titles) in POPULATIONS.items()]
    apart = [ranking(c, "", members(PROVINCIAL, few, c[7:]), lang) for c in chapters if c.startswith("region:")]
    shown = members((*PROVINCIAL, Level.PREFECTURE), few)
    channels, names = tuple(CHANNELS), tuple(x.name for x in ranked[0].lines[:6])
    of_apart = (replace(overview(r, lang), regions=()) for r in apart)
    outcomes = (Status.OK, Status.TIMEOUT, Status.BLOCKED)
    groups = {f"{c}.{g}": 1 / len(GROUPS) for c in channels for g in GROUPS}
    return BookContext(
        "", lang, "2026", PERIODS, datetime(2026, 10, 31, 20, tzinfo=CHINA), "dsci-2026",
        ("dsci 2026 默认方案", "dsci 2026, the default scheme")[at], "nju-2023; AHP", True, "5f1c09ab7e", "0.6.0", 1000,
        channels, tuple(c[at] for c in CHANNELS.values()), 0.83, len(shown), STATEMENTS, (*ranked, *apart),
        (*(overview(r, lang) for r in ranked), *of_apart), tiles(ranked[0]), problems(at, names), counts(at), topics(at),
        (LEADER, BARE),
        practices(at), definitions(at), addresses(shown, lang),
        tuple(LookCount(c, s.value, 900 if s is Status.OK else 12) for c in channels for s in outcomes),
        {**dict(zip(channels, WEIGHTS, strict=True)), **groups}, chapters,
    )  # fmt: skip


def lone(lang: str = "en") -> BookContext:
    """A book of one unit and one period, by a scheme without channels: most of it cannot be said."""
    full = book(lang, (), few=True)
    first = full.rankings[0]
    unranked = {"rank_low": None, "rank_high": None, "change": None, "rank_change": None}
    line = replace(first.lines[0], scores=first.lines[0].scores[:1], ranks=(1,), **unranked)
    alone = replace(first, of=1, nodes=first.nodes[:1], node_titles=first.node_titles[:1], lines=(line,))
    one = replace(full.overviews[0], units=1, abilities=(), tiers=(), movers=(), regions=())
    return replace(
        full, periods=("2026",), simulated=False, channels=(), channel_titles=(), units=1, statements=(), rankings=(alone,),
        overviews=(one,), tiles=(), problems=(), finding_counts=(), topics=(), practices=(), definitions=(), addresses=(),
        looks=(), leaders=(), weights={}, draws=0,
    )  # fmt: skip
