"""Which factor moves an output, where that can be worked out by hand; refusals; runs of a given design."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.trust.alternatives import FactorError
from dsci.index.trust.factors import Factors
from dsci.index.trust.given import Run, run_design
from dsci.index.trust.sensitivity import sensitivity
from dsci.index.trust.weights import Dirichlet, PlusMinus

ROWS = {"p": (5, 10, 30, 60), "q": (8, 4, 90, 20), "r": (2, 15, 55, 50), "s": (6, 6, 20, 20)}


@pytest.fixture
def found(tiny, table):
    return score(replace(tiny(), thresholds={}), table(ROWS))


def test_two_factors_share_the_variance_of_a_score(found) -> None:
    """r's score in a is 20 w + 25 (1 - w) by goalposts, and 20 by min-max from 20, where r is the worst in both. So it is moved
    by the normalisation, by the weights, and by both together: parts of the variance over all pairs. A factor alone takes all."""
    own = Factors(normalisation=("", "minmax:20:100"))
    (alone,) = sensitivity(found, tuple(ROWS), replace(own, weights=None), "a", output="score", unit="r").indices
    assert alone.factor == "normalisation" and [alone.first, alone.total] == pytest.approx([1, 1], abs=0.02)
    both = replace(own, weights=PlusMinus(0.9))
    told = sensitivity(found, tuple(ROWS), both, "a", output="score", unit="r", base=8192)
    by_hand = np.array([[20 * w + 25 * (1 - w), 20] for w in shares()])
    parts = np.array([by_hand.mean(axis=1).var(), by_hand.mean(axis=0).var()]) / by_hand.var()
    assert parts.min() > 0.1
    assert [one.factor for one in told.indices] == ["weights", "normalisation"]
    assert [one.first for one in told.indices] == pytest.approx(parts, abs=0.04)
    assert [one.total for one in told.indices] == pytest.approx(1 - parts[::-1], abs=0.04)


def shares() -> np.ndarray:
    """Of a.many in a: 0.75 u against 0.25 v, u and v from 0.1 to 1.9."""
    u = np.linspace(0.1, 1.9, 201)[:, np.newaxis]
    return (0.75 * u / (0.75 * u + 0.25 * u.T)).ravel()


def test_what_moves_no_rank_has_no_share(found) -> None:
    told = sensitivity(found, tuple(ROWS), Factors(Dirichlet(1e9), leave_one_out=True), "all", base=512)
    still, moving = told.indices
    assert still.factor == "weights" and still.total == 0 and moving.total == pytest.approx(1, abs=0.1)
    assert len(told.outputs) == 512 * 4 and (told.outputs >= 0).all()


def test_rank_of_a_unit_and_the_same_on_any_number_of_cores(found) -> None:
    factors = Factors(Dirichlet(5), leave_one_out=True, aggregation=("", "minimum"))
    one, two = (sensitivity(found, tuple(ROWS), factors, "all", output="rank", unit="p", base=64, workers=w) for w in (1, 2))
    assert np.array_equal(one.outputs, two.outputs) and one.indices == two.indices
    assert set(one.outputs) <= {1, 2, 3, 4} and len(set(one.outputs)) > 1
    other = sensitivity(found, tuple(ROWS), factors, "all", output="rank", unit="p", base=64, seed=1)
    assert not np.array_equal(one.outputs, other.outputs)


def test_missing_values_are_a_factor(tiny, table) -> None:
    """dark's b is 20 or 80 as the others', by one quantile: its score in b is one of these, and nothing else moves it."""
    rows = {f"{b}{i}": (5, 10, b, b) for b in (20, 80) for i in range(5)} | {"dark": (5, 10, Status.BLOCKED, Status.BLOCKED)}
    found = score(replace(tiny(), thresholds={}), table(rows))
    told = sensitivity(found, tuple(rows), Factors(Dirichlet(50), missing=True), "all", output="rank", unit="dark", base=512)
    weights, missing = told.indices
    assert set(told.outputs) == {1, 6} and weights.total == 0 and missing.first == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    ("factors", "options", "said"),
    [
        (Factors(), {}, "no factor is named"),
        (Factors(missing=True), {}, "missing cannot be varied: nothing is missing"),
        (Factors(leave_one_out=True), {"base": 1}, "1 base runs"),
        (Factors(leave_one_out=True), {"output": "rank"}, "rank of unit ''"),
        (Factors(leave_one_out=True), {"output": "luck"}, "output 'luck'"),
        (Factors(weights=Dirichlet(1e12)), {}, "all: the output is the same in every run"),
    ],
)
def test_no_answer_without_a_question(found, factors: Factors, options, said: str) -> None:
    with pytest.raises(FactorError, match=said):
        sensitivity(found, tuple(ROWS), factors, "all", **{"base": 16} | options)


def test_a_design_by_hand(found) -> None:
    """p: a = 0.75 x 50 + 0.25 x 50 = 50, b = (30 + 60)/2 = 45. Weights 3 : 1 make 48.75; least of all 30, of a and b 45."""
    least = [Run(aggregation="minimum"), Run(aggregation="composite:minimum")]
    runs = [Run(), Run(weights={"a": 3, "b": 1}), *least, Run(normalisation="minmax")]
    scores = run_design(found, runs, "all")
    assert scores[:4, 0].tolist() == [48, 48.75, 30, 45]
    # minmax: many (5 - 2)/6 = 50, late (15 - 10)/11, one 10/70, two 40/40
    assert scores[4, 0] == pytest.approx(0.6 * (0.75 * 50 + 0.25 * 500 / 11) + 0.4 * (100 / 7 + 100) / 2)
    with pytest.raises(FactorError, match="weights of unknown nodes: zz"):
        run_design(found, [Run(weights={"zz": 1})], "all")
