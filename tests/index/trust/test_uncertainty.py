"""Shares of runs that can be worked out by hand; the same numbers on any number of cores; refusals before the first run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import beta

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme.methods import Filling, Tiering
from dsci.index.scheme.model import Node, Normalise, Treatment
from dsci.index.trust import runs as blocks
from dsci.index.trust.alternatives import FactorError
from dsci.index.trust.factors import Factors
from dsci.index.trust.uncertainty import uncertainty
from dsci.index.trust.weights import Dirichlet, PlusMinus

CLOSE = {"left": (10, 20, 0, 0), "right": (0, 20, 100, 100)}


def standing(found, factors: Factors, node: str = "all", runs: int = 4000, **options):
    return uncertainty(found, found.table.units, factors, runs=runs, nodes=[node], **options).standings[node]


def simple(scheme, **changes):
    """One root with the tree's a and b as its only channels, indicators as goalposts; changed as said."""
    return replace(scheme, thresholds={}, **changes)


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


def done(leaf: Node, method: str) -> Node:
    return replace(leaf, normalise=replace(leaf.normalise, method=method))


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
    """dark's b would be imputed as the mean, 50; drawn it is 20 or 80 as the others', never between."""
    rows = {f"{b}{i}": (5, 10, b, b) for b in (20, 80) for i in range(5)} | {"dark": (5, 10, Status.BLOCKED, Status.BLOCKED)}
    found = score(simple(tiny('failed = "drop"', 'failed = "impute"')), table(rows))
    assert found.score("dark", "b") == 50
    told = standing(found, Factors(missing=True), node="b", runs=1000)
    assert set(told.ranks[-1].tolist()) == {1, 6} and told.rank[-1] == 6


@pytest.fixture
def small(tiny, table):
    return score(simple(tiny()), table({"p": (5, 10, 30, 60), "q": (8, 4, 90, 20), "r": (2, 15, 55, 50)}))


@pytest.mark.parametrize(
    ("factors", "said"),
    [
        (Factors(missing=True), "missing cannot be varied: nothing is missing"),
        (Factors(imputation=("mean",)), "imputation cannot be varied: nothing is imputed"),
        (Factors(treatment=("none", "3")), "treatment cannot be varied: no alternative changes any score"),
        (Factors(normalisation=("goalposts",)), "normalisation cannot be varied: no alternative changes any score"),
        (Factors(normalisation=("dist_to_target",)), "normalisation dist_to_target: indicator a.many: has no target"),
        (Factors(normalisation=("best",)), "normalisation 'best': want one of goalposts, minmax"),
        (Factors(normalisation=("minmax:a:b",)), "normalisation 'minmax:a:b': could not convert"),
        (Factors(normalisation=("given",)), "normalisation 'given': want one of"),
        (Factors(aggregation=("arithmetic",)), "aggregation cannot be varied: no node with two children changes its method"),
        (Factors(aggregation=("indicator:geometric",)), "aggregation 'indicator:geometric': want one of"),
        (Factors(aggregation=("mean",)), "aggregation 'mean'"),
        (Factors(treatment=("many",)), "treatment 'many': want none, or a number"),
        (Factors(normalisation=("minmax",), aggregation=("geometric",)),
         "normalisation minmax, aggregation geometric: indicator b.one, unit p: 0 or below under a geometric mean"),
        (Factors(aggregation=("composite:geometric",), normalisation=("zscore:0:1",)),
         "normalisation zscore:0:1, aggregation composite:geometric: indicator a, unit p: 0 or below under a geometric mean"),
    ],
)  # fmt: skip
def test_what_cannot_be_varied_is_refused_before_the_first_run(small, factors: Factors, said: str, monkeypatch) -> None:
    monkeypatch.setattr(blocks, "_scores", lambda *_: pytest.fail("a run was made"))
    with pytest.raises(FactorError) as refused:
        uncertainty(small, small.table.units, factors, runs=50)
    assert str(refused.value).startswith(said)


