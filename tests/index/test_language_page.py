"""docs/SCHEMES.md names every word of the language, and every method."""

from __future__ import annotations

import re

import pytest

from dsci.index.scheme import policy, shapes
from dsci.index.scheme.methods import STEPS
from dsci.index.steps import aggregate, impute, normalise, rank, tiers, treat, weigh

from ..conftest import ROOT

PAGE = (ROOT / "docs" / "SCHEMES.md").read_text(encoding="utf-8")
CODE = " ".join(re.findall(r"```.*?```|`[^`]+`", PAGE, re.DOTALL))
KEYS = {
    "top": shapes.TOP, "node": shapes.NODE, "composite": shapes.COMPOSITE, "tier": shapes.TIER, "origin": shapes.ORIGIN,
    "screen": shapes.SCREEN, "tiers": shapes.TIERS, "gate": shapes.GATE, "deduction": shapes.DEDUCTION, "bonus": shapes.BONUS,
    "ahp": shapes.AHP,
}  # fmt: skip
METHODS = {
    "normalise": normalise.METHODS, "aggregate": aggregate.METHODS, "weigh": weigh.METHODS, "impute": impute.METHODS,
    "treat": treat.METHODS, "rank": rank.METHODS, "tiers": tiers.METHODS, "split": tiers.SPLITS, "policy": policy.POLICIES,
    "steps": STEPS,
}  # fmt: skip


def missing(words: object, code: str = CODE) -> list[str]:
    """The words that nowhere stand as code; statuses have a page of their own."""
    wanted = [str(word) for word in words if word not in shapes.STATUSES]  # type: ignore[attr-defined]
    return [word for word in wanted if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", code)]


@pytest.mark.parametrize("table", KEYS)
def test_every_key_is_told(table: str) -> None:
    assert missing(KEYS[table]) == []


@pytest.mark.parametrize("table", METHODS)
def test_every_method_is_told(table: str) -> None:
    assert missing(METHODS[table]) == []


def test_the_check_can_fail() -> None:
    assert missing(["present", "presence", "per", "pe"]) == ["presence", "pe"]
