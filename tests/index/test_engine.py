"""Every word of the language at work on tables small enough for a pocket calculator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dsci.index.arrays import StepError
from dsci.index.engine import finish, prepare, score, score_panel
from dsci.index.results import borders, results, unclassed
from dsci.index.scheme import Scheme, check, load
from dsci.index.scored import Scored
from dsci.index.table import Table

from .words import STATUS

HEAD = """
id = "t"
title = "表"
title_en = "T"
source = "this test"
levels = ["index", "part", "item"]
origin = { structure = "ours", weights = "ours", normalisation = "ours", bindings = "ours", tiers = "ours" }
"""
TREE = """
index = [{ id = "all", title = "总", title_en = "All" }]
part = [
  { in = "all", id = "p", title = "甲", title_en = "P" },
  { in = "all", id = "q", title = "乙", title_en = "Q" },
]
item = [
  { in = "p", metric = "a" },
  { in = "p", metric = "b" },
  { in = "q", metric = "c" },
]
"""
Make = Callable[..., Scheme]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A scheme of the words given, over a tree of two parts: p of a and b, q of c."""

    def write(words: str, tree: str = TREE, status: str = STATUS) -> Scheme:
        path = tmp_path / "t.toml"
        text = HEAD + ("" if "normalise =" in words else 'normalise = "given"\n') + words + tree + status
        path.write_text(text, encoding="utf-8")
        assert check(path) == []
        return load(path)

    return write


def table(**columns: list[float]) -> Table:
    units = [f"u{i}" for i in range(len(next(iter(columns.values()))))]
    return Table.of(units, list(columns), np.array(list(columns.values()), float).T)


def column(found: Scored, node: str) -> list[float | None]:
    return [found.score(unit, node) for unit in found.table.units]


NAN = float("nan")
ABC = {"a": [10, 20, 30, 40], "b": [40, 30, 20, 10], "c": [50, 60, 70, 80]}


def test_each_level_its_own_mean(make: Make) -> None:
    scheme = make('aggregate = { part = "geometric", default = "arithmetic" }\n')
    assert column(score(scheme, table(**ABC)), "p") == pytest.approx([20, 600**0.5, 600**0.5, 20])
    assert column(score(scheme, table(**ABC)), "all") == pytest.approx([35, (600**0.5 + 60) / 2, (600**0.5 + 70) / 2, 50])


def test_a_nodes_own_mean_wins(make: Make) -> None:
    tree = TREE.replace('title_en = "P"', 'title_en = "P", aggregate = "minimum"')
    assert column(score(make('aggregate = { part = "geometric" }\n', tree), table(**ABC)), "p") == [10, 20, 20, 10]


def test_a_power_mean_has_its_exponent(make: Make) -> None:
    scheme = make('aggregate = { part = "power" }\npower = 2\n')
    assert score(scheme, table(a=[30], b=[40], c=[1])).score("u0", "p") == pytest.approx(1250**0.5)


def test_denominators_and_their_scale(make: Make) -> None:
    tree = TREE.replace('metric = "a"', 'metric = "a", per = "people", per_scale = 100')
    found = score(make("", tree), table(**ABC, people=[10, 20, NAN, 50]))
    assert found.frame("denominated")["a"].tolist()[:2] == [100, 100]
    assert found.score("u3", "a") == 80
    assert found.score("u2", "a") is None and found.frame("handling").loc["u2", "a"] == "drop"
    assert [str(note) for note in found.notes] == ["a, u2: no people to divide by"]
    with pytest.raises(StepError, match="indicator a, unit u1: a denominator of 0"):
        score(make("", tree), table(**ABC, people=[10, 0, 1, 50]))


