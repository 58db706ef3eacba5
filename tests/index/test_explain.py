"""Scores taken apart: contributions add up; who leads and in what."""

from __future__ import annotations

import pytest

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.explain.exemplars import ahead, leaders
from dsci.index.explain.parts import explain, indicators

BLOCKED, ABSENT = Status.BLOCKED, Status.ABSENT
UNITS = {
    "full": (8, 10, 40, 20),
    "gap": (8, BLOCKED, 40, 20),
    "half": (8, 10, BLOCKED, BLOCKED),
    "zero": (9, 4, ABSENT, ABSENT),
    "dark": (BLOCKED, BLOCKED, BLOCKED, BLOCKED),
}


@pytest.fixture(params=["arithmetic", "geometric"])
def scored(request, tiny, table):
    """Geometric within channel a; the composite stays arithmetic, since one channel is zero."""
    scheme = tiny('title_en = "A"\n', f'title_en = "A"\naggregate = "{request.param}"\n')
    return score(scheme, table(UNITS))


@pytest.mark.parametrize("unit", [u for u in UNITS if u != "dark"])
@pytest.mark.parametrize("node", ["all", "a"])
def test_contributions_add_up(scored, unit: str, node: str) -> None:
    parts = explain(scored, unit, node)
    assert parts[0].contribution == pytest.approx(scored.score(unit, node))
    assert sum(part.contribution for part in indicators(parts)) == pytest.approx(scored.score(unit, node))
    for part in parts:
        children = [p.contribution for p in parts if p.parent == part.node]
        assert not children or sum(children) == pytest.approx(part.contribution)


def test_parts_by_hand(tiny, table) -> None:
    """Where a.late is not seen a.many carries all of a; its share in the whole goes from 0.45 to 0.6."""
    parts = {p.node: p for p in explain(score(tiny(), table(UNITS)), "gap", "all")}
    many, late = parts["a.many"], parts["a.late"]
    assert (many.weight, many.effective, many.contribution) == pytest.approx((0.45, 0.6, 48))
    assert (late.weight, late.effective, late.contribution) == pytest.approx((0.15, 0, 0))
    assert (many.value, many.score, many.handling, many.kind, many.depth) == (8, 80, "value", "indicator", 2)
    assert (late.value, late.score, late.status, late.handling) == (None, None, "BLOCKED", "drop")
    assert parts["a"].coverage == pytest.approx(0.75)
    assert (parts["a"].title, parts["all"].title, parts["a"].title_en) == ("甲", "综合", "A")


def test_without_a_score_nothing_contributes(scored) -> None:
    assert {part.contribution for part in explain(scored, "dark", "all")} == {0}


def test_a_single_indicator_explains_itself(scored) -> None:
    (part,) = explain(scored, "full", "b.one")
    assert (part.contribution, part.effective) == (pytest.approx(40), 1)


def test_the_leader_and_whether_its_lead_survives(tiny, table) -> None:
    found = score(tiny(), table(UNITS))
    a, b = leaders(found, "p", tuple(UNITS), {("p", "a", "zero"): (1, 1), ("p", "b", "full"): (1, 2)})
    assert (a.unit, a.score, a.margin, a.of, a.survives) == ("zero", pytest.approx(87.5), pytest.approx(7.5), 4, True)
    assert (b.unit, b.margin, b.of, b.survives) == ("full", pytest.approx(0), 3, False)
    assert leaders(found, "p", tuple(UNITS), nodes=("a",))[0].survives is None
    assert leaders(found, "p", ("dark",)) == []


def test_where_the_exemplar_is_ahead(tiny, table) -> None:
    """late: 0.25·(80 - 50) = 7.5 points, many: 0.75·(90 - 80) = 7.5; what was not seen is no weakness."""
    found = score(tiny(), table(UNITS))
    rows = ahead(found, "full", "zero", "a")
    assert {row.node: row.points for row in rows} == pytest.approx({"a.late": 7.5, "a.many": 7.5})
    assert [row.node for row in ahead(found, "gap", "zero", "a")] == ["a.many"]
    assert ahead(found, "zero", "full", "a") == []
    assert len(ahead(found, "full", "zero", "a", most=1)) == 1
