"""Rules on top of a score, as the inspection frame of 2019 and its kin word them."""

from __future__ import annotations

import numpy as np
import pytest

from dsci.index.arrays import Axes, StepError
from dsci.index.steps import adjust

NAN = np.nan
AXES = Axes(("u", "v", "w", "x"), ("faults",))
SCORES = np.array([90.0, 80.0, 40.0, NAN])


def test_a_gate_holds_down_those_that_fail_and_lifts_nobody() -> None:
    fails = np.array([True, False, True, True])
    assert adjust.gate(SCORES, fails, 0) == pytest.approx([0, 80, 0, NAN], nan_ok=True)
    assert adjust.gate(SCORES, fails, 59) == pytest.approx([59, 80, 40, NAN], nan_ok=True)


def test_a_deduction_has_a_free_part_and_a_cap() -> None:
    counts = np.array([3.0, 12.0, NAN, 5.0])
    assert adjust.deduct(SCORES, counts, AXES, each=2, free=1, cap=10) == pytest.approx([86, 70, 40, NAN], nan_ok=True)
    assert adjust.deduct(SCORES, counts, AXES) == pytest.approx([87, 68, 40, NAN], nan_ok=True)
    assert adjust.deduct(SCORES, np.array([0.5, 0, 1, 1]), AXES, free=1)[:3].tolist() == [90, 80, 40], "what is free adds nothing"


def test_a_bonus_comes_only_above_its_threshold() -> None:
    merits = np.array([10.0, 10.0, 10.0, 10.0])
    assert adjust.bonus(SCORES, merits, AXES, each=5, above=80, cap=30) == pytest.approx([120, 80, 40, NAN], nan_ok=True)
    assert adjust.bonus(np.array([80 + 1e-12] * 4), merits, AXES, above=80) == pytest.approx([80] * 4), "80 but for rounding"
    assert adjust.bonus(SCORES, np.array([NAN, 1, 2, 3]), AXES) == pytest.approx([90, 81, 42, NAN], nan_ok=True)


def test_counts_below_nought_are_named() -> None:
    for rule in (adjust.deduct, adjust.bonus):
        with pytest.raises(StepError, match="indicator faults, unit v: below 0"):
            rule(SCORES, np.array([0.0, -1.0, 0.0, 0.0]), AXES)


def test_a_rule_holds_for_every_run() -> None:
    runs = np.array([[90.0, 80.0], [70.0, 85.0]])
    found = adjust.deduct(runs, np.array([1.0, 0.0]), Axes(("u", "v"), ("faults",)), each=3)
    assert found.tolist() == [[87, 80], [67, 85]]


def test_rebasing_takes_the_mark_that_could_be_attained_as_full() -> None:
    # 国办函〔2019〕19号: without outward services full mark 75, score x 4/3
    attainable = np.array([100.0, 100.0, 75.0, 0.0])
    assert adjust.rebase(np.array([90.0, 80.0, 60.0, NAN]), attainable, AXES) == pytest.approx([90, 80, 80, NAN], nan_ok=True)
    assert adjust.rebase(np.array([60.0] * 4), np.full(4, 75.0), AXES, full=110) == pytest.approx([88] * 4)
    with pytest.raises(StepError, match="unit x: nothing could be attained"):
        adjust.rebase(np.array([90.0, 80.0, 60.0, 1.0]), attainable, AXES)
