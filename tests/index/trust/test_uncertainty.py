"""Shares of runs that can be worked out by hand; the same numbers on any number of cores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import beta

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme.methods import Screen, Tiering
from dsci.index.trust import runs as blocks
from dsci.index.trust.factors import Factors
from dsci.index.trust.settings import Ground, Way, setting
from dsci.index.trust.uncertainty import uncertainty
from dsci.index.trust.weights import Dirichlet, PlusMinus, fixed_weights

from .asking import done, simple, standing

CLOSE = {"left": (10, 20, 0, 0), "right": (0, 20, 100, 100)}


def test_shares_of_a_beta_distribution(tiny, table) -> None:
    """left is 100 v in a, v Beta(75, 25) for its one good indicator of two; right is 100 in b. left is before right where
    100 v w > 100 (1 - w), so with w, Beta(60, 40), above 1/(1 + v): integrated over v."""
    found = score(tiny(), table(CLOSE))
    told = standing(found, Factors(weights=Dirichlet(100)), runs=20_000)
    shares = (np.arange(2000) + 0.5) / 2000
    expected = float(np.mean(beta.sf(1 / (1 + beta.ppf(shares, 75, 25)), 60, 40)))
    assert told.beats("left", "right") == pytest.approx(expected, abs=0.012)
    assert told.beats("left", "right") + told.beats("right", "left") == 1
    assert told.first[0] == told.beats("left", "right")


def test_plus_and_minus_a_quarter_by_hand(tiny, table) -> None:
    """left is 100 in a (0.6), right 100 in b (0.4). right is first where 0.4 v > 0.6 u, u and v from 0.75 to 1.25: by the area of
    v > 1.5 u that is 1/48. Within a tenth (0.54 : 0.44) it never is."""
    found = score(tiny(), table({"left": (10, 0, 0, 0), "right": (0, 20, 100, 100)}))
    told = standing(found, Factors(weights=PlusMinus(0.25)), runs=40_000)
    assert told.beats("right", "left") == pytest.approx(1 / 48, abs=0.003)
    assert (told.low.tolist(), told.high.tolist()) == ([1, 2], [1, 2]), "1/48 is outside of the 90 %"
    assert standing(found, Factors(weights=PlusMinus(0.1))).beats("right", "left") == 0


def test_one_indicator_left_out_by_hand(tiny, table) -> None:
    """Nothing or one of four indicators is left out, each in a fifth of the runs. left: a = 0.75 x 40 + 0.25 x 100 = 55, 100
    without a.many, 40 without a.late; right is 50 in all. Tier 高 is from 50."""
    found = score(tiny(), table({"left": (4, 0, 50, 50), "right": (5, 10, 50, 50)}))
    told = standing(found, Factors(leave_one_out=True), node="a", runs=10_000)
    assert told.beats("right", "left") == pytest.approx(1 / 5, abs=0.015)
    assert told.labels == ("高", "低")
    np.testing.assert_allclose(told.tiers, [[0.8, 0.2], [1, 0]], atol=0.015)
    assert told.mean[0] == pytest.approx(1.2, abs=0.015) and told.median.tolist() == [1, 2]


def test_a_run_may_leave_a_unit_without_a_score(tiny, table) -> None:
    excluded = Status.NOT_APPLICABLE
    found = score(tiny(), table({"half": (excluded, 0, 50, 50), "whole": (5, 10, 50, 50)}))
    told = standing(found, Factors(leave_one_out=True), node="a", runs=10_000)
    assert told.unranked.tolist() == [pytest.approx(0.2, abs=0.015), 0], "without a.late"
    assert told.beats("half", "whole") == pytest.approx(0.8, abs=0.015)
    assert told.beats("whole", "half") == pytest.approx(0.2, abs=0.015)
    assert (told.rank[0], told.low[0], told.high[0], told.mean[0]) == (1, 1, 1, 1)


def test_alternatives_are_as_likely_and_are_the_schemes_own_scores(tiny, table) -> None:
    """Three units whose order differs under geometric means and z-scores: every run is one of four schemes."""
    rows = {"even": (5, 8, 40, 60), "odd": (10, 19, 20, 90), "low": (1, 18, 50, 45), "mid": (6, 12, 55, 30)}
    scheme = simple(tiny())
    found = score(scheme, table(rows))
    factors = Factors(normalisation=("", "zscore"), aggregation=("", "geometric"))
    told = standing(found, factors, runs=4000)
    expected = np.zeros((4, 4))
    for method in ("goalposts", "zscore"):
        for mean in ("arithmetic", "geometric"):
            other = scheme.mapped(lambda n, m=method, mean=mean: done(n, m) if n.metric else replace(n, aggregate=mean))
            other = replace(other, composites=tuple(replace(c, aggregate=mean) for c in other.composites))
            scores = score(other, table(rows))
            order = np.argsort(-scores.scores[:, scores.columns["all"]])
            expected[order, np.arange(4)] += 1 / 4
    shares = np.stack([(told.ranks == place).mean(axis=1) for place in range(1, 5)], axis=1)
    assert (expected.max(axis=1) < 1).any(), "else the case says nothing"
    np.testing.assert_allclose(shares, expected, atol=0.03)


def test_classes_by_gaps_are_reckoned_anew_in_every_run(tiny, table) -> None:
    """Of three units two stand close; without b they change sides: u is with t by b, with v by a."""
    rows = {"t": (10, 0, 80, 80), "u": (1, 0, 80, 80), "v": (0, 0, 10, 10)}
    scheme = simple(tiny(), tiering=Tiering("gaps"))
    found = score(scheme, table(rows))
    told = standing(found, Factors(weights=PlusMinus(0.9)), runs=4000)
    assert told.tiers[0].tolist() == [1, 0] and told.tiers[2].tolist() == [0, 1]
    # gap t-u is 67.5 a-weight (0.75 x 90), gap u-v is 7.5 a + 70 b: both sides are met
    assert 0.05 < told.tiers[1][0] < 0.95
    fixed = standing(found, Factors(weights=PlusMinus(0.01)), runs=200)
    assert fixed.tiers[1].tolist() == [0, 1], "0.6 x 67.5 = 40.5 is more than 0.6 x 7.5 + 0.4 x 70 = 32.5"


def test_the_same_on_any_number_of_cores_and_another_for_another_seed(tiny, table, monkeypatch) -> None:
    monkeypatch.setattr(blocks, "CELLS", 600)
    rng = np.random.default_rng(2)
    rows = {f"u{i}": (*rng.uniform(0, 10, 2), *rng.uniform(0, 100, 2)) for i in range(20)}
    found = score(tiny(), table(rows | {"dark": (3, 3, Status.BLOCKED, Status.BLOCKED)}))
    every = Factors(Dirichlet(30), True, True, aggregation=("", "channel:minimum"), normalisation=("", "minmax"))
    one, three, other = (standing(found, every, runs=500, workers=w, seed=s) for w, s in ((1, 5), (3, 5), (1, 6)))
    assert np.array_equal(one.ranks, three.ranks) and np.array_equal(one.tiers, three.tiers)
    assert not np.array_equal(one.ranks, other.ranks)
    assert len({tuple(run) for run in one.ranks.T}) > 400, "blocks do not repeat each other"


def test_pairs_are_the_shares_of_before(tiny, table) -> None:
    rng = np.random.default_rng(4)
    found = score(tiny(), table({f"u{i}": (*rng.uniform(0, 10, 2), *rng.uniform(0, 100, 2)) for i in range(6)}))
    told = standing(found, Factors(weights=Dirichlet(20)), runs=300)
    pairs = told.pairs()
    assert pairs[1, 4] == told.beats("u1", "u4") == np.mean([run[1] < run[4] for run in told.ranks.T.tolist()])
    np.testing.assert_allclose(pairs + pairs.T + np.eye(6), 1)


def test_units_are_compared_with_all_where_the_aggregation_does(tiny, table) -> None:
    """By Copeland c is before b in a and level with it in b: of the two alone c is first. But in b the four others are before c
    and level with b: 0.6 x 3 + 0.4 x 0 = 1.8 against 0.6 x 5 - 0.4 x 4 = 1.4."""
    rows = {"b": (5, 10, 90, 10), "c": (6, 10, 10, 20)} | {f"u{i}": (i, 10, 50 + i, 50 + i) for i in range(4)}
    scheme = simple(tiny()).mapped(lambda node: replace(node, aggregate="copeland") if node.children else node)
    found = score(scheme, table(rows))
    assert (found.score("b", "all"), found.score("c", "all")) == (pytest.approx(1.8), pytest.approx(1.4))
    told = uncertainty(found, ["b", "c"], Factors(), runs=5, nodes=["all"]).standings["all"]
    assert told.units == ("b", "c") and told.low.tolist() == told.high.tolist() == [1, 2]


def test_channels_not_seen_are_good_or_bad_each_for_itself(tiny, table) -> None:
    """dark lacks a.many and all of b; the others are 20 or 80 in both channels, by twos 20, 44, 56, 80 in all. Its two quantiles
    make four pairs, 1/4 each: 0.6 (0.75 m + 0.25 x 50) + 0.4 o is 24.5, 48.5, 51.5 or 75.5."""
    others = {f"{a}{b}{i}": (a / 10, 20 - a / 5, b, b) for a in (20, 80) for b in (20, 80) for i in range(2)}
    found = score(simple(tiny()), table(others | {"dark": (Status.BLOCKED, 10, Status.BLOCKED, Status.BLOCKED)}))
    told = standing(found, Factors(missing=True))
    shares = [float((told.ranks[-1] == place).mean()) for place in (3, 5, 7)]
    assert shares == pytest.approx([0.25, 0.5, 0.25], abs=0.03)


def test_imputed_values_are_drawn_too(tiny, table) -> None:
    """dark's b would be imputed as the mean, 51; drawn it is 20, 60 or 80 as the others': behind six, behind five, or first."""
    rows = {f"{b}{i}": (5, 10, b, b) for b in (20, 80) for i in range(5)} | {"60": (5, 10, 60, 60)}
    found = score(simple(tiny('failed = "drop"', 'failed = "impute"')), table(rows | {"dark": (5, 10, *(Status.BLOCKED,) * 2)}))
    assert found.score("dark", "b") == pytest.approx(560 / 11)
    told = standing(found, Factors(missing=True), node="b", runs=1000)
    assert set(told.ranks[-1].tolist()) == {1, 6, 7} and told.rank[-1] == 7


def test_a_unit_screened_out_takes_no_part(tiny, table) -> None:
    """t lacks half of its indicators: nothing is drawn for it, though it is missing there."""
    rows = {"p": (5, 10, 30, 60), "q": (8, 4, 90, 20), "r": (3, 9, 20, Status.BLOCKED)}
    rows |= {"t": (2, 15, Status.BLOCKED, Status.BLOCKED)}
    found = score(simple(tiny(), methods=replace(tiny().methods, screen=Screen(0.75))), table(rows))
    made = setting(Ground(found), Way(), range(4), draw_missing=True)
    assert made.missing and made.missing.count == 1
    gaps = made.missing.filled(np.full((1, 1), 0.9))
    scores = made.tree.scores(fixed_weights(found.branches, 1), gaps, None, ["a", "all"])
    assert np.isnan(scores["a"][0]).tolist() == np.isnan(scores["all"][0]).tolist() == [False, False, False, True]
    assert set(standing(found, Factors(missing=True), runs=5).units) == {"p", "q", "r"}
