"""What the book's record holds, of a small world of two years without a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dsci.contract import (
    CHINA,
    Account,
    BookContext,
    Finding,
    Letter,
    Observation,
    Overview,
    Page,
    Point,
    Post,
    Problem,
    Ranking,
    Result,
    Site,
    Status,
    fact,
)
from dsci.index.scheme import load
from dsci.pipeline import Board
from dsci.pipeline.book import book_context, problems, rankings_of
from dsci.pipeline.book.tree import Tree
from dsci.store import open_store

from .given import SEEN, observed, scored, without

BEIJING, HEBEI, SHANXI, LIAONING, JILIN, ZHEJIANG, JIANGXI, HENAN, SICHUAN, QINGHAI = (
    "110000", "130000", "140000", "210000", "220000", "330000", "360000", "410000", "510000", "630000"
)  # fmt: skip
JILIN_CITY, HANGZHOU, NINGBO, CHENGDU = "220200", "330100", "330200", "510100"
GOOD = {
    BEIJING: 0.9, HEBEI: 0.6, SHANXI: 0.55, LIAONING: 0.3, JILIN: 0.35, ZHEJIANG: 0.8, JIANGXI: 0.45, HENAN: 0.65, SICHUAN: 0.7,
    QINGHAI: 0.0, JILIN_CITY: 0.95, HANGZHOU: 0.75, NINGBO: 0.25, CHENGDU: 0.52,
}  # fmt: skip
LAST = {**GOOD, ZHEJIANG: 0.95, LIAONING: 0.7, HANGZHOU: 0.85}
ID = "1234567890"


def _rows(unit: str, good: float, period: str) -> list[Observation]:
    """Of 青海 nothing could be seen, 江西 has no Weibo."""
    rows = observed(unit, good, period)
    if unit == QINGHAI:
        return [replace(o, value=None, status=Status.BLOCKED) for o in rows]
    return without(rows, "weibo", Status.ABSENT) if unit == JIANGXI else rows


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    store = open_store(str(tmp_path_factory.mktemp("book")))
    for period, good in (("2025", LAST), ("2026", GOOD)):
        store.put(o for unit, quality in good.items() for o in _rows(unit, quality, period))
    page = Page("a" * 32, "https://weibo.com/x", ZHEJIANG, "weibo", ID, "timeline", "r", 0, SEEN, SEEN, Status.OK)
    again = replace(page, id="b" * 32, seen_at=SEEN - timedelta(days=1), status=Status.TIMEOUT)
    days = [datetime(*day, 12, tzinfo=CHINA) for day in ((2025, 12, 31), (2026, 2, 1), (2026, 2, 9), (2026, 4, 3))]
    posts = [fact(Post, page, str(n), published=day, title="暴雨红色预警", pinned=False, media=()) for n, day in enumerate(days)]
    store.put([page, again, *posts, *(replace(p, page=again.id, seen_at=again.seen_at) for p in posts[:2])])
    letters = replace(page, id="c" * 32, unit=HEBEI, channel="website", account="", purpose="letters", url="https://x.gov.cn/")
    asked = [SEEN - timedelta(days=n) for n in (3, 9, 300)]
    kinds = zip(asked, ("投诉", "咨询", "投诉"), strict=True)
    told = [fact(Letter, letters, str(day), kind=kind, department="", asked=day, answered=None) for day, kind in kinds]
    home = fact(
        Site, letters, letters.url, name="", domain="", id_code="", id_code_from="", title="", footer=(), access=(),
        innovation=(), columns=("letters",), search=False, links=1,
    )  # fmt: skip
    store.put([letters, home, *told])
    store.put([*_renamed(), Account(JIANGXI, "weibo", "weibo", "", "absent")])
    yield scored(store)
    store.close()


@pytest.fixture(scope="module")
def book(board: Board) -> BookContext:
    return book_context(board, ("emergency", "region:east"))


def _renamed() -> list[Account]:
    """浙江's account of today, and the one before it."""
    own = Account(ZHEJIANG, "weibo", "weibo", ID, name="浙江发布")
    return [own, replace(own, id="9", name="旧号", valid_to="2025-12-31")]


def ranking(book: BookContext, population: str) -> Ranking:
    return next(r for r in book.rankings if r.population == population)


def overview(book: BookContext, population: str = "provincial") -> Overview:
    return next(o for o in book.overviews if o.population == population)


def problem(book: BookContext, metric: str) -> Problem:
    return next(p for p in book.problems if p.metric == metric)


def test_whom_it_ranks(book: BookContext) -> None:
    whole = ["provincial", "level:municipality", "level:province", "level:prefecture"]
    assert [r.population for r in book.rankings] == [*whole, "region:east", "region:east:prefecture"]
    assert [o.population for o in book.overviews] == [r.population for r in book.rankings]
    assert book.chapters == ("emergency", "region:east", "region:east:prefecture")
    assert [line.name for line in ranking(book, "region:east").lines] == ["北京", "浙江", "河北"]
    assert [line.rank for line in ranking(book, "region:east:prefecture").lines] == [1, 2]