def test_the_order_of_steps_is_the_schemes(make: Make) -> None:
    """Filled before it is screened a unit stays; screened before, it goes, and with it its share in the mean."""
    words = 'impute = "mean"\nscreen = {{ present = 0.9 }}\nsteps = ["denominate", {}, "treat"]\n'
    cells = {"a": [1, 2, NAN], "b": [1, 2, 6], "c": [1, 2, 6]}
    status = STATUS.replace('failed = "drop"', 'failed = "impute"')
    stays = score(make(words.format('"impute", "screen"'), status=status), table(**cells))
    goes = score(make(words.format('"screen", "impute"'), status=status), table(**cells))
    assert stays.score("u2", "a") == 1.5 and stays.kept.all()
    assert goes.kept.tolist() == [True, True, False]
    assert [goes.score("u2", node) for node in ("a", "c", "all")] == [None, None, None]
    assert goes.reason("u2", "all") == "left out, 66.7% of the indicators have a value, 90.0% wanted"
    assert list(goes.stages) == ["raw", "denominated", "screened", "imputed", "treated", "normalised"]


def test_a_unit_named_stays_whatever_it_lacks(make: Make) -> None:
    scheme = make('screen = { present = 0.9, always = ["u0"] }\n')
    found = score(scheme, table(a=[NAN, NAN], b=[1, 2], c=[1, 2]))
    assert found.kept.tolist() == [True, False]


def test_a_screened_unit_is_not_in_the_sample(make: Make) -> None:
    scheme = make('normalise = "minmax"\nscreen = { present = 0.9 }\n')
    found = score(scheme, table(a=[0, 10, 100], b=[0, 1, NAN], c=[0, 1, 2]))
    assert column(found, "a") == [0, 100, None]


def test_one_indicator_is_filled_in_its_own_way(make: Make) -> None:
    tree = TREE.replace('metric = "b"', 'metric = "b", impute = "median"')
    status = STATUS.replace('failed = "drop"', 'failed = "impute"')
    cells = table(a=[NAN, 1, 1, 1], b=[NAN, 1, 2, 9], c=[1] * 4)
    found = score(make('impute = "value"\nimpute_value = 7\n', tree, status), cells)
    assert (found.score("u0", "a"), found.score("u0", "b")) == (7, 2)
    assert found.covered("u0", "p") == 0, "what was filled was not observed"
    assert [(c.node, c.why) for c in found.changes] == [("a", "value for NOT_TRIED"), ("b", "median for NOT_TRIED")]


def test_what_cannot_be_filled_is_said(make: Make) -> None:
    status = STATUS.replace('failed = "drop"', 'failed = "impute"')
    scheme = make('impute = "group_mean"\nimpute_group = "g"\n', status=status)
    cells = Table.of(("u0", "u1", "u2"), ("a", "b", "c"), [[NAN, 1, 1], [2, 1, 1], [4, 1, 1]], groups={"g": ("x", "y", "y")})
    found = score(scheme, cells)
    assert found.score("u0", "a") is None
    assert [str(note) for note in found.notes] == ["a, u0: could not be imputed, stays without a value"]


def test_outliers_are_drawn_in_and_on_record(make: Make) -> None:
    tree = TREE.replace('metric = "a"', 'metric = "a", treat = "winsorise"')
    values = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 1000]
    found = score(make("", tree), table(a=values, b=values, c=values))
    assert found.score("u9", "a") == 9 and found.score("u9", "b") == 1000
    (change,) = found.changes
    assert (change.unit, change.node, change.step, change.before, change.after) == ("u9", "a", "treated", 1000, 9)
    assert change.why.startswith("1 points drawn in: skewness 3.1")


def test_the_scale_of_the_scheme_and_of_one_indicator(make: Make) -> None:
    tree = TREE.replace('metric = "b"', 'metric = "b", low = 0, high = 10')
    found = score(make('normalise = "minmax"\nscale = [1, 100]\n', tree), table(**ABC))
    assert column(found, "a") == pytest.approx([1, 34, 67, 100])
    assert column(found, "b") == pytest.approx([10, 20 / 3, 10 / 3, 0])


def test_mean_and_deviation_of_z_scores_are_not_the_ends_of_another_scale(make: Make) -> None:
    tree = TREE.replace('metric = "b"', 'metric = "b", normalise = "minmax"')
    found = score(make('normalise = "zscore"\nscale = [10, 2]\n', tree), table(**ABC))
    assert np.mean(column(found, "a")) == pytest.approx(10) and np.std(column(found, "a"), ddof=1) == pytest.approx(2)
    assert column(found, "b")[0] == 100


