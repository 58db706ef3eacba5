"""Each rule of the audit's first page: it speaks at its threshold, and is silent just before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dsci.commands.shown.auditwords import PATTERNS
from dsci.index.audit import findings
from dsci.index.audit.findings import Marks
from dsci.index.audit.influence import Removal
from dsci.index.audit.reliability import components
from dsci.index.audit.statistics import statistics
from dsci.index.correlation import Correlation

MARKS = Marks()


def rules(found: object) -> list[str]:
    return [f.rule for f in found]  # type: ignore[attr-defined]


def pair(value: float | None) -> list[Correlation]:
    return [Correlation("a", "b", "pearson", value, 9)]


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ((1, 2, 3, np.nan), []),
        ((1, 2, np.nan, np.nan), ["few"]),
        ((*range(1, 14), *[np.nan] * 7), []),
        ((*range(1, 13), *[np.nan] * 7), ["few"]),
        ((0, 0, 3, 4), []),
        ((0, 0, 0, 4), ["zeros"]),
        ((1, 1, 2, 2), []),
        ((1, 1, 1, 2, 2), ["repeated"]),
        ((*range(1, 31), 1000), ["outliers"]),
    ],
)
def test_rules_of_statistics(column: tuple[float, ...], told: list[str]) -> None:
    assert rules(findings.of_statistics(statistics(np.array([column], float).T, ["x"]))) == told


def test_rule_of_availability() -> None:
    found = list(findings.of_availability({"a": 0.65, "b": 0.64, "c": None}, MARKS))
    assert [(f.rule, f.node, f.value, f.limit) for f in found] == [("unseen", "b", 0.64, 0.65)]


@pytest.mark.parametrize(("value", "told"), [(0.3, []), (0.29, ["weak"]), (0.0, ["weak"]), (-0.01, ["against"]), (None, [])])
def test_rules_of_parent_and_child(value: float | None, told: list[str]) -> None:
    found = list(findings.of_parents(pair(value), MARKS))
    assert rules(found) == told and all((f.node, f.other) == ("b", "a") for f in found)


@pytest.mark.parametrize(
    ("value", "within", "told"),
    [
        (0.9, True, []), (0.91, True, ["twins"]), (0.91, False, ["twins_across"]), (-0.4, True, []), (-0.41, True, ["opposed"]),
        (-0.9, False, []), (None, True, []),
    ],
)  # fmt: skip
def test_rules_of_pairs(value: float | None, within: bool, told: list[str]) -> None:
    assert rules(findings.of_pairs(pair(value), within, MARKS)) == told


def test_rule_of_size() -> None:
    assert rules(findings.of_size(pair(-0.7), MARKS)) == ["size"] and rules(findings.of_size(pair(None), MARKS)) == []


def test_rules_of_branches() -> None:
    one = components(np.array([[1.0, 2], [2, 1], [3, 4], [4, 3]]), ("a", "b"))
    pairs = np.array([[1.0, 1, 1, 1], [1, 1.1, 2, 2], [2, 2, 1, 1], [2, 2.1, 2, 2.1], [1.5, 1.5, 1.5, 1.4]])
    two = components(pairs, ("a", "b", "c", "d"))
    assert rules(findings.of_branches({"a": 0.7, "b": None}, {"a": one, "b": None}, MARKS)) == []
    assert rules(findings.of_branches({"a": 0.69}, {"a": two}, MARKS)) == ["unreliable", "manifold"]


def test_rules_of_removals() -> None:
    row = Removal("a", "甲", "channel", 1.0, 2, "u", 0, np.zeros(20))
    assert rules(findings.of_removals([row], 20, MARKS)) == []
    assert rules(findings.of_removals([replace(row, shift=1.01)], 20, MARKS)) == ["heavy"]
    assert rules(findings.of_removals([replace(row, shift=0.0)], 20, MARKS)) == ["silent"]
    assert rules(findings.of_removals([replace(row, shift=None)], 20, MARKS)) == []


def test_every_rule_has_its_sentence() -> None:
    assert tuple(PATTERNS) == findings.RULES and len(set(findings.RULES)) == 15
