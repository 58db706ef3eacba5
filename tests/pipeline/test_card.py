"""What a card's record holds, for every level of government, of small worlds without a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from dsci.contract import CHINA, Account, CardContext, Evidence, Finding, Observation, Page, Post, Result, Status, Timeline, fact
from dsci.index.percentile import percentile
from dsci.pipeline import Board
from dsci.pipeline.card.channels import why_of
from dsci.registry import units
from dsci.store import Store, open_store

from .given import (
    BEIJING,
    GOOD,
    HANGZHOU,
    JIANGSU,
    LAST,
    NANJING,
    NINGBO,
    SEEN,
    WENZHOU,
    ZHEJIANG,
    card_of,
    default,
    observed,
    scored,
    without,
)

ID, DAY = "1234567890", timedelta(days=1)
KINDS = ("ABSENT", "CENSORED", "OK")


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    store = open_store(str(tmp_path_factory.mktemp("cards")))
    for period, good in (("2025", LAST), ("2026", GOOD)):
        store.put(o for unit, quality in good.items() for o in observed(unit, quality, period))
    _posts(store)
    yield scored(store)
    store.close()


def _posts(store: Store) -> None:
    """Hangzhou's Weibo: read back to the 20th of August, a pinned post of January on top."""
    blank = Page("", "https://weibo.com/x", HANGZHOU, "weibo", ID, "timeline", "run", 0, SEEN, SEEN, Status.OK)
    page = replace(blank, id="a" * 32)
    days = [datetime(2026, m, d, 12, tzinfo=CHINA) for m, d in ((1, 5), (8, 20), (9, 1), (9, 30), (10, 31))]
    posts = [
        fact(Post, page, str(i), published=day, title="", pinned=i == 0, media=(), original=True) for i, day in enumerate(days)
    ]
    end = fact(Timeline, page, page.url, items=5, oldest=days[1], more=True)
    own = Account(HANGZHOU, "weibo", "weibo", ID, name="杭州发布")
    store.put([page, *posts, end, own, replace(own, id="9", name="旧号", valid_to="2026-06-30")])
    failed = replace(page, id="b" * 32, status=Status.BLOCKED, seen_at=SEEN - DAY)
    store.put([Evidence(HANGZHOU, "weibo.posts_per_day", "2026", page.id), failed])


@pytest.fixture(scope="module")
def zhejiang(board: Board) -> CardContext:
    return card_of(board, ZHEJIANG)


@pytest.fixture(scope="module")
def hangzhou(board: Board) -> CardContext:
    return card_of(board, HANGZHOU)


def test_history_and_change_are_of_the_same_scheme(board: Board, zhejiang: CardContext) -> None:
    top = zhejiang.headlines[0]
    assert [p.label for p in top.history] == ["2025", "2026"] and top.history[1].value == top.score
    assert zhejiang.before == "2025" and top.change == pytest.approx((top.score or 0) - (top.history[0].value or 0))
    assert (top.change or 0) > 10 and all((ch.change or 0) > 0 for ch in zhejiang.channels)
    assert (card_of(board, JIANGSU).headlines[0].change or 0) < 0
    assert card_of(board, BEIJING).headlines[0].change == pytest.approx(0)
    rows = [r for r in zhejiang.indicators if r.unit != "是/否" and r.change is not None]
    assert len(rows) > 50 and sum((r.change or 0) > 0 for r in rows) > 50


def test_middle_and_best_are_of_the_level(zhejiang: CardContext, board: Board) -> None:
    """Two provinces: the median lies between them, the best is the other or itself; three provincial units for channels."""
    top, scores = zhejiang.headlines[0], [board.scored.score(u, "comprehensive") for u in (JIANGSU, ZHEJIANG)]
    assert top.all_scores == tuple(scores) and top.best == scores[1]
    assert top.median == pytest.approx(sum(s or 0 for s in scores) / 2)
    assert zhejiang.peers_title and {e.unit for e in zhejiang.exemplars} == {"北京"}
    own = board.scored.score(ZHEJIANG, "website")
    assert next(ch for ch in zhejiang.channels if ch.channel == "website").median == own  # in the middle of the three
    leaves, units_ = {n.metric: n.id for n in board.scored.scheme.leaves}, board.members["provincial"]
    for row in zhejiang.indicators:
        assert row.score is not None
        assert row.percentile == pytest.approx(percentile(row.score, board.scored.column(leaves[row.metric], units_)))


def test_a_yes_or_no_has_a_share_and_no_median(zhejiang: CardContext) -> None:
    yes = [r for r in zhejiang.indicators if r.unit == "是/否"]
    assert yes and {r.median for r in yes} == {None} and {r.share for r in yes} == {1.0}
    assert all(r.share is None and r.median is not None for r in zhejiang.indicators if r.unit != "是/否")


