"""Books of rules: every fault is found, the frame does its sums."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dsci.contract import Finding
from dsci.index.document import SchemeError
from dsci.index.rulebook import check, load
from dsci.index.rulebook.book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Book
from dsci.index.rulebook.judging import failing
from dsci.index.rulebook.verdict import UNVERIFIED, score, verdict
from dsci.pipeline.inspecting import load_book

from .findings import finding

TINY = """
id = "tiny"
title = "小"
title_en = "Tiny"
source = "this test"

[frame]
full = 100
passing = 60
bonus_above = 80
bonus_most = 30
services = "services"

[[indicator]]
id = "news"
title = "甲"
status = "own"
points = 40

[[indicator]]
id = "services"
title = "乙"
status = "own"
points = 25

[[rule]]
id = "v1"
part = "单项否决"
item = "站点无法访问"
wording = "打不开"
effect = "veto"
status = "published"
metric = "website.open_share"
fails = "<=0.95"

[[rule]]
id = "v2"
part = "单项否决"
item = "服务不实用"
wording = "没有服务"
effect = "veto"
status = "unverified"
check = "hall_offered"

[[rule]]
id = "v3"
part = "单项否决"
item = "安全"
wording = "严重错误"
effect = "veto"
status = "published"

[[rule]]
id = "d1"
part = "扣分"
item = "甲"
wording = "每处"
effect = "deduction"
status = "own"
indicator = "news"
points = 3
cap = 9
check = "stale_columns"

[[rule]]
id = "d2"
part = "扣分"
item = "甲"
wording = "每处"
effect = "deduction"
status = "own"
indicator = "news"
points = 10
check = "blank_columns"

[[rule]]
id = "d3"
part = "扣分"
item = "乙"
wording = "每处"
effect = "deduction"
status = "own"
indicator = "services"
points = 5
check = "guides_forms"

[[rule]]
id = "b1"
part = "加分"
item = "丙"
wording = "有"
effect = "bonus"
status = "own"
points = 20
metric = "website.assistant"
fails = "<1"

