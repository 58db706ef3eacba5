"""What would move a score, and the cheapest way to the next class, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsci.contract import Status
from dsci.index.condition import Condition
from dsci.index.explain.cheapest import cheapest
from dsci.index.explain.gains import gains, standing
from dsci.index.explain.goals import Goal, like_best, like_target, like_unit
from dsci.index.scheme.methods import Denominator, Gate, Normalise, Tier, Tiering
from dsci.index.scheme.model import Node

from .conftest import MINMAX, by, of, tree, two_levels

BLOCKED, ABSENT = Status.BLOCKED, Status.ABSENT
UNITS = {"u": (40, 60, 50, 30), "v": (80, 50, 60, 90), "w": (20, 100, BLOCKED, 50), "z": (ABSENT, 20, BLOCKED, 20)}


def test_each_indicator_at_the_exemplars_value() -> None:
    """u = 0.45·40 + 0.15·60 + 0.2·50 + 0.2·30 = 43, third behind v and w (0.6·40 + 0.4·50 = 44). a1 at 80 gives 18."""
    scored = of(two_levels(), UNITS)
    assert standing(scored, "u", "all", "uvwz").rank == 3
    goals = like_unit(scored, "u", "all", "v")
    assert {g.node: (g.value, g.of) for g in goals.values()} == {"a1": (80, "v"), "b1": (60, "v"), "b2": (90, "v")}
    found = gains(scored, "u", "all", goals, "uvwz")
    assert [(g.node, g.points) for g in found] == [("a1", pytest.approx(18)), ("b2", pytest.approx(12)), ("b1", pytest.approx(2))]
    assert (found[0].then.score, found[0].then.rank, found[0].then.of, found[0].then.tier) == (pytest.approx(61), 2, 4, "中")
    assert (found[0].own, found[0].effort) == (40, pytest.approx(40)) and found[2].then.rank == 2


def test_what_was_not_seen_is_no_gain_and_absent_is_one() -> None:
    scored = of(two_levels(), UNITS)
    goals = like_unit(scored, "z", "all", "v")
    assert set(goals) == {"a1", "a2", "b2"}  # b1 of z was blocked
    assert next(g for g in gains(scored, "z", "all", goals, "uvwz") if g.node == "a1").status == "ABSENT"
    assert set(like_best(scored, "u", "all", "uvwz")) == {"a1", "a2", "b1", "b2"}
    assert like_best(scored, "u", "all", "uvwz")["a2"] == Goal("a2", 100, "w")


def test_a_scale_of_the_sample_is_made_again() -> None:
    """Min-max: u at 12 would be the new best, so that v falls from 100 to (10 − 0)/12; u goes from 50 to 100, not to 120."""
    scored = of(by(tree({"i": (1, None)}), MINMAX), {"u": (5,), "v": (10,), "w": (0,)})
    (gain,) = gains(scored, "u", "all", {"i": Goal("i", 12, "target")}, "uvw")
    assert (gain.points, gain.then.rank, gain.then.score) == (pytest.approx(50), 1, pytest.approx(100))


def test_a_denominator_is_the_units_own() -> None:
    """Per 1000 people v has 40; u with 2000 people needs 80, not v's 4."""
    scheme = tree({"i": (1, None)}).mapped(lambda n: _per(n) if n.metric else n)
    scored = of(scheme, {"u": (20, 2000), "v": (4, 100)})
    assert (scored.score("u", "all"), scored.score("v", "all")) == pytest.approx((10, 40))
    (gain,) = gains(scored, "u", "all", like_unit(scored, "u", "all", "v"), "uv")
    assert (gain.goal, gain.then.score) == (pytest.approx(80), pytest.approx(40))


def _per(node: Node) -> Node:
    return replace(node, per=Denominator("people", 1000))


def test_targets_that_the_scheme_states() -> None:
    late = by(tree({"i": (1, None), "k": (1, None)}), Normalise("goalposts", -1, worst=20, best=0))
    scored = of(late, {"u": (10, 0), "v": (20, 5)})
    assert like_target(scored, "u", "all") == {"i": Goal("i", 0, "target")}
    with pytest.raises(ValueError, match="states no target"):
        like_target(of(two_levels(), UNITS), "u", "all")


def test_the_fewest_then_the_least_effort() -> None:
    """43 wants 7 for 50: a1 alone would do with 40 of its own, b2 alone with 60: a1. Without it a2 and b2 do."""
    scored = of(two_levels(), UNITS)
    way = cheapest(scored, "u", "all", like_best(scored, "u", "all", "uvwz"), "uvwz")
    assert (way.tier, way.wanted, way.fewest and way.least) == ("中", 50, True)
    assert [g.node for g in way.gains] == ["a1"] and way.then.score == pytest.approx(61) and way.then.rank == 2
    goals = {g.node: g for g in (Goal("a2", 90, "x"), Goal("b1", 60, "x"), Goal("b2", 50, "x"))}  # + 4.5, 2, 4
    way = cheapest(scored, "u", "all", goals, "uvwz")
    assert [g.node for g in way.gains] == ["a2", "b2"] and way.then.score == pytest.approx(51.5)