def test_a_ranking_is_what_was_scored(book: BookContext, board: Board) -> None:
    first = ranking(book, "provincial")
    assert [line.code for line in first.lines][:4] == [BEIJING, ZHEJIANG, SICHUAN, HENAN]
    assert (first.lines[-1].code, first.lines[-1].rank, first.lines[-1].score, first.of) == (QINGHAI, None, None, 9)
    for line in first.lines:
        own = board.results["provincial", "comprehensive", line.code]
        assert (line.score, line.rank, line.rank_low, line.rank_high) == (own.score, own.rank, own.rank_low, own.rank_high)
        assert line.scores[first.nodes.index("app")] == board.scored.score(line.code, "app")
    second = first.lines[1]  # 浙江 was first with 0.95
    assert second.rank_change == -1 and second.change is not None and second.change < -10
    assert [line.province for line in ranking(book, "level:prefecture").lines][:2] == ["吉林", "浙江"]


def test_rankings_come_out_of_results_alone(book: BookContext, board: Board) -> None:
    found = rankings_of(board.scored.scheme, "zh", board.found)
    assert [replace(line, change=None, rank_change=None) for line in book.rankings[0].lines] == list(found[0].lines)


def test_an_ability_is_its_units_mean_spread_and_best(book: BookContext, board: Board) -> None:
    weibo = next(a for a in overview(book).abilities if a.node == "weibo")
    scores = [s for unit in board.members["provincial"] if (s := board.scored.score(unit, "weibo")) is not None]
    assert weibo.all_scores == tuple(sorted(scores)) and weibo.units == 9
    assert (weibo.mean, weibo.low, weibo.high) == (pytest.approx(sum(scores) / 9), 0.0, max(scores))
    assert weibo.best[:2] == ("北京", "浙江") and len(weibo.best) == 5 and weibo.best_scores[0] == max(scores)
    then = [board.season.past[unit, "weibo"]["2025"] for unit in board.members["provincial"] if unit != QINGHAI]
    assert weibo.history == (Point("2025", pytest.approx(sum(then) / 9)), Point("2026", weibo.mean))
    assert (weibo.change, weibo.both) == (pytest.approx((sum(scores) - sum(then)) / 9), 9)
    part = next(a for a in overview(book).abilities if a.node == "weibo.delivery")
    assert (part.kind, part.parent) == ("capability", weibo.title)


def test_tiers_and_movers_since_the_year_before(book: BookContext, board: Board) -> None:
    found, counted = overview(book), []
    for period in ("2026", "2025"):
        kept = board.store.rows(Result, period=period, population="provincial", node="comprehensive")
        counted.append([sum(r.tier == tier.label for r in kept) for tier in board.scored.scheme.tiers])
    assert [[t.now for t in found.tiers], [t.before for t in found.tiers]] == counted and sum(counted[0]) == 9
    assert found.tiers[0].names == ("北京", "浙江")
    up, down = [m for m in found.movers if m.rank < m.rank_before], [m for m in found.movers if m.rank > m.rank_before]
    assert down[0].code == LIAONING and (down[0].rank_before, down[0].rank) == (3, 9)
    assert (BEIJING, 2, 1) in [(m.code, m.rank_before, m.rank) for m in up] and found.movers == (*up, *down)
    assert overview(book, "level:municipality").movers == ()


def test_regions_beside_the_whole(book: BookContext) -> None:
    found = {r.region: r for r in overview(book).regions}
    scores = {line.code: line.score for line in ranking(book, "provincial").lines if line.score is not None}
    east = [scores[c] for c in (BEIJING, HEBEI, ZHEJIANG)]
    assert list(found) == ["east", "central", "west", "northeast"] and found["west"].units == 1
    assert found["east"].mean == pytest.approx(sum(east) / 3)
    assert found["east"].share == pytest.approx(sum(east) / 3 / (sum(scores.values()) / 9))
    assert found["west"].deviation is None and found["east"].history[-1].value == pytest.approx(found["east"].mean)
    assert overview(book, "level:prefecture").regions == (), "four cities are no regions"


def test_tiles_are_all_31(book: BookContext, board: Board) -> None:
    found = {tile.code: tile for tile in book.tiles}
    assert len(found) == 31 and found["540000"].score is None
    cities = [board.scored.score(c, "comprehensive") or 0 for c in (HANGZHOU, NINGBO)]
    assert found[ZHEJIANG].rank == 2 and found[ZHEJIANG].cities_mean == pytest.approx(sum(cities) / 2)
    assert found[BEIJING].cities_mean is None


def test_problems_are_counted_of_those_seen(book: BookContext) -> None:
    english = problem(book, "website.english_version")
    below = [unit for unit, good in GOOD.items() if good < 0.5 and unit != QINGHAI]
    assert (english.kind, english.lacking, english.seen, english.unseen) == ("no", len(below), 13, 1)
    assert english.before == pytest.approx(sum(LAST[u] < 0.5 for u in LAST if u != QINGHAI) / 13)
    assert english.better[:2] == ("吉林市", "北京"), "a city that bears a province's name has its whole one"


