"""Every table of COINr 1.1.14's analysis of its own example index, from our engine's scores of the raw data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index import correlation
from dsci.index.audit import influence, reliability, standing, strengths
from dsci.index.audit.availability import availability
from dsci.index.audit.statistics import statistics
from dsci.index.periods.sidebyside import side_by_side
from dsci.index.scored import Scored

from .. import asem

CLOSE = {"rtol": 1e-9, "atol": 1e-12}


@pytest.fixture(scope="module")
def analysis(coinr: Path) -> Path:
    return coinr / "analysis"


def below(scored: Scored) -> dict[str, list[str]]:
    """The indicators of each pillar."""
    return {n.id: [c.id for c in n.children] for n in scored.scheme.nodes.values() if n.kind == "2"}


def test_the_example_is_the_reference(example: Scored, coinr: Path) -> None:
    expected = asem.read(coinr / "steps" / "6_aggregated.csv")
    np.testing.assert_allclose(example.frame("adjusted").loc[expected.index, expected.columns], expected, **CLOSE)


def test_statistics(example: Scored, analysis: Path) -> None:
    expected = asem.read(analysis / "stats_raw.csv", "iCode")
    found = {s.indicator: s for s in statistics(example.raw, list(example.leaf_columns))}
    assert set(found) == set(expected.index) and len(found) == 49
    for name, row in expected.iterrows():
        s = found[str(name)]
        numbers = [s.least, s.most, s.mean, s.median, s.deviation, s.skewness, s.kurtosis, *s.shares]
        names = ["Min", "Max", "Mean", "Median", "Std", "Skew", "Kurt", "Frc.Avail", "Frc.NonZero", "Frc.Unique", "Frc.Same"]
        np.testing.assert_allclose(np.array(numbers, float), row[names].to_numpy(float), **CLOSE)
        assert (s.available, s.nonzero, s.unique, s.same) == tuple(row[["N.Avail", "N.NonZero", "N.Unique", "N.Same"]])
        flags = [row["Flag.Avail"] != "ok", row["Flag.NonZero"] != "ok", row["Flag.Unique"] != "ok", row["Flag.SkewKurt"] != "ok"]
        assert [s.few, s.zeros, s.repeated, s.outliers] == flags


def test_availability(example: Scored, analysis: Path) -> None:
    expected = asem.read(analysis / "data_availability_by_group_raw.csv")
    found = availability(example)
    table = pd.DataFrame(found.shares, index=list(found.units), columns=list(found.nodes))
    np.testing.assert_allclose(table.loc[expected.index, expected.columns], expected, **CLOSE)


@pytest.mark.parametrize("kind", correlation.KINDS)
@pytest.mark.parametrize("levels", ["indicator_pillar", "pillar_index"])
def test_correlations(example: Scored, analysis: Path, kind: str, levels: str) -> None:
    expected = pd.read_csv(analysis / f"corr_{levels}_{kind}.csv")
    wanted = list(zip(expected["Var1"], expected["Var2"], strict=True))
    found = correlation.pairs(example.scores, list(example.columns), wanted, kind)
    np.testing.assert_allclose([c.value for c in found], expected["Correlation"], **CLOSE)


def test_flagged_pairs_within_a_pillar(example: Scored, analysis: Path) -> None:
    expected = pd.read_csv(analysis / "corr_flags_over_0.75.csv")
    families = {leaf: pillar for pillar, leaves in below(example).items() for leaf in leaves}
    found = correlation.flagged(example.normalised, list(example.leaf_columns), families, within=True, above=0.75)
    wanted = {frozenset((a, b)): c for _, a, b, c in expected.itertuples(index=False)}
    assert {frozenset((c.first, c.second)): c.value for c in found} == pytest.approx(wanted, rel=1e-9)


def test_cronbach(example: Scored, analysis: Path) -> None:
    expected = asem.read(analysis / "cronbach.csv", "Pillar")
    for stage, column in (("raw", "alpha_raw"), ("normalised", "alpha_normalised")):
        frame = example.frame(stage)
        found = {pillar: reliability.alpha(frame[leaves].to_numpy(float)) for pillar, leaves in below(example).items()}
        assert found == pytest.approx(expected[column].to_dict(), rel=1e-9)


def test_principal_components(example: Scored, analysis: Path) -> None:
    variance = pd.read_csv(analysis / "pca_variance_normalised.csv")
    loadings = pd.read_csv(analysis / "pca_loadings_normalised.csv")
    weights = asem.read(analysis / "pca_weights_normalised.csv", "iCode")["Weight"]
    for pillar, leaves in below(example).items():
        found = reliability.components(example.frame("normalised")[leaves].to_numpy(float), leaves)
        assert found and found.units == 51
        own = variance[variance["Pillar"] == pillar]
        np.testing.assert_allclose(found.variances, own["variance"], **CLOSE)
        np.testing.assert_allclose(found.shares, own["share"], **CLOSE)
        np.testing.assert_allclose(np.abs(found.weights), np.abs(weights[leaves]), rtol=1e-9, atol=1e-9)
        table = loadings[loadings["Pillar"] == pillar].pivot(index="iCode", columns="PC", values="loading").loc[leaves].to_numpy()
        signs = np.sign((table * found.loadings).sum(axis=0))
        np.testing.assert_allclose(found.loadings * signs, table, rtol=1e-9, atol=1e-9)


def test_effective_weights(example: Scored, analysis: Path) -> None:
    expected = asem.read(analysis / "effective_weights.csv", "iCode")["EffWeight"]
    assert influence.effective(example, "Index") == pytest.approx(expected.to_dict(), rel=1e-9)


def test_summary_of_every_unit(example: Scored, analysis: Path) -> None:
    """Equals to 9 decimals share a rank here; COINr parts some of them by the last bits of a sum (TolMin: three units)."""
    expected = pd.read_csv(analysis / "unit_summary_all.csv", keep_default_na=False).set_index(["uCode", "Code"])
    found = standing.standings(example)
    assert len(found) == len(expected) == 51 * 60
    parted = set()
    for row in found:
        wanted = expected.loc[(row.unit, row.node)]
        assert row.score == pytest.approx(float(wanted["Score"]), rel=1e-9) and row.title == wanted["Name"]
        equals = sum(r.node == row.node and r.rank == row.rank for r in found) if row.rank != int(wanted["Rank"]) else 1
        assert row.rank and row.rank <= int(wanted["Rank"]) < row.rank + equals
        parted |= {row.node} if equals > 1 else set()
    assert not parted & set(below(example)) and len(parted) <= 3


def test_results_sorted_with_ranks(example: Scored, analysis: Path) -> None:
    scores, ranks = (asem.read(analysis / f"results_{what}.csv") for what in ("scores", "ranks"))
    found = standing.standings(example, set(ranks.columns))
    assert [row.unit for row in found if row.node == "Index"] == list(scores.index)
    assert standing.nodes_by_level(example)[:3] == ["Index", "Conn", "Sust"]
    for row in found:
        assert row.rank == ranks.loc[row.unit, row.node]
        assert row.score == pytest.approx(scores.loc[row.unit, row.node], rel=1e-9)


def test_ranks_within_a_group(example: Scored) -> None:
    labels = example.table.labels("GDPpc_group")
    found = standing.standings(example, {"Index"}, labels)
    for label in set(labels):
        own = [r for r in found if r.group == label]
        assert [r.group_rank for r in own] == list(range(1, len(own) + 1)) and {r.group_of for r in own} == {len(own)}


def test_strengths_and_weaknesses_of_every_unit(example: Scored, analysis: Path) -> None:
    expected = pd.read_csv(analysis / "strengths_weaknesses_all.csv", keep_default_na=False)
    found = {(s.unit, s.side, s.place): s for s in strengths.strengths(example)}
    assert len(found) == len(expected) == 510
    for row in expected.itertuples():
        own = found[row.uCode, row.side, row.pos]
        assert (own.indicator, own.title, own.branch, own.rank) == (row.Code, row.Name, row.Pillar, row.Rank)
        assert own.value == pytest.approx(row.Value, rel=1e-12)


def test_two_indicators_left_out(example: Scored, analysis: Path) -> None:
    expected = asem.read(analysis / "drop_LPI_Forest_aggregated.csv")
    once = influence.without(example, "LPI")
    assert once
    twice = influence.without(once, "Forest")
    assert twice and "LPI" not in twice.columns and "Forest" not in twice.columns
    np.testing.assert_allclose(twice.frame("adjusted").loc[expected.index, expected.columns], expected, **CLOSE)


def test_removals_at_every_level(example: Scored) -> None:
    """By the recipe of `remove_elements`: weight 0, mean absolute change of the Index rank over the 51 units."""
    found = {r.node: r for r in influence.removals(example, "Index")}
    assert len(found) == 59
    scores = example.frame("adjusted")
    before = scores["Index"].rank(ascending=False, method="min")
    for gone, left in (("Conn", scores["Sust"]), ("Sust", scores["Conn"])):
        after = left.rank(ascending=False, method="min")
        assert found[gone].shift == pytest.approx((after - before).abs().mean())
    pillars = ["ConEcFin", "Instit", "P2P", "Political"]
    index = (scores[pillars].mean(axis=1) + scores["Sust"]) / 2
    np.testing.assert_allclose(found["Physical"].scores, index, rtol=1e-9)


def test_another_normalisation_side_by_side(example: Scored, coinr: Path, analysis: Path) -> None:
    other = asem.scored(coinr, "percentile")
    expected = asem.read(analysis / "prank_aggregated.csv")
    nodes = [name for name in expected.columns if name not in other.leaf_columns]
    np.testing.assert_allclose(other.frame("adjusted").loc[expected.index, nodes] / 100, expected[nodes], **CLOSE)
    ranks = asem.read(analysis / "compare_minmax_vs_prank_ranks.csv")
    found = side_by_side({"minmax": (example, "Index"), "percentile": (other, "Index")}, example.table.units)
    assert found.left_out == () and {line.unit: line.ranks for line in found.lines} == {
        str(u): (r["coin.1"], r["coin.2"]) for u, r in ranks.iterrows()
    }  # fmt: skip
    assert {line.unit: line.change for line in found.lines} == ranks["Diff"].to_dict()
    assert {line.unit: line.shift for line in found.lines} == ranks["Abs.diff"].to_dict()


def test_what_the_site_of_coinr_prints(example: Scored, coinr: Path) -> None:
    published = pd.read_csv(coinr / "published" / "unit_summary_IND.csv").set_index("Code")
    own = {r.node: r for r in standing.standings(example) if r.unit == "IND"}
    for node, row in published.iterrows():
        assert own[str(node)].score == pytest.approx(row["Score"], abs=0.005001) and own[str(node)].rank == row["Rank"]
    head = asem.read(coinr / "published" / "results_head_scores.csv").drop(columns="Rank")
    np.testing.assert_allclose(example.frame("adjusted").loc[head.index, head.columns], head, atol=0.005001)
    shifts = pd.read_csv(coinr / "published" / "compare_minmax_vs_prank.csv").set_index("uCode")
    views = side_by_side({"a": (example, "Index"), "b": (asem.scored(coinr, "percentile"), "Index")}, example.table.units)
    ranks = {line.unit: line.ranks for line in views.lines}
    assert {str(u): (r["coin.1"], r["coin.2"]) for u, r in shifts.iterrows()} == {u: ranks[u] for u in shifts.index}
    assert views.shifted(1)[0].shift == shifts["Abs.diff"].max()


def test_denominators_that_indicators_go_with(example: Scored) -> None:
    names = ["Area", "Energy", "GDP", "Population"]
    by = example.table.columns(names)[0]
    found = correlation.of_denominators(example.raw, list(example.leaf_columns), by, names, above=0.7)
    table = pd.DataFrame(np.hstack([example.raw, by])).corr().to_numpy()[:49, 49:]
    assert len(found) == (np.abs(table) > 0.7).sum() > 0