def test_two_of_one_size_go_by_the_least_rise() -> None:
    """Weights 0.6 and 0.4: +10 of 6 points by 25 on the one, by 25·0.4 = 10 on the other; the smaller rise that suffices wins."""
    scored = of(tree({"a": (6, None), "b": (4, None)}), {"u": (45, 45)})
    way = cheapest(scored, "u", "all", {"a": Goal("a", 54, "x"), "b": Goal("b", 60, "x")}, "u")
    assert [g.node for g in way.gains] == ["a"] and way.gains[0].effort == pytest.approx(9)


def test_a_way_that_there_is_not() -> None:
    gated = (Gate("all", "safe", Condition.parse("<1"), 10, "安全否决"),)
    scored = of(two_levels(rules=gated), {"u": (40, 60, 50, 30, 0), "v": (80, 90, 90, 90, 1)})
    way = cheapest(scored, "u", "all", like_unit(scored, "u", "all", "v"), "uv")
    assert way.gains == () and way.then is None and way.all_of_them.score == 10
    with pytest.raises(ValueError, match="unit v is in the highest tier"):
        cheapest(scored, "v", "all", {}, "uv")


@pytest.mark.parametrize(("method", "wanted"), [("minimum", {"a", "b"}), ("geometric", {"a"})])
def test_other_means(method: str, wanted: set[str]) -> None:
    """min(40, 45) is 50 only when both rise; √(40·45) = 42.4 is √(64·45) = 53.7 with a alone, and with b alone √(40·60) = 49."""
    scored = of(tree({"a": (1, None), "b": (1, None)}, {"all": method}), {"u": (40, 45), "v": (64, 60)})
    way = cheapest(scored, "u", "all", like_unit(scored, "u", "all", "v"), "uv")
    assert {g.node for g in way.gains} == wanted


def test_many_indicators_are_taken_greatest_first() -> None:
    """40 of one weight, each from 40 to 60: +0.5 each, 20 of them for 10 points; not all C(40, 20) sets are looked at."""
    scheme = tree({f"i{n:02d}": (1, None) for n in range(40)})
    scored = of(scheme, {"u": (40,) * 40, "v": (60,) * 40})
    way = cheapest(scored, "u", "all", like_unit(scored, "u", "all", "v"), "uv")
    assert len(way.gains) == 20 and not way.fewest and way.then.score == pytest.approx(50)


def test_what_is_not_there_at_all_is_opened_as_a_whole() -> None:
    """u has no b: one step to v's 0.4·(0.5·60 + 0.5·90) = 30; with a1 ABSENT too, a2 is there, so a stays apart."""
    scored = of(two_levels(), {"u": (ABSENT, 60, ABSENT, ABSENT), "v": (80, 50, 60, 90)})
    found = gains(scored, "u", "all", like_unit(scored, "u", "all", "v"), "uv")
    assert [(g.node, g.points, g.leaves) for g in found] == [
        ("a1", pytest.approx(36), ("a1",)), ("b", pytest.approx(30), ("b1", "b2")),
    ]  # fmt: skip
    assert (found[1].goal, found[1].effort, found[1].of, found[1].status) == (pytest.approx(75), pytest.approx(75), "v", "ABSENT")
    way = cheapest(scored, "u", "all", like_unit(scored, "u", "all", "v"), "uv")  # 9 + 36 + 30 = 75; 中 begins at 50
    assert [g.node for g in way.gains] == ["a1", "b"] and way.then.score == pytest.approx(75)


def test_a_subject_that_is_there_elsewhere_is_not_opened() -> None:
    """app.* of branch b is ABSENT, but app.down in branch a is there: two steps, not one."""
    metrics = {"a1": "app.down", "a2": "web.a", "b1": "app.b", "b2": "app.c"}
    scheme = two_levels().mapped(lambda n: replace(n, metric=metrics[n.id]) if n.metric else n)
    cells = {"u": (5, 60, ABSENT, ABSENT), "v": (80, 50, 60, 90), "z": (ABSENT, 60, ABSENT, ABSENT)}
    scored = of(scheme, cells)
    for unit, wanted in (("u", {"a1", "b1", "b2"}), ("z", {"a1", "b"})):
        assert {g.node for g in gains(scored, unit, "all", like_unit(scored, unit, "all", "v"), "uvz")} == wanted


def test_one_that_moves_the_border_is_a_way_of_one() -> None:
    """By the widest gap 80, 79 | 40, 5, 4: 高 begins at 79. With u at 57 it is 80, 79, 57 | 5, 4, far as 57 is from 79."""
    classes = (Tier("高", "high", 0), Tier("低", "low", 0))
    scheme = replace(tree({"a": (1, None), "b": (1, None)}), tiers=classes, tiering=Tiering(method="gaps"))
    cells = {"p": (80, 80), "q": (79, 79), "u": (40, 40), "w": (5, 5), "x": (4, 4)}
    scored = of(scheme, cells)
    goals = {leaf: Goal(leaf, 74, "x") for leaf in "ab"}
    found = gains(scored, "u", "all", goals, "pquwx")
    way = cheapest(scored, "u", "all", goals, "pquwx")
    assert way.wanted == 79 and found[0].then.score == 57 and found[0].then.tier == "高"
    assert len(way.gains) == 1 and way.then.tier == "高"