def test_an_absent_channel_is_one_problem(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "MOST", 1000)
    found = {p.metric: p for p in problems.problems(Tree(board.scored.scheme, "zh"), board.scored, None, board.metrics)}
    weibo, verified = found["weibo"], found["weibo.verified"]
    assert (weibo.kind, weibo.lacking, weibo.seen, weibo.unseen) == ("channel", 1, 13, 1)
    low = [unit for unit, good in GOOD.items() if good < 0.5 and unit not in (QINGHAI, JIANGXI)]
    assert (verified.lacking, verified.seen, verified.before) == (len(low), 12, None), "江西 is not among those that lack it"
    assert "app" not in found, "every unit that was seen has one"


def test_topics_count_each_post_of_the_period_once(book: BookContext, board: Board) -> None:
    posts, *letters = book.topics
    told = {("letters", "咨询", 1, 0.5), ("letters", "投诉", 1, 0.5)}
    assert {(t.kind, t.title, t.count, t.share) for t in letters} == told and len(letters) == 2
    assert (posts.topic, posts.count, posts.share, posts.units, posts.most) == ("emergency", 3, 1.0, 1, ("浙江",))
    assert [(p.label, p.value) for p in posts.months] == [("2026-01", 0), ("2026-02", 2), ("2026-03", 0), ("2026-04", 1)]
    with pytest.raises(ValueError, match="no chapter weather"):
        book_context(board, ("weather",))
    with pytest.raises(ValueError, match="no region south"):
        book_context(board, ("region:south",))


def test_the_appendices(book: BookContext) -> None:
    assert sum(d.weight for d in book.definitions) == pytest.approx(1)
    columns = next(d for d in book.definitions if d.metric == "website.columns_updated_share")
    assert (columns.channel, columns.units, columns.direction) == ("website", 13, 1)
    assert [(a.code, a.channel, a.address, a.account) for a in book.addresses] == [
        (ZHEJIANG, "weibo", f"https://weibo.com/u/{ID}", "浙江发布")
    ]
    assert [(look.channel, look.status, look.count) for look in book.looks] == [
        ("website", "OK", 1), ("weibo", "OK", 1)
    ], "the last look counts"  # fmt: skip


def test_findings_kept_are_counted_and_lead_to_a_sentence(board: Board) -> None:
    rule = {"book": "inspection-2019", "period": "2026", "severity": "veto", "wording": "", "seen": ""}
    kept = [
        Finding(BEIJING, rule="veto-3", outcome="pass", **rule),
        *(Finding(unit, rule="veto-3", outcome="fail", number=n, **rule) for unit in (HEBEI, JILIN) for n in (0, 1)),
    ]
    board.store.put(kept)
    fresh = book_context(replace(board, given=None, lang="en"))
    board.store.replace({Finding: {"book": "inspection-2019"}}, [])
    count = next(c for c in fresh.finding_counts if (c.book, c.severity) == ("inspection-2019", "veto"))
    broken = next(p for p in fresh.problems if p.rule == "inspection-2019/veto-3")
    assert (count.failed, broken.lacking, broken.better) == (2 + _worked_out(fresh), 2, ("Beijing",))
    assert broken.kind == "veto" and fresh.lang == "en" and fresh.rankings[0].lines[0].name == "Beijing"


def _worked_out(book: BookContext) -> int:
    """Vetoes failed by the units whose findings were not kept: there the rules were held against observations."""
    others = [p for p in book.problems if p.kind == "veto" and p.rule != "inspection-2019/veto-3"]
    return sum(p.lacking for p in others)


def test_a_store_of_one_unit(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "one"))
    store.put(observed("330106", 0.6))
    alone = book_context(scored(store))
    store.close()
    assert [r.population for r in alone.rankings] == ["level:county"]
    assert (alone.periods, alone.units, alone.tiles, alone.overviews[0].movers) == (("2026",), 1, (), ())
    assert {"level", "tiers"} <= {s.kind for s in alone.statements} <= {"level", "channels", "veto", "problem", "tiers"}


@pytest.mark.parametrize(
    ("scheme", "indices", "channels"),
    [("nju-2023", 3, 5), ("egdi", 1, 0), ("maturity", 1, 5), ("uestc-2023", 1, 4), ("weibo-city-2023", 1, 0)],
)
def test_schemes_of_another_build(scheme: str, indices: int, channels: int) -> None:
    tree = Tree(load(scheme), "en")
    assert (len(tree.composites), len(tree.channels), len(set(tree.shown))) == (indices, channels, len(tree.shown))
    assert not {n for n in tree.shown if n in tree.scheme.nodes and tree.scheme.nodes[n].metric}, "no indicator is shown"
    assert set(tree.counted) == set(tree.channels) - {"data"}