def test_the_exemplar_leads_since_and_is_ahead_in(hangzhou: CardContext, zhejiang: CardContext) -> None:
    """Beijing led in both years; Hangzhou's own lead is its own."""
    for e in zhejiang.exemplars:
        assert (e.code, e.since) == (BEIJING, "2025") and 1 <= len(e.how) <= 4
        assert [h.points for h in e.how] == sorted((h.points for h in e.how), reverse=True)
        assert all(h.own is not None and h.theirs != h.own for h in e.how) and e.strong_at == tuple(h.title for h in e.how)
    assert {(e.code, e.how) for e in hangzhou.exemplars} == {(HANGZHOU, ())}


def test_a_lead_that_is_new_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = open_store(str(tmp_path_factory.mktemp("new")))
    for period, good in (("2025", {ZHEJIANG: 0.3, JIANGSU: 0.6}), ("2026", {ZHEJIANG: 0.7, JIANGSU: 0.6})):
        store.put(o for unit, quality in good.items() for o in observed(unit, quality, period))
    assert {(e.unit, e.since) for e in card_of(scored(store), JIANGSU).exemplars} == {("浙江", "")}
    store.close()


def test_a_province_has_its_cities_and_a_city_its_neighbours(zhejiang: CardContext, hangzhou: CardContext) -> None:
    assert (zhejiang.cities_kind, [c.code for c in zhejiang.cities]) == ("cities", [HANGZHOU, NINGBO, WENZHOU])
    mean = sum(c.score or 0 for c in zhejiang.cities) / 3
    assert zhejiang.cities_mean == pytest.approx(mean) and zhejiang.province == ""
    assert [c.code for c in hangzhou.cities] == [c.code for c in zhejiang.cities] and hangzhou.province == "浙江省"
    assert hangzhou.cities_mean == pytest.approx(sum(c.score or 0 for c in zhejiang.cities[1:]) / 2)  # of the others
    assert {lead.code for lead in zhejiang.city_leads} == {HANGZHOU} and len(zhejiang.city_leads) == 5
    assert [s.code for s in zhejiang.spread] == [JIANGSU, ZHEJIANG]  # 南京 alone has a higher mean than the three
    own = next(s for s in zhejiang.spread if s.code == ZHEJIANG)
    assert (own.cities, own.mean, own.own) == (3, pytest.approx(mean), zhejiang.headlines[0].score)
    assert own.low < own.mean < own.high and zhejiang.cities[2].change is not None and zhejiang.cities[2].change < 0


def test_a_municipality_stands_beside_the_others_and_a_lone_city_beside_nobody(board: Board) -> None:
    beijing, nanjing = card_of(board, BEIJING), card_of(board, NANJING)
    assert (beijing.cities_kind, len(beijing.cities), beijing.spread, beijing.city_leads) == ("municipalities", 1, (), ())
    assert (nanjing.cities_kind, nanjing.cities, nanjing.cities_mean) == ("none", (), None)


def test_the_way_and_the_gains_are_towards_the_best(zhejiang: CardContext, board: Board) -> None:
    way, top = zhejiang.way, zhejiang.headlines[0]
    assert way and way.reason == "none" and way.short == pytest.approx(80 - (top.score or 0))  # more than five steps
    assert [g.gain for g in zhejiang.gains] == sorted((g.gain for g in zhejiang.gains), reverse=True)
    assert len(zhejiang.gains) == 5 and {g.goal_unit for g in zhejiang.gains} == {"北京"}
    hangzhou = card_of(board, HANGZHOU)
    assert hangzhou.gains == ()  # best in everything among cities


def test_activity_is_counted_as_far_as_the_list_reaches(hangzhou: CardContext) -> None:
    weibo = next(a for a in hangzhou.activity if a.channel == "weibo")
    assert [(p.label[-2:], p.value) for p in weibo.points[6:]] == [("07", None), ("08", 1), ("09", 2), ("10", 1)]
    assert (weibo.total, weibo.least, weibo.unit, weibo.status) == (4, True, "条", "")
    assert {a.status for a in hangzhou.activity if a.channel != "weibo"} == {"NOT_TRIED"}


def test_evidence_looks_and_accounts(hangzhou: CardContext) -> None:
    row = next(r for r in hangzhou.indicators if r.metric == "weibo.posts_per_day")
    assert (row.evidence, row.pages) == ("a" * 10, 1)
    assert [(look.channel, look.status, look.count) for look in hangzhou.looks] == [("weibo", "OK", 1)]  # the last look
    assert next(ch for ch in hangzhou.channels if ch.channel == "weibo").accounts == ("杭州发布",)


@pytest.mark.parametrize(
    ("ok", "bound", "absent", "why"), [(0.35, 0.25, 0.4, ""), (0.3, 0.1, 0.6, "ABSENT"), (0.4, 0.0, 0.4, "ABSENT")]
)
def test_why_a_channel_has_no_values(ok: float, bound: float, absent: float, why: str) -> None:
    leaves = [n.id for n in default().nodes["weibo"].walk() if n.metric]
    parts = [["BLOCKED"] * len(leaves), *([s] * round(n * len(leaves)) for s, n in zip(KINDS, (absent, bound, ok), strict=True))]
    found = [status for part in reversed(parts) for status in part][: len(leaves)]
    columns = {leaf: n for n, leaf in enumerate(leaves)}
    own = SimpleNamespace(scheme=default(), rows={"1": 0}, status=np.array([found]), leaf_columns=columns)
    assert why_of(SimpleNamespace(code="1", board=SimpleNamespace(scored=own)), "weibo") == why  # type: ignore[arg-type]


