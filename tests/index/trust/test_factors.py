"""Factors are checked before the first run: what cannot be varied is refused with the reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme.methods import Filling
from dsci.index.scheme.model import Normalise, Treatment
from dsci.index.trust import runs as blocks
from dsci.index.trust.alternatives import FactorError
from dsci.index.trust.factors import Factors
from dsci.index.trust.uncertainty import uncertainty
from dsci.index.trust.weights import Dirichlet, PlusMinus

from .asking import done, simple, standing


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
        (["treatment=none,1..222222222222"], "a range stands for 100 alternatives at most"),
        (["treatment=1..101"], "a range stands"),
        ([f"treatment={'9' * 5000}..1"], "a range stands"),
    ],
)
def test_factors_named_wrongly(texts: list[str], said: str) -> None:
    with pytest.raises(FactorError, match=said):
        Factors.of(texts)