def test_step_tables_yes_and_targets(make: Make) -> None:
    tree = (
        TREE.replace('metric = "a"', 'metric = "a", normalise = "steps", steps = [[0, 0], [20, 40], [40, 100]]')
        .replace('metric = "b"', 'metric = "b", normalise = "yes", yes = ">=20 & <40"')
        .replace('metric = "c"', 'metric = "c", normalise = "dist_to_target", target = 70')
    )
    found = score(make("", tree), table(**ABC))
    assert column(found, "a") == [0, 40, 40, 100]
    assert column(found, "b") == [0, 100, 100, 0]
    assert column(found, "c") == pytest.approx([0, 50, 100, 150])


def test_weights_out_of_the_data_are_those_used(make: Make) -> None:
    """Entropy of a (1, 1, 2) and of b, which is the same for all and says nothing: all weight to a."""
    found = score(make('weigh = { item = "entropy" }\n'), table(a=[1, 1, 2], b=[5, 5, 5], c=[1, 2, 3]))
    weights = {branch.id: branch.weights for branch in found.branches}
    assert weights["p"] == pytest.approx((1, 0)) and weights["all"] == (0.5, 0.5)
    assert column(found, "p") == pytest.approx([1, 1, 2])


def test_a_weight_of_nothing_is_shown_and_does_not_count(make: Make) -> None:
    tree = TREE.replace('metric = "a"', 'metric = "a", weight = 100').replace('metric = "b"', 'metric = "b", weight = 0')
    found = score(make("", tree), table(**ABC))
    assert column(found, "p") == ABC["a"] and column(found, "b") == ABC["b"]


FULL = TREE.replace('id = "p"', 'weight = 70, id = "p"').replace('id = "q"', 'weight = 40, id = "q"')
RULES = """
gate = [{ node = "q", metric = "down", fails = ">=3", score = 11, title = "单项否决" }]
deduction = [{ node = "all", metric = "faults", each = 2, free = 1, cap = 5, title = "扣分" }]
bonus = [{ node = "all", metric = "merits", each = 1, above = 60, cap = 3, title = "加分" }]
"""


def test_a_full_mark_of_110_and_points_as_weights(make: Make) -> None:
    """70·25 % + 40·50 % = 37.5 of 110 for the first unit."""
    found = score(make("full = 110\n", FULL), table(**ABC))
    assert column(found, "all") == pytest.approx([37.5, 17.5 + 24, 17.5 + 28, 17.5 + 32])
    assert column(found, "p") == [25, 25, 25, 25]


def test_gate_deduction_and_bonus_in_points_of_the_full_mark(make: Make) -> None:
    cells = table(a=[100] * 4, b=[100] * 4, c=[50] * 4, down=[3, 0, NAN, 0], faults=[0, 9, 2, 0], merits=[9, 9, 9, 9])
    found = score(make("full = 110\n" + RULES, FULL), cells)
    assert column(found, "q") == [11, 50, 50, 50]
    before = [70 + 4.4, 90, 90, 90]
    assert found.frame("aggregated")["all"].tolist() == pytest.approx(before)
    assert column(found, "all") == pytest.approx([before[0] + 3, 90 - 5 + 3, 90 - 2 + 3, 93])
    said = [(a.unit, a.node, a.kind, a.title, pytest.approx(a.points)) for a in found.adjustments if a.unit == "u1"]
    assert said == [("u1", "all", "deduction", "扣分", -5), ("u1", "all", "bonus", "加分", 3)]


def test_a_gate_is_decided_only_by_a_bound_that_decides(make: Make) -> None:
    """At least 5 may be 10 or more, at least 12 is; at least 12 is not below 10 whatever it is."""
    gate = 'gate = [{{ node = "q", metric = "down", fails = "{}", score = 0, title = "否决" }}]\n'
    cells = Table.of(("u0", "u1", "u2"), ("a", "b", "c", "down"), [[50, 50, 50, 5], [50, 50, 50, 12], [50, 50, 50, NAN]],
                     [["OK"] * 3 + [status] for status in ("CENSORED", "CENSORED", "BLOCKED")])  # fmt: skip
    below, above = (score(make(gate.format(fails)), cells) for fails in ("<10", ">=10"))
    assert column(below, "q") == [50, 50, 50] and column(above, "q") == [50, 0, 50]
    open_for = [("q", "u0", "gate '否决' not decided, down is CENSORED"), ("q", "u2", "gate '否决' not decided, down is BLOCKED")]
    assert [(n.node, n.unit, n.text) for n in below.notes] == open_for == [(n.node, n.unit, n.text) for n in above.notes]


