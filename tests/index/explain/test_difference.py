"""Differences taken apart: they add up whatever the method, and where a hand can follow the numbers are those of the hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index.condition import Condition
from dsci.index.engine import score
from dsci.index.explain import game, shapley
from dsci.index.explain.difference import Side, difference, from_median, totals
from dsci.index.scheme import load
from dsci.index.scheme.methods import Bonus, Deduction, Gate
from dsci.index.table import Table

from .conftest import MINMAX, POLICY, by, of, tree, two_levels

BLOCKED, ABSENT = Status.BLOCKED, Status.ABSENT
METHODS = ("arithmetic", "geometric", "harmonic", "power", "minimum", "copeland", "outranking", "topsis")
UNITS = {
    "u": (80, 60, 50, 30), "v": (60, 70, 40, 90), "w": (20, 10, 70, 45),
    "x": (55, BLOCKED, 65, 10), "y": (90, 5, BLOCKED, BLOCKED),
}  # fmt: skip


def lines(scored, one, other, node="all"):
    return difference(Side(scored, one), Side(scored, other), node)


def test_arithmetic_by_hand() -> None:
    """0.6·(0.75·20 − 0.25·10) + 0.4·(0.5·10 − 0.5·60) = 9, −1.5, 2, −12; −2.5 in all."""
    found = lines(of(two_levels(), UNITS), "u", "v")
    assert {line.node: line.points for line in found} == pytest.approx({"a1": 9, "a2": -1.5, "b1": 2, "b2": -12})
    assert {line.kind for line in found} == {"score"}
    assert (found[0].values, found[0].scores, found[0].statuses) == ((80, 60), (80, 60), ("OK", "OK"))


def test_a_geometric_mean_by_hand() -> None:
    """√(64·25) = 40 and √(16·9) = 12. First a alone: √(64·9) − 12 = 12, then b: 16; first b: √(16·25) − 12 = 8, then a: 20."""
    scheme = tree({"a": (1, None), "b": (1, None)}, {"all": "geometric"})
    found = lines(of(scheme, {"u": (64, 25), "v": (16, 9)}), "u", "v")
    assert {line.node: line.points for line in found} == pytest.approx({"a": 16, "b": 12})


def test_nested_under_a_geometric_mean_by_hand() -> None:
    """√(a·b) with a = (a1 + a2)/2: a goes 16 -> 64 in two halves. Before b moves √(16·9) = 12, √(40·9), √(64·9) = 24."""
    scheme = tree({"a": (1, {"a1": (1, None), "a2": (1, None)}), "b": (1, None)}, {"all": "geometric"})
    found = {line.node: line.points for line in lines(of(scheme, {"u": (64, 64, 25), "v": (16, 16, 9)}), "u", "v")}
    assert found == pytest.approx({"a1": 8, "a2": 8, "b": 12})
    found = {line.node: line.points for line in lines(of(scheme, {"u": (64, 0, 9), "v": (0, 64, 9)}), "u", "v")}
    low, high = np.sqrt(32 * 9), np.sqrt(64 * 9)
    assert found == pytest.approx({"a1": ((high - low) + (low - 0)) / 2, "a2": -high / 2})


BELOW_NOUGHT = ("geometric", "harmonic", "power")  # means that refuse a Copeland score below 0


@pytest.mark.parametrize(
    ("high", "low"), [(h, low) for h in METHODS for low in METHODS if low != "copeland" or h not in BELOW_NOUGHT]
)
def test_parts_add_up_whatever_the_methods(high: str, low: str) -> None:
    scored = of(two_levels({"all": high, "a": low, "b": low}), UNITS)
    for one in ("u", "w", "x", "y"):
        for other in ("v", "x", "y"):
            whole = scored.score(one, "all") - scored.score(other, "all")
            assert sum(line.points for line in lines(scored, one, other)) == pytest.approx(whole, abs=1e-9)


def test_what_counts_on_one_side_only_is_coverage() -> None:
    """x has no a2 and y no b: with a1, the only common one, 55 − 90; a2 lowers y from 90 to 68.75; b lowers x from 55 to 48."""
    scored = of(two_levels(), UNITS)
    assert (scored.score("x", "all"), scored.score("y", "all")) == pytest.approx((48, 68.75))
    found = {(line.node, line.kind): line.points for line in lines(scored, "x", "y")}
    assert found == pytest.approx({("a1", "score"): -35, ("a2", "coverage"): 21.25, ("b", "coverage"): -7})
    assert totals(lines(scored, "x", "y")) == pytest.approx({"score": -35, "coverage": 14.25})


def test_nothing_seen_on_both_sides_is_one_line() -> None:
    cells = {"p": (50, BLOCKED, BLOCKED, BLOCKED), "q": (BLOCKED, 20, BLOCKED, BLOCKED)}
    (line,) = lines(of(two_levels(), cells), "p", "q")
    assert (line.node, line.kind, line.points) == ("all", "coverage", pytest.approx(30))


def test_absent_is_a_zero_and_no_coverage() -> None:
    found = lines(of(two_levels(), {"u": (80, 60, 50, 30), "v": (80, ABSENT, 50, 30)}), "u", "v")
    assert [(line.node, line.kind, line.points) for line in found] == [("a2", "score", pytest.approx(0.6 * 0.25 * 60))]


def test_an_imputed_value_is_coverage() -> None:
    policy = {**POLICY, BLOCKED: "impute"}
    scheme = two_levels().mapped(lambda n: replace(n, policy=policy) if n.metric else n)
    scored = of(scheme, {"u": (80, 60, 50, 30), "v": (BLOCKED, 60, 50, 30), "w": (40, 60, 50, 30)})
    (line,) = lines(scored, "u", "v")
    assert (line.kind, line.points) == ("coverage", pytest.approx(0.45 * 20))  # v stands at the mean of 80 and 40


RULES = (
    Gate("a", "safe", Condition.parse("<1"), 0, "安全否决"),
    Deduction("all", "faults", 2, 0, 10, "扣分"),
    Bonus("all", "cases", "", 5, 0, 30, "加分"),
)


def test_rules_are_lines_of_their_own() -> None:
    """u fails the gate: a from 75 to 0 takes 45 off, and 3 faults 6; v has 2 cases, 10 points."""
    cells = {"u": (80, 60, 50, 30, 0, 3, 0), "v": (60, 60, 50, 30, 1, 0, 2)}
    scored = of(two_levels(rules=RULES), cells)
    assert (scored.score("u", "all"), scored.score("v", "all")) == pytest.approx((16 - 6, 52 + 10))
    found = {(line.node, line.kind, line.title): line.points for line in lines(scored, "u", "v")}
    assert found == pytest.approx({
        ("a1", "score", "指标a1"): 9, ("a", "rule", "安全否决"): -45, ("all", "rule", "扣分"): -6, ("all", "rule", "加分"): -10,
    })  # fmt: skip


@pytest.mark.parametrize("high", ["geometric", "harmonic", "copeland", "topsis"])
def test_rules_add_up_under_other_means(high: str) -> None:
    rules = (Deduction("a", "faults", 2, 0, 10, "扣分"), Bonus("b", "cases", "", 5, 0, 30, "加分"))
    cells = {"u": (80, 60, 50, 30, 3, 0), "v": (60, 60, 50, 30, 0, 2), "w": (10, 20, 90, 30, 9, 9)}
    cells["x"] = (55, BLOCKED, 60, 30, 1, 1)
    scored = of(two_levels({"all": high}, rules), cells)
    for one, other in (("u", "v"), ("w", "x"), ("x", "u")):
        found = lines(scored, one, other)
        whole = scored.score(one, "all") - scored.score(other, "all")
        assert sum(line.points for line in found) == pytest.approx(whole, abs=1e-9)
        assert {"扣分", "加分"} <= {line.title for line in found} or one == "u"


def test_against_the_median() -> None:
    """Medians 60 60 50 45 are worth 0.6·60 + 0.4·47.5 = 55; the scores are 61, 63.5, 33.5: what parts 55 from 61 is a line."""
    scored = of(two_levels(), {"u": (80, 60, 50, 30), "v": (60, 70, 40, 90), "w": (20, 10, 70, 45)})
    found = from_median(scored, "v", "all")
    assert sum(line.points for line in found) == pytest.approx(63.5 - 61)
    assert {(line.node, line.kind): line.points for line in found} == pytest.approx({
        ("a2", "score"): 0.15 * 10, ("b1", "score"): 0.2 * -10, ("b2", "score"): 0.2 * 45, ("all", "profile"): 55 - 61,
    })  # fmt: skip
    assert found[2].values == (90, 45)


def test_the_median_is_that_of_the_members_asked_for() -> None:
    scored = of(two_levels(), UNITS)
    found = from_median(scored, "u", "all", ["v"])
    assert {line.node: line.points for line in found} == pytest.approx({"a1": 9, "a2": -1.5, "b1": 2, "b2": -12, "all": 0})


def test_two_scorings_of_one_scheme() -> None:
    """The unit's a1 stays at 6 while the sample's best goes from 8 to 12: the others moved. Its b1 moves itself."""
    scheme = by(tree({"a1": (1, None), "b1": (1, None)}), MINMAX)
    old = of(scheme, {"u": (6, 4), "v": (8, 8), "w": (4, 0)})
    new = of(scheme, {"u": (6, 6), "v": (12, 8), "w": (4, 0)})
    found = {(line.node, line.kind): line.points for line in difference(Side(new, "u"), Side(old, "u"), "all")}
    assert found == pytest.approx({("a1", "others"): (25 - 50) / 2, ("b1", "score"): (75 - 50) / 2})


def test_two_scorings_with_other_weights() -> None:
    """0.5 a + 0.5 b of (40, 20) against 0.8 a + 0.2 b of (60, 40): 30 and 56. a moves 20 at a mean weight of 0.65."""
    old = of(tree({"a": (8, None), "b": (2, None)}), {"u": (60, 40)})
    new = of(tree({"a": (1, None), "b": (1, None)}), {"u": (40, 20)})
    found = {(line.node, line.kind): line.points for line in difference(Side(new, "u"), Side(old, "u"), "all")}
    assert found == pytest.approx({("a", "score"): -13, ("b", "score"): -7, ("all", "scheme"): -6})


def test_more_children_than_can_be_counted_out_still_add_up() -> None:
    names = [f"i{n:02d}" for n in range(14)]
    rng = np.random.default_rng(5)
    scheme = tree(dict.fromkeys(names, (1, None)), {"all": "geometric"})
    scored = of(scheme, {unit: tuple(rng.uniform(5, 95, 14)) for unit in "uv"})
    found = lines(scored, "u", "v")
    assert sum(line.points for line in found) == pytest.approx(scored.score("u", "all") - scored.score("v", "all"), abs=1e-9)
    assert len(found) == 14 and found == lines(scored, "u", "v")


def test_drawn_orders_come_near_the_exact_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(1).uniform(5, 95, (2, 8))
    scheme = tree({f"i{n}": (1, None) for n in range(8)}, {"all": "geometric"})
    scored = of(scheme, dict(zip("uv", map(tuple, values), strict=True)))
    exact = [line.points for line in lines(scored, "u", "v")]
    monkeypatch.setattr(game, "before", lambda players, player: shapley.before(players, player, most=3))
    drawn = [line.points for line in lines(scored, "u", "v")]
    assert sum(drawn) == pytest.approx(sum(exact), abs=1e-9)
    assert drawn == pytest.approx(exact, abs=0.6) and drawn != pytest.approx(exact, abs=1e-6)


def test_who_has_no_score_has_no_difference() -> None:
    scored = of(two_levels(), {**UNITS, "dark": (BLOCKED,) * 4})
    with pytest.raises(ValueError, match="unit dark has no score in all: not observed: BLOCKED x4"):
        lines(scored, "u", "dark")
    with pytest.raises(ValueError, match="no node 'nothing'"):
        lines(scored, "u", "v", "nothing")
    with pytest.raises(ValueError, match="not the same tree"):
        difference(Side(scored, "u"), Side(of(tree({"a": (1, None)}), {"u": (1,)}), "u"), "all")


def test_units_that_differ_in_the_last_bit_are_compared_as_the_engine_does() -> None:
    """0.1 + 0.2 and 0.3 are no tie to it: by a and b u has 1 against v, and the parts come to that."""
    scheme = tree({"a": (1, None), "b": (1, None)}, {"all": "copeland"})
    scored = of(scheme, {"u": (0.1 + 0.2, 5), "v": (0.3, 5), "w": (0.2, 4)})
    found = lines(scored, "u", "v")
    assert sum(line.points for line in found) == scored.score("u", "all") - scored.score("v", "all") == 2


def test_a_whole_scheme_with_gaps_and_withheld_scores_adds_up() -> None:
    """The default scheme on random cells, a third of them not seen: every pair to the last digit."""
    scheme, rng = load("dsci-2026"), np.random.default_rng(3)
    values = rng.uniform(0, 1, (12, len(scheme.columns)))
    values[rng.random(values.shape) < 0.35] = np.nan
    scored = score(scheme, Table.of([f"u{i}" for i in range(12)], scheme.columns, values))
    assert np.isnan(scored.scores[:, [scored.columns[root.id] for root in scheme.roots]]).any()
    nodes = ("comprehensive", "website", "website.information", "website.newest_days")
    pairs = [(n, a, b) for n in nodes for a in scored.rows for b in scored.rows if scored.score(a, n) and scored.score(b, n)]
    assert len(pairs) > 200
    for node, one, other in pairs[::7]:
        whole = scored.score(one, node) - scored.score(other, node)
        assert sum(line.points for line in lines(scored, one, other, node)) == pytest.approx(whole, abs=1e-9)