[[rule]]
id = "b2"
part = "加分"
item = "丙"
wording = "有"
effect = "bonus"
status = "own"
points = 15
metric = "website.hsts"
fails = "<1"
"""

FAULTS = [
    ('id = "v2"', 'id = "v1"', "rule 'v1' stands twice", 'id = "v1"\npart = "单项否决"\nitem = "服务'),
    ('id = "services"', 'id = "news"', "indicator 'news' stands twice", 'id = "news"\ntitle = "乙"'),
    ('services = "services"', 'services = "hall"', "no indicator 'hall'", 'services = "hall"'),
    ('indicator = "news"', 'indicator = "views"', "no indicator 'views'", 'indicator = "views"'),
    ('effect = "veto"', 'effect = "penalty"', "unknown effect 'penalty'", 'effect = "penalty"'),
    ('status = "published"', 'status = "official"', "unknown status 'official'", 'status = "official"'),
    ('status = "published"', 'status = "own"', "a veto is the state's", 'status = "own"\nmetric'),
    ('fails = "<=0.95"', 'fails = "low"', "'low' is no comparison", 'fails = "low"'),
    ('fails = "<=0.95"\n', "", "metric and fails belong together", '[[rule]]\nid = "v1"'),
    ('fails = "<=0.95"', 'fails = "<=0.95"\ncheck = "x"', "a check and a metric", "metric ="),
    ('fails = "<=0.95"', 'fails = "<=0.95"\nabsent = "bad"', "unknown absent 'bad'", 'absent = "bad"'),
    ('check = "hall_offered"', 'check = "hall_offered"\nstep = 1', "step belongs to a metric", "step = 1"),
    ('wording = "严重错误"\n', "", "wording is missing", '[[rule]]\nid = "v3"'),
    ('wording = "严重错误"', 'wording = "严重错误"\nwith = { days = 3 }', "parameters without a check", "with = "),
    ('check = "stale_columns"\n', "", "a rule of one's own wants a check or a metric", '[[rule]]\nid = "d1"'),
    ("points = 3\n", "points = 0\n", "points is not above 0", "points = 0"),
    ("points = 3\n", 'points = "3"\n', "points is '3': want a number", 'points = "3"'),
    ("points = 3\n", "point = 3\n", "unknown key 'point'", "point = 3"),
    ('indicator = "services"\n', "", "a deduction stands in an indicator", '[[rule]]\nid = "d3"'),
    ("full = 100\n", "", "the frame has none to take from", 'effect = "deduction"'),
    ('id = "tiny"', 'id = "tiny', "not TOML", 'id = "tiny'),
]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Book]:
    def make(old: str = "", new: str = "") -> Book:
        path = tmp_path / "tiny.toml"
        path.write_text(TINY.replace(old, new, 1) if old else TINY, encoding="utf-8")
        return load(path)

    return make


@pytest.mark.parametrize(("old", "new", "said", "where"), FAULTS, ids=[f"{i}-{f[2][:30]}" for i, f in enumerate(FAULTS)])
def test_faults_are_found_with_their_lines(tmp_path: Path, old: str, new: str, said: str, where: str) -> None:
    assert old in TINY
    text = TINY.replace(old, new, 1)
    path = tmp_path / "tiny.toml"
    path.write_text(text, encoding="utf-8")
    found = {f.line: f.problem for f in check(path) if said in f.problem}
    assert text[: text.index(where)].count("\n") + 1 in found, check(path)
    with pytest.raises(SchemeError, match=re.escape(said)):
        load(path)


def test_checks_parameters_and_metrics_are_known_before_use(tmp_path: Path) -> None:
    for old, new, said in (
        ('check = "hall_offered"', 'check = "hall_ofered"', "no check 'hall_ofered'"),
        ('metric = "website.open_share"', 'metric = "website.opened"', "no metric 'website.opened'"),
        ('check = "hall_offered"', 'check = "hall_offered"\nwith = { day = 3 }', "unexpected keyword argument 'day'"),
    ):
        path = tmp_path / "tiny.toml"
        path.write_text(TINY.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(SchemeError, match=said) as error:
            load_book(path)
        header = TINY[: TINY.index(old)].rindex("[[rule]]")
        assert error.value.faults[0].line == TINY[:header].count("\n") + 1


# ------------------------------------------------------------------ the frame, with numbers by hand


def test_deductions_are_capped_by_rule_and_by_indicator(book: Callable[..., Book]) -> None:
    found = [*(finding("d1", points=3.0) for _ in range(5)), *(finding("d2", points=10.0) for _ in range(2))]
    got = score(book(), found)
    assert got and (got.taken["news"], got.base, got.passed) == (29, 71, True)  # min(15, 9) + 20
    got = score(book(), [*found, *(finding("d2", points=10.0) for _ in range(3))])
    assert got and (got.taken["news"], got.base) == (40, 60)  # 9 + 50 is more than the indicator has


def test_below_sixty_fails(book: Callable[..., Book]) -> None:
    base = [finding("d2", points=40.0)]
    sums = {points: score(book(), [*base, finding("d3", points=points)]) for points in (0.0, 0.01, 0.004, 5.0)}
    assert {p: (s.base, s.passed) for p, s in sums.items() if s} == {
        0.0: (60, True), 0.01: (59.99, False), 0.004: (60.0, True), 5.0: (55, False),
    }  # fmt: skip


def test_bonus_counts_only_above_eighty_and_at_most_thirty(book: Callable[..., Book]) -> None:
    plus = [finding("b1", PASS, 20.0, severity="bonus"), finding("b2", PASS, 15.0, severity="bonus")]
    at_eighty = score(book(), [*plus, finding("d2", points=20.0)])
    assert at_eighty and (at_eighty.base, at_eighty.bonus, at_eighty.total) == (80, 0, 80)
    above = score(book(), [*plus, finding("d2", points=19.5)])
    assert above and (above.base, above.bonus, above.total) == (80.5, 30, 110.5)
    one = score(book(), [plus[1]])
    assert one and one.total == 115


def test_without_outward_services_the_rest_counts_four_thirds(book: Callable[..., Book]) -> None:
    found = [finding("d2", points=10.0), finding("d3", points=25.0)]
    got = score(book(), found, services=False)
    assert got and got.base == 86.67  # (75 − 10) × 4/3
    assert got.taken == {"news": 10}
    got = score(book(), [finding("d2", points=31.0)], services=False)
    assert got and (got.base, got.passed) == (58.67, False)  # (75 − 31) × 4/3; without the factor it were 44 of 75


def outcomes(**by: str) -> list[Finding]:
    return [finding(name, kind, severity="veto") for name, kind in by.items()]


@pytest.mark.parametrize(
    ("found", "gate", "scored"),
    [
        (outcomes(v1=PASS, v2=PASS, v3=NOT_DECIDED), PASS, True),
        (outcomes(v1=FAIL, v2=PASS, v3=NOT_DECIDED), FAIL, False),
        (outcomes(v1=FAIL, v2=NOT_DECIDED), FAIL, False),
        (outcomes(v1=NOT_DECIDED, v2=PASS), NOT_DECIDED, True),
        (outcomes(v1=PASS, v2=FAIL), UNVERIFIED, True),
        (outcomes(v2=PASS), NOT_DECIDED, True),
        (outcomes(v1=NOT_APPLICABLE, v2=NOT_APPLICABLE), NOT_APPLICABLE, True),
    ],
)
def test_the_gate(book: Callable[..., Book], found: list[Finding], gate: str, scored: bool) -> None:
    got = verdict(book(), found)
    assert [g.outcome for g in got.gates] == [gate]
    assert (got.score is not None) == scored
    assert [r.id for r in got.gates[0].persons] == ["v3"]


def test_own_points_are_never_official(book: Callable[..., Book]) -> None:
    got = score(book(), [])
    assert got and not got.official and got.undecided == 5


def test_a_bonus_not_earned_fails_nothing() -> None:
    assert list(failing([finding("b1", FAIL, severity="bonus"), finding("d1", PASS)])) == []
    assert len(list(failing([finding("d1")]))) == 1