def test_a_gate_that_does_not_apply_is_not_told_of(make: Make) -> None:
    cells = Table.of(("u0", "u1"), ("a", "b", "c", "down", "faults", "merits"), [[50, 50, 50, NAN, 0, 0]] * 2,
                     [["OK"] * 3 + [status, "OK", "OK"] for status in ("NOT_APPLICABLE", "ABSENT")])  # fmt: skip
    found = score(make(RULES), cells)
    assert found.notes == () and column(found, "q") == [50, 50]


def test_units_whose_names_begin_alike_have_their_own_reasons(make: Make) -> None:
    scheme = make('screen = { present = 0.9 }\n')
    cells = Table.of(("A B", "A", "C"), ("a", "b", "c"), [[1, NAN, NAN], [1, 2, NAN], [1, 2, 3]])
    found = score(scheme, cells)
    assert found.reason("A", "all").startswith("left out, 66.7%") and found.reason("A B", "all").startswith("left out, 33.3%")
    assert set(found.left_out) == {"A", "A B"}


def test_what_cannot_be_filled_is_noted_in_its_own_period(make: Make) -> None:
    status = STATUS.replace('failed = "drop"', 'failed = "impute"')
    scheme = make('impute = "group_mean"\nimpute_group = "g"\nnormalise_over = "periods"\n', status=status)
    one, two = (Table.of(("u0", "u1"), ("a", "b", "c"), [[a, 2, 5], [2, 3, 6]], groups={"g": ("x", "y")}) for a in (NAN, 1))
    found = score_panel(scheme, {"1": one, "2": two})
    assert [(n.node, n.unit) for n in found["1"].notes] == [("a", "u0")] and found["2"].notes == ()


def test_a_table_of_no_units_is_refused(make: Make) -> None:
    with pytest.raises(StepError, match="the table has no units, so that there is nothing to score"):
        score(make('normalise = "minmax"\n'), Table.of((), ("a", "b", "c"), np.empty((0, 3))))


def test_a_bonus_only_above_its_threshold_and_what_is_absent_counts_as_none(make: Make) -> None:
    cells = Table.of(("u0", "u1"), ("a", "b", "c", "down", "faults", "merits"),
                     [[60, 60, 60, 0, 0, 9], [90, 90, 90, NAN, NAN, NAN]],
                     [["OK"] * 6, ["OK"] * 3 + ["ABSENT", "BLOCKED", "ABSENT"]])  # fmt: skip
    found = score(make(RULES), cells)
    assert column(found, "all") == [60, 90], "60 is not above 60"
    assert found.adjustments == ()


def test_a_bonus_out_of_another_node(make: Make) -> None:
    tree = TREE.replace('id = "q"', 'id = "q", weight = 0').replace('id = "p"', 'id = "p", weight = 1')
    scheme = make('bonus = [{ node = "all", of = "q", each = 0.1, cap = 6.5, title = "创新" }]\n', tree)
    assert column(score(scheme, table(**ABC)), "all") == pytest.approx([30, 31, 31.5, 31.5])


def test_a_threshold_of_children(make: Make) -> None:
    words = 'threshold_of = "children"\nthreshold = { part = 0.6, index = 0.5 }\n'
    found = score(make(words), table(a=[1, 1], b=[NAN, 1], c=[1, 1]))
    assert column(found, "p") == [None, 1] and column(found, "all") == [1, 1]
    assert found.reason("u0", "p") == "1 of 2 below it have a score, 60% wanted"


def test_a_flat_index(tmp_path: Path, make: Make) -> None:
    tree = ('composite = [{ id = "x", title = "x", title_en = "x", nodes = ["a", "b"] }]\n'
            'item = [{ metric = "a", weight = 0.75 }, { metric = "b", weight = 0.25 }]\n')  # fmt: skip
    text = HEAD.replace('["index", "part", "item"]', '["item"]') + 'normalise = "given"\n' + tree + STATUS
    path = tmp_path / "flat.toml"
    path.write_text(text, encoding="utf-8")
    assert check(path) == []
    assert column(score(load(path), table(a=[4, 8], b=[8, 4])), "x") == [5, 7]


