"""Units that have enough data, by shares that can be counted."""

from __future__ import annotations

import numpy as np
import pytest

from dsci.index.steps import screen

NAN = np.nan
X = np.array(
    [
        [1.0, 2.0, 3.0, 4.0, 5.0],
        [1.0, 0.0, 0.0, 0.0, NAN],
        [NAN, NAN, NAN, NAN, 1.0],
        [NAN, NAN, NAN, NAN, NAN],
    ]
)


def test_shares() -> None:
    found = screen.shares(X)
    assert found.present == pytest.approx([1, 0.8, 0.2, 0])
    assert found.nonzero == pytest.approx([1, 0.25, 1, 1])


def test_a_threshold_holds_its_bound() -> None:
    assert screen.kept(X).tolist() == [True, True, True, True]
    assert screen.kept(X, present=0.8).tolist() == [True, True, False, False]
    assert screen.kept(X, present=0.8 + 1e-6).tolist() == [True, False, False, False]
    assert screen.kept(X, nonzero=0.5).tolist() == [True, False, True, True]
    assert screen.kept(X, present=0.2, nonzero=0.25).tolist() == [True, True, True, False]


def test_seven_of_ten_reach_seven_tenths() -> None:
    x = np.where(np.arange(10) < 7, 1.0, NAN)[None, :]
    assert screen.kept(x, present=0.1 + 0.2 + 0.4).all(), "0.7000000000000001 is 0.7 but for rounding"


def test_some_always_stay() -> None:
    assert screen.kept(X, present=0.9, always=np.array([False, False, False, True])).tolist() == [True, False, False, True]


def test_why() -> None:
    assert screen.reasons(X, present=0.8, nonzero=0.5, always=np.array([False, False, False, True])) == (
        "",
        "25.0% of the values are not 0, 50.0% wanted",
        "20.0% of the indicators have a value, 80.0% wanted",
        "",
    )
