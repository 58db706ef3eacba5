"""Runs in blocks give what the engine gives run by run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index.condition import Condition
from dsci.index.engine import score
from dsci.index.scheme.methods import Bonus, Deduction, Gate
from dsci.index.trust.given import Run, run_design
from dsci.index.trust.settings import Ground, Way, setting
from dsci.index.trust.weights import fixed_weights

BLOCKED, ABSENT, EXCLUDED = Status.BLOCKED, Status.ABSENT, Status.NOT_APPLICABLE
ROWS = {
    "p": (5, 10, 30, 60), "q": (8, 4, 90, 20), "r": (2, 15, 55, 50), "s": (9, 1, BLOCKED, 40), "t": (7, 7, BLOCKED, BLOCKED),
    "u": (EXCLUDED, 12, 65, 75), "v": (3, 3, 45, EXCLUDED),
}  # fmt: skip


def own(scored, node: str) -> np.ndarray:
    """A node's scores by the runs' way of reckoning, weights as they are."""
    made = setting(Ground(scored), Way(), range(len(scored.table.units)), False)
    (scores,) = made.tree.scores(fixed_weights(scored.branches, 1), {}, None, [node])[node]
    return scores * made.scale.get(node, 1)


@pytest.mark.parametrize(
    "method", ["arithmetic", "geometric", "harmonic", "power", "minimum", "copeland", "outranking", "topsis", "ladder"]
)
@pytest.mark.parametrize("where", ["channel", "composite", "everywhere"])
def test_every_aggregation_gives_the_engines_scores(tiny, table, method: str, where: str) -> None:
    scheme = tiny()
    if where != "composite":
        scheme = scheme.mapped(lambda node: replace(node, aggregate=method) if node.children else node)
    if where != "channel":
        scheme = replace(scheme, composites=tuple(replace(c, aggregate=method) for c in scheme.composites))
    if method in ("geometric", "harmonic") and where == "everywhere":
        scheme = replace(scheme, methods=replace(scheme.methods, power=3))
    found = score(scheme, table(ROWS))
    for node in ("a", "b", "all"):
        np.testing.assert_allclose(own(found, node), found.scores[:, found.columns[node]], rtol=1e-12)
    assert np.isnan(own(found, "b")[4]) and not np.isnan(own(found, "all")[0])


def test_rules_and_full_marks_hold_in_runs(tiny, table) -> None:
    rules = (
        Gate("b", "b.one", Condition.parse("<40"), 10, "gate"),
        Deduction("a", "a.late", 2, 3, 12, "late"),
        Bonus("all", "", "b", 0.1, 50, 5, "bonus"),
        Gate("b.two", "a.many", Condition.parse(">8"), 0, "leaf"),
    )
    scheme = replace(tiny(), rules=rules).mapped(lambda node: replace(node, full=110) if node.id == "a" else node)
    found = score(scheme, table(ROWS))
    assert {a.kind for a in found.adjustments} == {"gate", "deduction", "bonus"}
    assert {a.node for a in found.adjustments} == {"a", "b", "all", "b.two"}
    for node in ("a", "b", "all", "b.two"):
        np.testing.assert_allclose(own(found, node), found.scores[:, found.columns[node]], rtol=1e-12)


def test_runs_with_other_weights_are_the_scheme_with_those_weights(tiny, table) -> None:
    free = replace(tiny(), thresholds={})
    found = score(free, table(ROWS))
    (by_run,) = run_design(found, [Run(weights={"a": 0.1, "b": 0.9, "a.many": 0.5, "a.late": 0.5})], "all")
    other = free.mapped(lambda n: replace(n, weight={"a": 0.1, "b": 0.9, "a.many": 0.5, "a.late": 0.5}.get(n.id, n.weight)))
    other = replace(other, composites=tuple(replace(c, weights=(0.1, 0.9)) for c in other.composites))
    scored = score(other, table(ROWS))
    np.testing.assert_allclose(by_run, scored.scores[:, scored.columns["all"]], rtol=1e-12)


def test_sets_of_weights_may_name_nodes_in_any_order_and_leave_some_out(tiny, table) -> None:
    """p: a is 50, b 45. By 0.1 and 0.9 it has 45.5, by 0.6 and 0.9 (as the scheme has a) 47."""
    found = score(replace(tiny(), thresholds={}), table({"p": (5, 10, 30, 60)}))
    sets = ({"a": 0.1, "b": 0.9}, {"b": 0.9, "a": 0.1}, {"b": 0.9}, {"b.one": 1.0, "b.two": 1.0})
    scores = run_design(found, [Run(weights=weights) for weights in sets], "all")[:, 0]
    assert scores == pytest.approx([45.5, 45.5, 47, 48])


def test_an_indicator_left_out_is_gone_from_its_branch(tiny, table) -> None:
    """u has a.late alone in a: left out, it has no score there; p's a is then its a.many, 50."""
    found = score(tiny(), table(ROWS))
    made = setting(Ground(found), Way(), range(7), False)
    late, many = found.leaf_columns["a.late"], found.leaf_columns["a.many"]
    scores = made.tree.scores(fixed_weights(found.branches, 3), {}, np.array([late, many, -1]), ["a", "all"])
    assert scores["a"][0, 0] == 50 and scores["a"][1, 0] == 50 and scores["a"][2, 0] == 0.75 * 50 + 0.25 * 50
    assert np.isnan(scores["a"][0, 5]) and scores["all"][0, 5] == pytest.approx(70), "its composite is b alone"
    assert scores["a"][1, 1] == pytest.approx(80), "q: only a.late, 4 of 20 to 0"


def test_who_has_a_score_is_decided_by_the_published_weights(tiny, table) -> None:
    """t is seen in a alone, 0.6 of the composite; with a at 0.1 it would be withheld, but a run only asks what the score were."""
    found = score(tiny(), table(ROWS))
    (scores,) = run_design(found, [Run(weights={"a": 0.1, "b": 0.9})], "all")
    assert scores[4] == pytest.approx(found.score("t", "a"))
    (scores,) = run_design(found, [Run(weights={"a": 0.9, "b": 0.1})], "b")
    assert np.isnan(scores[4])