def test_classes_between_the_largest_gaps_are_those_of_the_population(make: Make) -> None:
    labels = 'tier = [{ label = "A", label_en = "A" }, { label = "B", label_en = "B" }]\n'
    words = 'tiers = { method = "gaps", node = "all" }\n' + labels
    values = [10.0, 11, 50, 51, 80]
    found = score(make(words), table(a=values, b=values, c=values))
    rows = results(found, {"every": found.table.units, "low": ["u0", "u1", "u2"]})
    tiers = {(r.population, r.unit): r.tier for r in rows if r.node == "all"}
    assert [tiers["every", f"u{i}"] for i in range(5)] == ["B", "B", "A", "A", "A"]
    assert [tiers["low", f"u{i}"] for i in range(3)] == ["B", "B", "A"]
    (edge,) = borders(found, ["u0", "u1", "u2"], "all")
    assert (edge.last, edge.first, edge.high, edge.low) == ("u2", "u1", 50, 11)
    assert {r.tier for r in rows if r.node == "p"} == {""}


def test_two_units_are_not_parted_into_three_classes(make: Make) -> None:
    labels = ", ".join(f'{{ label = "{name}", label_en = "{name}" }}' for name in "ABC")
    scheme = make(f'tiers = {{ method = "natural", node = "all" }}\ntier = [{labels}]\n')
    found = score(scheme, table(a=[1, 2], b=[1, 2], c=[1, 2]))
    everyone = {"all": found.table.units}
    assert {row.tier for row in results(found, everyone)} == {""} and borders(found, found.table.units, "all") == ()
    (why,) = unclassed(found, everyone)
    assert why.startswith("all, all: no classes, ")


def test_a_rerun_from_prepared_values_is_the_same_and_cheap_to_change(make: Make) -> None:
    scheme = make('normalise = "minmax"\n')
    prepared = prepare(scheme, table(**ABC))
    assert column(finish(prepared), "all") == column(score(scheme, table(**ABC)), "all")
    ranked = scheme.mapped(lambda node: replace(node, normalise=replace(node.normalise, method="rank")))
    assert column(finish(prepared, ranked), "a") == [1, 2, 3, 4]


def panel(first: dict[str, list[float]], second: dict[str, list[float]]) -> dict[str, Table]:
    return {"2024": table(**first), "2026": table(**second)}


def test_normalised_over_its_own_period_or_over_all(make: Make) -> None:
    tables = panel({"a": [0, 10], "b": [0, 1], "c": [0, 1]}, {"a": [10, 20], "b": [0, 1], "c": [0, 1]})
    own = score_panel(make('normalise = "minmax"\n'), tables)
    fixed = score_panel(make('normalise = "minmax"\nnormalise_over = "periods"\n'), tables)
    assert (column(own["2024"], "a"), column(own["2026"], "a")) == ([0, 100], [0, 100])
    assert (column(fixed["2024"], "a"), column(fixed["2026"], "a")) == ([0, 50], [50, 100])


def test_gaps_filled_along_time(make: Make) -> None:
    status = STATUS.replace('failed = "drop"', 'failed = "impute"')
    tables = {period: table(a=[a, 1], b=[1, 1], c=[1, 1]) for period, a in (("2024", 4), ("2025", NAN), ("2026", 8))}
    found = score_panel(make('impute = "linear"\n', status=status), tables)
    assert found["2025"].score("u0", "a") == 6
    found = score_panel(make('impute = "last"\n', status=status), tables)
    assert found["2025"].score("u0", "a") == 4
    with pytest.raises(StepError, match="the table has no periods"):
        score(make('impute = "last"\n', status=status), tables["2025"])


def test_a_fault_in_a_panel_names_unit_and_period(make: Make) -> None:
    with pytest.raises(StepError, match="unit u1 2026: an infinite value"):
        score_panel(make(""), panel(ABC, {**ABC, "a": [1, float("inf"), 1, 1]}))
