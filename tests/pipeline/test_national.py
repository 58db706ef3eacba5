"""The national sentences: each rule says what its numbers say, and nothing where they do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dsci.contract import Ability, Mover, Overview, Point, Problem, Ranking, RankLine, RegionLine, Statement, TierLine, Tile
from dsci.pipeline.book import national, shortfalls
from dsci.pipeline.book.nation import Nation
from dsci.templates.phrases import phrases


def ability(node: str, kind: str, mean: float | None, change: float | None = None) -> Ability:
    return Ability(node, node, kind, "", 3, mean, mean, 1.0, 40.0, 60.0, (), (), (), (), change, both=0 if change is None else 2)


def line(name: str, score: float | None, rank: int | None, low: int | None, high: int | None = 3) -> RankLine:
    return RankLine(name, name, "", "east", score, rank, low, high, "", 1.0, None, None, (), ())


def region(name: str, mean: float, then: float | None) -> RegionLine:
    return RegionLine(name, 5, mean, 1.0, 1.0, mean, mean, (), (Point("2025", then), Point("2026", mean)))


def lacking(kind: str, count: int, of: int = 10) -> Problem:
    return Problem("m" if kind != "veto" else "", "", kind, "网站", count, of, 0, None, (), kind)


CHANNELS = (("web", 70.0), ("app", 30.0), ("extra", 5.0))
ABILITIES = (ability("all", "composite", 50.0, 2.0), *(ability(name, "channel", mean) for name, mean in CHANNELS))
TIERS = (TierLine("领先", 0, 0, ()), TierLine("良好", 2, 1, ("a", "b")), TierLine("起步", 1, 2, ("c",)))
FULL = Nation(
    Ranking("level:province", "", 3, ("all",), ("all",), (line("a", 60.0, 1, 1), line("b", 50.0, 2, 1), line("c", 40.0, 3, 3))),
    Overview("level:province", "", 3, ABILITIES, TIERS, (Mover("b", "b", 3, 2, 40.0, 50.0, "", ""),),
             (region("east", 60.0, 58.0), region("west", 45.0, 44.0))),
    ("web", "app"), (Tile("1", "a", 60.0, 1, "", 50.0), Tile("2", "b", 50.0, 2, "", 52.0)),
    (lacking("no", 8), lacking("no", 6), lacking("half", 9), lacking("channel", 3)), 0.9, (4, 9), "2025",
)  # fmt: skip


def over(nation: Nation, **changed: object) -> Nation:
    return replace(nation, overview=replace(nation.overview, **changed))


def of(nation: Nation, *lines: RankLine) -> Nation:
    return replace(nation, ranking=replace(nation.ranking, lines=lines))


TOP, REST = ABILITIES[0], ABILITIES[1:]
EAST, WEST = FULL.overview.regions
CASES: list[tuple[Callable[[Nation], Statement | None], Nation, str, dict[str, object]]] = [
    (shortfalls.thin, FULL, "", {}),
    (shortfalls.thin, replace(FULL, coverage=0.4), "thin", {"share": 0.4}),
    (national.level, FULL, "level_up", {"score": 50.0, "points": 2.0, "before": "2025", "both": 2, "population": "province"}),
    (national.level, over(FULL, abilities=(replace(TOP, change=-3.0), *REST)), "level_down", {"points": 3.0}),
    (national.level, over(FULL, abilities=(replace(TOP, change=0.01), *REST)), "level_same", {}),
    (national.level, over(FULL, abilities=(replace(TOP, change=None), *REST)), "level", {"count": 3}),
    (national.level, over(FULL, abilities=(replace(TOP, mean=None), *REST)), "", {}),
    (national.lead, FULL, "lead_open", {"unit": "a", "score": 60.0, "count": 2}),
    (national.lead, of(FULL, line("a", 60.0, 1, 1, 1), line("b", 50.0, 2, 2)), "lead_clear", {"unit": "a"}),
    (national.lead, of(FULL, line("a", 60.0, 1, 1, 2), line("b", 50.0, 2, 2)), "lead", {"unit": "a"}),
    (national.lead, of(FULL, line("a", 60.0, 1, 1), line("b", 60.0, 1, 1)), "lead_shared", {"count": 2}),
    (national.lead, of(FULL, line("a", 60.0, 1, None), line("b", 50.0, 2, None)), "lead", {"unit": "a"}),
    (national.lead, of(FULL, line("a", None, None, None)), "", {}),
    (national.channels, FULL, "channels", {"best": "web", "score": 70.0, "worst": "app", "worst_score": 30.0}),
    (national.channels, replace(FULL, channels=("web",)), "", {}),
    (national.channels, over(FULL, units=6), "", {}),  # but half of them have a score in each
    (national.regions, FULL, "regions_wider", {"region": "east", "region_low": "west", "points": 15.0, "points_before": 14.0}),
    (national.regions, over(FULL, regions=(region("east", 60.0, 70.0), WEST)), "regions_narrower", {"points_before": 26.0}),
    (national.regions, over(FULL, regions=(region("east", 60.0, 59.0), WEST)), "regions_same", {}),
    (national.regions, over(FULL, regions=(region("east", 60.0, 40.0), WEST)), "regions", {"points": 15.0}),
    (national.regions, over(FULL, regions=(region("east", 60.0, None), WEST)), "regions", {}),
    (national.regions, over(FULL, regions=(EAST,)), "", {}),
    (shortfalls.veto, FULL, "veto", {"count": 4, "of": 9}),
    (shortfalls.veto, replace(FULL, vetoed=(0, 9)), "", {}),
    (shortfalls.problem, FULL, "problem", {"count": 8, "of": 10, "share": 0.8}),
    (shortfalls.problem, replace(FULL, problems=(lacking("no", 5), lacking("half", 9))), "", {}),
    (shortfalls.cities, FULL, "cities_behind", {"count": 1, "of": 2, "points": 4.0}),
    (shortfalls.cities, replace(FULL, tiles=(Tile("1", "a", 40.0, 1, "", 50.0), *FULL.tiles[1:])), "cities_ahead", {"count": 2}),
    (shortfalls.cities, replace(FULL, tiles=FULL.tiles[:1]), "", {}),
    (shortfalls.tiers, FULL, "tiers_since", {"tier": "良好", "count": 2, "of": 3, "count_before": 1}),
    (shortfalls.tiers, over(FULL, tiers=(replace(TIERS[1], before=None),)), "tiers", {"count": 2}),
    (shortfalls.tiers, over(FULL, tiers=()), "", {}),
    (shortfalls.absent, FULL, "absent", {"channel": "channel", "count": 3}),
    (shortfalls.mover, FULL, "mover", {"unit": "b", "rank_before": 3, "rank": 2}),
    (shortfalls.mover, over(FULL, movers=()), "", {}),
    (national.spread, FULL, "spread", {"score": 60.0, "score_low": 40.0, "points": 20.0}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "nation", "kind", "values"), CASES, ids=[f"{n}-{case[2]}" for n, case in enumerate(CASES)])
def test_each_rule(rule: Callable[[Nation], Statement | None], nation: Nation, kind: str, values: dict[str, object]) -> None:
    found = rule(nation)
    assert (found.kind if found else "") == kind
    if found:
        assert values.items() <= found.values.items()
        said = [phrases(lang).statement(found, "national") for lang in ("zh", "en")]
        assert len(said[0]) <= 60 and all("None" not in text and "{" not in text for text in said)


def test_every_kind_that_has_a_phrase_has_a_case() -> None:
    kinds = {key.removeprefix("national.") for key in phrases("zh").table if key.startswith("national.")}
    assert kinds == {kind for _, _, kind, _ in CASES if kind}


def test_five_are_said_in_order_of_importance() -> None:
    assert [s.kind for s in national.sentences(FULL)] == ["level_up", "lead_open", "channels", "regions_wider", "veto"]
    poor = over(replace(FULL, coverage=0.3, vetoed=(0, 0)), regions=())
    assert [s.kind for s in national.sentences(poor)] == ["thin", "level_up", "lead_open", "channels", "problem"]