def test_a_tier_is_looked_up_by_its_rank(board: Board) -> None:
    places = zip((ZHEJIANG, JIANGSU, HANGZHOU, NINGBO), (1, 1, 2, 4), ("高", "高", "中", "低"), strict=True)
    found = [Result("s", "2026", "all", unit, "n", "index", 1.0, rank, 4, tier, 1.0) for unit, rank, tier in places]
    season = replace(board.season, found=found)
    assert [season.tier_at("all", "n", rank) for rank in (1, 2, 3, 4, None)] == ["高", "中", "中", "低", ""]


def test_findings_are_those_kept_else_made_and_not_kept(board: Board) -> None:
    card = card_of(board, NINGBO)
    assert {c.book for c in card.finding_counts} == {"inspection-2019", "guide-2017"}
    assert all(f.severity == "veto" and f.outcome in ("fail", "not_decided") for f in card.findings)
    assert "veto-1" not in {f.rule for f in card.findings}  # only a person can tell: counted, not listed
    assert board.store.rows(Finding) == []
    kept = Finding(NINGBO, "inspection-2019", "veto-2", "2026", "fail", "veto", "文", "见", 1, number=0)
    board.store.put([kept, replace(kept, number=1, count=2)])
    again = card_of(board, NINGBO)
    assert [(f.rule, f.count) for f in again.findings if f.book == "inspection-2019"] == [("veto-2", 3)]  # a row a rule
    own = next(c for c in again.finding_counts if c.book == "inspection-2019")
    assert (own.failed, own.passed, own.not_decided, own.not_applicable) == (1, 0, 0, 0)
    board.store.replace({Finding: {"unit": NINGBO}}, [])


def test_another_language_is_the_same_card(board: Board, hangzhou: CardContext) -> None:
    english = card_of(board.speaking("en"), HANGZHOU)
    assert board.speaking("en").season is board.season
    assert (english.name, english.province, english.headlines[0].title) == ("Hangzhou", "Zhejiang", "Comprehensive index")
    assert [s.kind for s in english.statements] == [s.kind for s in hangzhou.statements] and len(english.statements) == 3
    assert english.headlines[0].score == hangzhou.headlines[0].score and english.draws == 20 and english.version


def test_one_that_stands_alone_is_compared_with_nobody(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = open_store(str(tmp_path_factory.mktemp("alone")))
    county = next(u.code for u in units().values() if u.parent == HANGZHOU)
    store.put([*without(observed(ZHEJIANG, 0.6), "weibo", Status.ABSENT), *_parts(county)])
    board = scored(store)
    for card in (card_of(board, ZHEJIANG), card_of(board, county)):
        top = card.headlines[0]
        assert top.score is not None and (top.median, top.best, top.change, top.history) == (None, None, None, ())
        assert {(ch.median, ch.best, ch.best_unit) for ch in card.channels} == {(None, None, "")}
        assert card.exemplars == () and card.way is None and card.gains == () and card.peers_title == ""
        assert {(r.median, r.best, r.percentile, r.share) for r in card.indicators} == {(None, None, None, None)}
        assert card.strengths == card.weaknesses == () and card.cities_kind == "none" and card.spread == ()
        assert len(card.statements) == 3 and card.statements[0].kind == "alone"
    assert (card.unit.code, card.population, card.province) == (county, "county", "浙江省")
    told = {ch.channel: (ch.status, ch.score is None, ch.coverage < 0.5) for ch in card.channels}
    assert told["app"] == ("DELISTED", True, True), "out of its store: neither points nor coverage"
    assert told["video"] == ("ABSENT_PARTLY", False, False), "some of it is there"
    store.close()


def _parts(unit: str) -> list[Observation]:
    """Its App was withdrawn, and of video it has nothing but followers."""
    rows = without(observed(unit, 0.4), "app", Status.DELISTED)
    bare = without(rows, "video", Status.ABSENT)
    return [o if o.metric == "video.followers" else none for o, none in zip(rows, bare, strict=True)]


def test_nothing_seen_is_no_score_and_no_error(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = open_store(str(tmp_path_factory.mktemp("blocked")))
    blocked = [replace(o, value=None, status=Status.BLOCKED) for o in observed(ZHEJIANG, 0.5)]
    store.put([*blocked, *observed(JIANGSU, 0.5)])
    card = card_of(scored(store), ZHEJIANG)
    assert card.headlines[0].score is None and card.way and card.way.reason == "unscored" and card.gains == ()
    assert len(card.unobserved) == len(card.indicators) and {a.status for a in card.activity} == {"BLOCKED"}
    assert [s.kind for s in card.statements] == ["unseen", "why_unseen"]
    store.close()