def test_missing_is_of_the_units_that_are_asked_about(tiny, table) -> None:
    """Only t lacks anything: without it nothing can be drawn; with it alone nobody else's was observed."""
    rows = {"p": (5, 10, 30, 60), "q": (8, 4, 90, 20), "t": (2, 15, Status.BLOCKED, Status.BLOCKED)}
    found = score(simple(tiny()), table(rows))
    for units in (["p", "q"], ["t"]):
        with pytest.raises(FactorError, match="nothing is missing that was observed elsewhere"):
            uncertainty(found, units, Factors(missing=True))
    assert uncertainty(found, list(rows), Factors(missing=True), runs=5, nodes=["all"]).standings


def test_imputation_is_refused_beside_missing_and_varies_without(tiny, table) -> None:
    dropped = simple(tiny('failed = "drop"', 'failed = "impute"'), methods=replace(tiny().methods, filling=Filling("mean")))
    rows = {"p": (5, 10, 30, 60), "q": (8, 4, 90, 20), "r": (2, 15, 40, 50), "s": (4, 4, Status.BLOCKED, 50)}
    found = score(dropped, table(rows))
    with pytest.raises(FactorError, match="imputation cannot be varied: missing values are drawn"):
        uncertainty(found, found.table.units, Factors(missing=True, imputation=("mean", "median")))
    told = standing(found, Factors(imputation=("mean", "median", "row")), node="b")
    assert told.units[3] == "s" and told.ranks.shape == (4, 4000)


def test_treatment_reaches_the_scores_of_an_outlier(tiny, table) -> None:
    """Without treatment the outlier takes all of the scale and late decides; drawn in, many does."""
    rows = {f"u{i}": (i / 10, 20 - i, 50, 50) for i in range(12)}
    scheme = simple(tiny()).mapped(lambda n: done(n, "minmax") if n.metric[:1] == "a" else n)
    treated = scheme.mapped(lambda n: replace(n, treat=Treatment("winsorise")) if n.metric == "a.many" else n)
    found = score(treated, table(rows | {"far": (90, 19, 50, 50)}))
    told = standing(found, Factors(treatment=("none", "1")), node="a", runs=2000)
    plain = score(scheme, found.table)
    for other, place in ((found, 0.5), (plain, 0.5)):
        order = np.argsort(np.argsort(-other.scores[:, other.columns["a"]])) + 1
        assert (told.ranks == order[:, np.newaxis]).all(axis=0).mean() == pytest.approx(place, abs=0.05)


def test_what_is_stated_in_points_is_left_as_it_is_and_said(tiny, table) -> None:
    scheme = simple(tiny()).mapped(lambda n: replace(n, normalise=Normalise("given")) if n.id == "b.two" else n)
    found = score(scheme, table({"p": (5, 10, 30, 60), "q": (8, 4, 90, 20), "r": (2, 15, 55, 50)}))
    told = uncertainty(found, found.table.units, Factors(normalisation=("minmax",)), runs=10)
    assert told.notes[0] == "normalisation is not varied for b.two: stated points"
    assert "fixed bands" in told.notes[1]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["weights"], Factors(weights=Dirichlet(100))),
        (["weights=30", "missing"], Factors(weights=Dirichlet(30), missing=True)),
        (["weights=±0.25"], Factors(weights=PlusMinus(0.25))),
        (["weights=+-0.1", "leave-one-out"], Factors(weights=PlusMinus(0.1), leave_one_out=True)),
        (["normalisation=own, zscore:10:2"], Factors(normalisation=("", "zscore:10:2"))),
        (["treatment=none,2..4"], Factors(treatment=("none", "2", "3", "4"))),
    ],
)
def test_factors_as_a_person_names_them(texts: list[str], found: Factors) -> None:
    assert Factors.of(texts) == found


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["luck"], "unknown factor 'luck'; there are weights, missing, leave-one-out"),
        (["missing=5"], "missing takes no alternatives"),
        (["normalisation"], "name its alternatives"),
        (["weights", "weights=3"], "weights is named twice"),
        (["weights=many"], "want a concentration"),
        (["weights=0"], "concentration 0.0"),
        (["weights=±1.5"], "weights ±1.5"),
    ],
)
def test_factors_named_wrongly(texts: list[str], said: str) -> None:
    with pytest.raises(FactorError, match=said):
        Factors.of(texts)
