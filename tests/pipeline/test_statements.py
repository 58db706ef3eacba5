"""The three sentences on the front: each rule by numbers that call for it, and which three are chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dsci.contract import CardContext, ChannelScore, CityRow, FindingRow, Headline, Level, Statement, Status, Step, Unit, Way
from dsci.pipeline.card import beside
from dsci.pipeline.card import sayings as say
from dsci.pipeline.card.findings import BOOKS, VETO
from dsci.pipeline.card.statements import ORDER, statements
from dsci.pipeline.inspecting import load_book
from dsci.templates.phrases import LANGUAGES, phrases

from ..templates.contexts import zhejiang
from .given import SEEN

TOP = Headline("comprehensive", "综合指数", 60.0, 5, 27, "良好", 0.9, 4, 7, None, 0, None, tier_low="良好", tier_high="良好")
NAMES = ("网站", "微博", "微信")
WEIGHTS = {"网站": 0.5, "微博": 0.3, "微信": 0.2}


def channels(*scores: float | None, median: float | None = 50.0, **more: object) -> tuple[ChannelScore, ...]:
    blank = ChannelScore("", "", None, median, 90.0, "甲", 1, 27, 1.0, "", (), ())
    return tuple(replace(blank, channel=n, title=n, score=s, **more) for n, s in zip(NAMES, scores, strict=True))


def city(code: str, score: float, rank: int) -> CityRow:
    return CityRow(code, f"市{code}", score, rank, rank, 300, 1.0, ())


def card(top: Headline = TOP, level: Level = Level.PROVINCE, **more: object) -> CardContext:
    """A card that says nothing but what is given."""
    unit = Unit("330000", "浙江省", "Zhejiang", level, "", "east")
    blank = CardContext(
        unit, "浙江省", "zh", "2026", SEEN, "s", "方案", "", str(level), False, (top,), channels(50, 50, 50), (), "none", (),
        None, (), (), (), (), (), weights=WEIGHTS, before="2025",
    )  # fmt: skip
    return replace(blank, **more)


def kinds(found: Sequence[Statement | None]) -> list[str]:
    return [s.kind for s in found if s is not None]


@pytest.mark.parametrize(
    ("top", "kind"),
    [
        (TOP, "tier_sure"),
        (replace(TOP, tier_high="发展"), "tier_open"),
        (replace(TOP, rank_low=5, rank_high=5), "fixed"),
        (replace(TOP, rank_low=None, rank_high=None), "ranked"),
        (replace(TOP, tier="", tier_low="", tier_high=""), "ranked_between"),
        (replace(TOP, coverage=0.69), "ranked_between"),  # too little seen to call a tier certain
        (replace(TOP, of=1, rank=1), "alone"),
        (replace(TOP, score=None, rank=None, coverage=0.3), "unscored"),
        (replace(TOP, score=None, rank=None, coverage=0.0), "unseen"),
    ],
)
def test_where_it_stands_and_how_surely(top: Headline, kind: str) -> None:
    assert say.standing(card(top)).kind == kind


def finding(rule: str, outcome: str = "fail", official: bool = True, severity: str = VETO) -> FindingRow:
    return FindingRow(BOOKS[0], "书", rule, "文", severity, outcome, "见", 1, official, "", "")


def test_vetoes_that_were_met_and_no_others() -> None:
    loose = (finding("veto-1", "not_decided"), finding("media-2.weibo", official=False), finding("ded-1", severity="deduction"))
    assert say.veto(card(findings=loose)) is None
    one = say.veto(card(findings=(*loose, finding("veto-2"))))
    assert one == Statement("veto_one", {"veto": "veto-2"})
    some = say.veto(card(findings=(finding("veto-3"), finding("veto-2"))))
    assert some == Statement("veto_some", {"count": 2, "veto": "veto-3"})


def test_every_veto_that_can_be_met_has_its_words_in_both_languages() -> None:
    rules = [rule.id for book in BOOKS for rule in load_book(book).rules if rule.effect == VETO]
    assert rules and all(phrases(lang)(f"veto.{rule}") for lang in LANGUAGES for rule in rules)


def test_too_little_seen() -> None:
    thin = replace(TOP, coverage=0.6)
    assert say.thin(card(TOP)) is None and say.thin(card(replace(thin, score=None))) is None
    assert say.thin(card(thin)) == Statement("thin", {"coverage": 0.6})
    blind = say.thin(card(thin, channels=channels(50, None, None)))
    assert blind == Statement("thin_channel", {"coverage": 0.6, "channel": "微博"})  # it weighs more than 微信


def test_why_there_is_no_score() -> None:
    rows = zhejiang().indicators[:4]
    unseen = tuple(replace(r, status=s) for r, s in zip(rows, [Status.BLOCKED, Status.DNS, Status.BLOCKED], strict=False))
    none = replace(TOP, score=None, rank=None)
    assert say.why_unseen(card(TOP, indicators=rows, unobserved=unseen)) is None
    found = say.why_unseen(card(none, indicators=rows, unobserved=unseen))
    assert found == Statement("why_unseen", {"status": "BLOCKED", "count": 2, "unseen": 3, "of": 4})


@pytest.mark.parametrize(
    ("change", "of_channels", "kind", "cause"),
    [
        (None, (5, 5, 5), None, None),
        (0.9, (5, 5, 5), "steady", None),
        (-0.9, (5, 5, 5), "steady", None),
        (4.0, (2, 10, 0), "rose_by", "微博"),  # 0.5·2 = 1 < 0.3·10 = 3
        (-4.0, (-8, 10, -3), "fell_by", "网站"),
        (4.0, (3.8, 0.5, 0), "rose", None),  # 1.9 of 4 points is no cause
        (4.0, (13, -3, -8), "rose", None),  # 6.5 of 4: most of that was undone elsewhere
        (4.0, (8, None, 0), "rose", None),  # 微博 had no score before, so that its part is not known
    ],
)
def test_what_moved_it(change: float | None, of_channels: tuple[float | None, ...], kind: str | None, cause: str | None) -> None:
    moved = tuple(replace(ch, change=c) for ch, c in zip(channels(50, 50, 50), of_channels, strict=True))
    found = say.move(card(replace(TOP, change=change), channels=moved), 0.0)
    assert (found and found.kind) == kind and (found.values.get("channel") if found else None) == cause
    assert say.move(card(replace(TOP, change=change), channels=moved), 5.0) is None


def test_channels_absent_behind_ahead_even() -> None:
    none = tuple(replace(ch, status=Status.ABSENT) if ch.channel == "微博" else ch for ch in channels(50, 0, 50))
    assert beside.absent(card(channels=none)) == Statement("absent", {"channel": "微博", "median": 50.0})
    alone = tuple(replace(ch, median=None) for ch in none)
    assert kinds([beside.absent(card(channels=alone))]) == ["absent_alone"]
    part = tuple(replace(ch, score=4.0) for ch in none)  # most of it is missing, and something is there
    assert beside.absent(card(channels=part)) is None
    assert beside.absent(card(channels=channels(0, 0, 50, status=Status.ABSENT)[:2])).values["count"] == 2  # type: ignore[union-attr]
    uneven = card(channels=channels(41, 52, 57))
    assert beside.behind(uneven, 9.0) == Statement("behind", {"channel": "网站", "score": 41, "points": 9.0})
    assert beside.behind(uneven, 9.1) is None
    assert beside.ahead(uneven, 7.0) == Statement("ahead", {"channel": "微信", "score": 57, "points": 7.0})
    assert beside.ahead(uneven, 7.1) is None
    assert beside.even(uneven) == Statement("even", {"count": 3, "points": 9.0})
    told = beside.own_channels(card(channels=channels(41, None, 57, median=None)))
    assert told and told.values == {"channel": "微信", "score": 57, "lowest": "网站", "low_score": 41}


def test_own_score_and_the_cities() -> None:
    cities = (city("1", 70.0, 1), city("2", 40.0, 2))
    ahead = card(cities_kind="cities", cities=cities, cities_mean=55.0)
    assert beside.own_and_cities(ahead, 5.0) == Statement(
        "cities_below", {"count": 2, "points": 5.0, "mean": 55.0, "population": "prefecture"}
    )
    assert beside.own_and_cities(ahead, 5.1) is None
    assert kinds([beside.own_and_cities(replace(ahead, cities_mean=68.0), 5.0)]) == ["cities_above"]
    assert kinds([beside.among_cities(ahead)]) == ["cities_range"]
    neighbour = replace(ahead, unit=replace(ahead.unit, code="2", level=Level.PREFECTURE), province="浙江省")
    assert beside.own_and_cities(neighbour, 0.0) is None
    told = beside.among_cities(neighbour)
    assert told and (told.kind, told.values["rank"], told.values["first"]) == ("neighbours", 2, "市1")
    assert kinds([beside.among_cities(replace(neighbour, unit=replace(neighbour.unit, code="1")))]) == ["neighbours_first"]
    whole = replace(neighbour, headlines=(replace(TOP, of=2),))  # the province is the whole level: its rank was said
    assert beside.among_cities(whole) is None


def step(title: str, points: float) -> Step:
    return Step("网站.m", title, "网站", "项", 1.0, "OK", 2.0, "乙", points, 4, "良好")


def test_the_next_step() -> None:
    way = Way("comprehensive", "综合指数", "领先", 3.0, (step("一", 2.0), step("二", 1.5)), 80.0, 2)
    assert beside.way(card(way=way)) == Statement("way_some", {"tier": "领先", "channel": "网站", "first": "一", "count": 2})
    assert kinds([beside.way(card(way=replace(way, steps=way.steps[:1])))]) == ["way_one"]
    assert beside.way(card(way=replace(way, steps=(), reason="none"))) is None
    opened = replace(way.steps[0], metric="app", title="政务App")
    assert kinds([beside.way(card(way=replace(way, steps=(opened,))))]) == ["way_one_open"]
    assert kinds([beside.way(card(way=replace(way, steps=(opened, *way.steps))))]) == ["way_some_open"]
    told = beside.gain(card(gains=(opened,)))
    assert told and phrases("zh").statement(told).startswith("最有效的一步：开设政务 App")
    assert beside.gain(card(gains=way.steps)) == Statement("gain", {"channel": "网站", "first": "一", "points": 2.0, "rank": 4})


def test_three_subjects_by_importance() -> None:
    """The veto is said before the change, the change before the channel; nothing is said twice."""
    full = card(
        replace(TOP, change=3.0), findings=(finding("veto-2"),), channels=channels(30, 45, 50),
        gains=(step("一", 2.0),), looks=zhejiang().looks, indicators=zhejiang().indicators,
    )  # fmt: skip
    assert kinds(statements(full)) == ["tier_sure", "veto_one", "rose"]
    assert kinds(statements(replace(full, findings=()))) == ["tier_sure", "rose", "behind"]
    little = replace(full, findings=(), headlines=(replace(TOP, change=2.9),), channels=channels(45, 45, 50))
    assert kinds(statements(little)) == ["tier_sure", "behind", "rose"]  # under the marks the channel comes first
    assert kinds(statements(card(replace(TOP, of=1, rank=1)))) == ["alone", "even"]


def test_every_sentence_is_short_and_has_both_languages() -> None:
    """Sixty Chinese characters as it is printed, with the longest names there are."""
    rules = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (say, beside))
    said = {key.removeprefix("statement.") for key in phrases("zh").table if key.startswith("statement.")}
    assert all(f'"{kind}"' in rules or kind in ("rose_by", "fell_by") for kind in said)  # none lies unused
    said |= set(re.findall(r'say\("(\w+)"', rules))
    assert len(said) > 25 and len(ORDER) > 15
    for lang in LANGUAGES:
        assert all(f"statement.{kind}" in phrases(lang).table for kind in said)
    top = replace(TOP, score=57.9, rank=283, of=326, rank_low=184, rank_high=312, tier="发展", tier_low="发展", tier_high="起步")
    longest = say.standing(card(top, Level.PREFECTURE))
    assert longest.kind == "tier_open" and len(phrases("zh").statement(longest)) <= 60
    assert phrases("en").statement(Statement("thin", {"coverage": 0.6})).startswith("Only 60%")
