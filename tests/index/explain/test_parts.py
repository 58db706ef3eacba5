"""Contributions add up under every method, with rules as parts of their own."""

from __future__ import annotations

import pytest

from dsci.contract import Status
from dsci.index.explain.parts import explain, indicators
from dsci.index.scheme.methods import Bonus, Deduction

from .conftest import of, tree, two_levels

METHODS = ("arithmetic", "geometric", "harmonic", "power", "minimum", "copeland", "outranking", "topsis")
UNITS = {"u": (80, 60, 50, 30), "v": (60, 70, 40, 90), "w": (20, 10, 70, 45), "x": (55, Status.BLOCKED, 65, 10)}
RULES = (Deduction("a", "faults", 2, 0, 10, "扣分"), Bonus("all", "cases", "", 5, 0, 30, "加分"))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("unit", UNITS)
def test_contributions_add_up(method: str, unit: str) -> None:
    rules = RULES if method != "copeland" else RULES[:1]
    cells = {u: (*row, 3, 2)[: 4 + len(rules)] for u, row in UNITS.items()}
    scored = of(two_levels({"all": method}, rules), cells)
    parts = explain(scored, unit, "all")
    assert parts[0].contribution == pytest.approx(scored.score(unit, "all"))
    inner = [p for p in parts if p.handling or p.kind in ("rule", "rest")]
    assert sum(p.contribution for p in inner) == pytest.approx(scored.score(unit, "all"))
    for part in (p for p in parts if p.node in ("all", "a", "b") and p.kind not in ("rule", "rest")):
        children = [p.contribution for p in parts if p.parent == part.node]
        assert sum(children) == pytest.approx(part.contribution)


def test_rules_by_hand() -> None:
    """a = 75 − 6 = 69 and b = 40 give 57.4; the bonus of 10 makes 67.4. The deduction weighs 0.6 in it."""
    parts = explain(of(two_levels(rules=RULES), {"u": (*UNITS["u"], 3, 2)}), "u", "all")
    assert [(p.parent, p.title, p.contribution) for p in parts if p.kind == "rule"] == [
        ("a", "扣分", pytest.approx(-3.6)), ("all", "加分", pytest.approx(10)),
    ]  # fmt: skip
    assert [p.node for p in indicators(parts)] == ["a1", "a2", "b1", "b2"]


@pytest.mark.parametrize(
    ("method", "gives"),
    [("harmonic", (22.5, 7.5)), ("minimum", (20, 0)), ("power", (200 / 2000**0.5, 1800 / 2000**0.5))],
)
def test_means_by_hand(method: str, gives: tuple[float, float]) -> None:
    """Of 20 and 60: harmonic mean 30, slopes w·M²/x² 1.125 and 0.125; least 20; root of the mean square √2000, slopes w·x/M."""
    scored = of(tree({"a": (1, None), "b": (1, None)}, {"all": method}), {"u": (20, 60)})
    found = [p.contribution for p in indicators(explain(scored, "u", "all"))]
    assert found == pytest.approx(gives)


def test_where_units_are_compared_the_last_in_everything_gets_the_rest() -> None:
    """u beats both others in both children: +2, one for each child; the last of all would get −2: 2 = 2 + 2 − 2."""
    scored = of(tree({"a": (1, None), "b": (1, None)}, {"all": "copeland"}), {"u": (9, 9), "v": (5, 5), "w": (1, 1)})
    parts = explain(scored, "u", "all")
    assert [p.kind for p in parts[1:]] == ["indicator", "indicator", "rest"]
    assert [p.contribution for p in parts[1:]] == pytest.approx([2, 2, -2])
