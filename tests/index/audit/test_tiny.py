"""The tables of an audit over the tiny scheme, whose every number can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index.audit import influence
from dsci.index.audit.among import among
from dsci.index.audit.availability import availability
from dsci.index.audit.findings import RULES
from dsci.index.audit.report import audit
from dsci.index.audit.standing import standings
from dsci.index.audit.strengths import chosen, strengths
from dsci.index.engine import score
from dsci.index.scheme.methods import Methods
from dsci.index.scheme.model import Node, Origin, Scheme
from dsci.index.scored import Adjustment
from dsci.index.table import Table

# tiny: all = 0.6 a + 0.4 b; a = 0.75 many (0..10) + 0.25 late (20..0); b = (one + two)/2 (0..100)
CELLS = {
    "u": (10, 20, 100, 0),  # a 75, b 50: 65
    "v": (0, 0, 40, 40),  # a 25, b 40: 31
    "w": (4, 20, Status.EMPTY, Status.BLOCKED),  # a 30, b: one does not apply, two not seen: withheld
}


@pytest.fixture
def scored(tiny, table):
    return score(tiny(), table(CELLS))


def test_the_case_is_as_reckoned(scored) -> None:
    assert [scored.score(u, "all") for u in "uvw"] == pytest.approx([65, 31, 30])
    assert scored.score("w", "b") is None


def test_availability_counts_indicators(scored) -> None:
    found = availability(scored)
    shares = dict(zip(found.nodes, found.shares.T, strict=True))
    assert list(shares["a"]) == [1, 1, 1]
    assert list(shares["b"]) == [1, 1, 0]  # of w only `two` applies
    assert shares["all"] == pytest.approx([1, 1, 2 / 3])
    assert found.means()["b"] == pytest.approx(2 / 3)


def test_effective_weights_are_products(scored) -> None:
    found = influence.effective(scored, "all")
    assert found == pytest.approx({"all": 1, "a": 0.6, "b": 0.4, "a.many": 0.45, "a.late": 0.15, "b.one": 0.2, "b.two": 0.2})


def test_without_an_element_its_siblings_weigh_more(scored) -> None:
    found = influence.without(scored, "a.many")
    assert found is not None
    assert [found.score(u, "a") for u in "uvw"] == [0, 100, 0]
    assert [found.score(u, "all") for u in "uvw"] == pytest.approx([20, 76, 0])
    assert "a.many" not in found.columns and found.scheme.nodes["a.late"].weight == 1


def test_without_a_branch_its_parent_is_the_other(scored) -> None:
    found = influence.without(scored, "a")
    assert found is not None
    assert [found.score(u, "all") for u in "uv"] == pytest.approx([50, 40]) and found.score("w", "all") is None
    with pytest.raises(KeyError):
        influence.without(scored, "nothing")
    only = influence.without(found, "b")
    assert only is None


def test_removals_say_who_moves(scored) -> None:
    found = {r.node: r for r in influence.removals(scored, "all")}
    assert list(found) == ["a", "a.many", "a.late", "b", "b.one", "b.two"]
    many = found["a.many"]  # u 20, v 76, w 0: u falls from 1 to 2, v rises from 2 to 1
    assert (many.shift, many.largest, many.unit, many.lost) == (pytest.approx(2 / 3), 1, "u", 0)
    assert (found["a"].shift, found["a"].lost) == (0, 1)
    assert {r.node for r in influence.removals(scored, "all", {"channel"})} == {"a", "b"}


def test_removing_the_only_child_takes_the_parent_along(tiny, table) -> None:
    one = tiny('[[indicator]]\nin = "b"\nmetric = "b.two"\nworst = 0\nbest = 100\nEMPTY = "zero"\n', "")
    found = influence.without(score(one, table(CELLS)), "b.one")
    assert found is not None and "b" not in found.columns
    assert [found.score(u, "all") for u in "uvw"] == pytest.approx([75, 25, 30])


def test_weights_out_of_the_data_stay_as_they_were(tiny, table) -> None:
    drawn = replace(tiny(), methods=replace(tiny().methods, weigh={"indicator": "entropy"}))
    scored = score(drawn, table({"u": (10, 19, 100, 10), "v": (1, 1, 40, 45), "x": (2, 5, 10, 90)}))
    weights = dict(zip(("a.many", "a.late", "b.one", "b.two"), [w for b in "ab" for w in used(scored)[b]], strict=True))
    assert weights["b.one"] != pytest.approx(0.5)
    found = influence.without(scored, "a.late")
    assert found is not None and used(found)["b"] == pytest.approx((weights["b.one"], weights["b.two"]))
    assert influence.effective(scored, "all")["b.two"] == pytest.approx(0.4 * weights["b.two"])


def test_weights_that_depend_on_the_siblings_stay_too() -> None:
    x = [[10.0, 90, 40], [50, 40, 60], [80, 10, 50], [30, 55, 95]]
    leaves = tuple(Node(n, "leaf", n, n, 1 / 3, "", metric=n, policy={Status.OK: "value"}) for n in "abc")
    root, origin = Node("top", "top", "t", "t", 1, "", leaves), Origin("", "", "", "", "")
    methods = Methods(weigh={"leaf": "critic_directed_population"})
    drawn = Scheme("x", "", "", "", origin, ("top", "leaf"), (root,), methods=methods)
    scored = score(drawn, Table.of("uvwx", "abc", x))
    a, b, c = used(scored)["top"]
    found = influence.without(scored, "c")
    assert found is not None and used(found)["top"] == pytest.approx((a / (a + b), b / (a + b)))
    assert found.score("u", "top") == pytest.approx((10 * a + 90 * b) / (a + b)) and c > 0


def used(scored):
    return {branch.id: branch.weights for branch in scored.branches}


def test_standings_of_all_and_of_a_group(scored) -> None:
    found = [r for r in standings(scored, None, ["east", "west", "west"]) if r.node in ("all", "b")]
    assert [(r.unit, r.rank, r.of, r.group_rank, r.group_of) for r in found if r.node == "all"] == [
        ("u", 1, 3, 1, 1), ("v", 2, 3, 1, 2), ("w", 3, 3, 2, 2)
    ]  # fmt: skip
    assert [(r.unit, r.rank, r.group_rank, r.group_of) for r in found if r.node == "b"] == [
        ("u", 1, 1, 1), ("v", 2, 1, 1), ("w", None, None, 1)
    ]  # fmt: skip
    assert {r.group_rank for r in standings(scored)} == {None}


def test_ties_among_strengths_go_by_branch_then_by_order() -> None:
    ranks = np.array([2, 1, 1, np.nan, 1, 3])
    assert chosen(ranks, ["z", "z", "b", "a", "b", "a"], 3) == ([2, 4, 1], [1, 0, 5])


def test_the_worst_of_an_indicator_tells_nothing(scored) -> None:
    found = strengths(scored, 2)
    # many: u 1, w 2, v 3 (worst); late (less is better): v 1, u and w 2 (worst); one: u 1, v worst; two: v 1, u worst
    assert [(s.unit, s.side, s.indicator, s.rank, s.value) for s in found if s.side == "strength"] == [
        ("u", "strength", "a.many", 1, 10), ("u", "strength", "b.one", 1, 100), ("v", "strength", "a.late", 1, 0),
        ("v", "strength", "b.two", 1, 40), ("w", "strength", "a.many", 2, 4),
    ]  # fmt: skip


# ----------------------------------------------------------------------- the whole of it


def test_an_audit_of_some_units(scored) -> None:
    found = audit(among(scored, ["w", "u"]), "all", ["x", "x"])
    assert found.availability.units == ("u", "w") and [s.units for s in found.statistics] == [2] * 4
    assert {(r.unit, r.rank, r.group_rank) for r in found.standings if r.node == "all"} == {("u", 1, 1), ("w", 2, 2)}
    assert {len(r.scores) for r in found.removals} == {2}
    ruled = replace(scored, adjustments=tuple(Adjustment(unit, "a", "gate", "", -1.0) for unit in "uv"))
    assert [a.unit for a in among(ruled, ["u"]).adjustments] == ["u"]
    with pytest.raises(ValueError, match="none of those units"):
        among(scored, ["nobody"])


def test_an_audit_of_a_part_of_the_tree(scored) -> None:
    found = audit(scored, "a")
    assert [s.indicator for s in found.statistics] == ["a.many", "a.late"] and list(found.effective) == ["a", "a.many", "a.late"]
    assert [r.node for r in found.removals] == ["a.many", "a.late"] and set(found.alphas) == {"a"}
    for wrong in ("nothing", "a.many"):
        with pytest.raises(KeyError):
            audit(scored, wrong)


def test_findings_of_an_audit(tiny, table) -> None:
    cells = {str(i): (i, 2 * i + i % 2, 10 * i, (7 * i) % 10) for i in range(10)}  # late rises with many, and less is better
    found = audit(score(tiny(), table(cells)), "all").findings
    told = {(f.rule, f.node, f.other) for f in found}
    assert {("opposed", "a.many", "a.late"), ("against", "a.late", "a"), ("twins_across", "a.many", "b.one")} <= told
    assert ("unreliable", "a", "") in told and ("few", "a.many", "") not in told
    assert [f.rule for f in found] == sorted((f.rule for f in found), key=RULES.index)


def test_columns_beside_the_indicators_are_sizes(tiny, table) -> None:
    plain = table({str(i): (i, 3, 50, (7 * i) % 10) for i in range(1, 6)})
    beside = Table.of(plain.units, ("people",), [[i * 1000.0] for i in range(1, 6)])
    found = audit(score(tiny(), plain.joined(beside)), "all")
    assert [(c.first, c.second) for c in found.size] == [("a.many", "people")]
    assert [f.node for f in found.findings if f.rule == "size"] == ["a.many"]


def test_the_audit_of_the_reference(example) -> None:
    found = audit(example, "Index", example.table.labels("GDPpc_group"))
    told = {(f.rule, f.node) for f in found.findings}
    assert {("repeated", "Visa"), ("weak", "Forest"), ("unreliable", "SusEcFin")} <= told
    assert ("outliers", "Flights") not in told  # its outliers are treated
    assert "Goods" in {c.first for c in found.size} and ("size", "Goods") not in told  # it is divided by GDP
    assert {c.second for c in found.size} <= {"Area", "Energy", "GDP", "Population"} and len(found.removals) == 59
