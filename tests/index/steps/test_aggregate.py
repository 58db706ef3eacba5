"""Aggregation on numbers that can be worked out by hand, and on COINr's tables."""

from __future__ import annotations

from itertools import pairwise as neighbours
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index.arrays import Array, Axes, StepError
from dsci.index.steps import aggregate, compared
from dsci.index.steps.means import MEANS, mean_of
from dsci.index.steps.pairwise import outrank_matrix

from .coinr import read

NAN = np.nan
AXES = Axes(("u", "v", "w"), ("p", "q"))
HALF = np.array([0.5, 0.5])


def some(units: int, children: int, gaps: float = 0.2, seed: int = 7) -> Array:
    """Made-up children's scores with ties and gaps; everybody has the first child."""
    draw = np.random.default_rng(seed)
    x = draw.integers(1, 8, (units, children)).astype(float)
    x[draw.random(x.shape) < gaps] = NAN
    x[:, 0] = draw.integers(1, 8, units)
    return x


def axes_of(x: Array) -> Axes:
    return Axes([f"u{i}" for i in range(x.shape[-2])], [f"c{i}" for i in range(x.shape[-1])])


@pytest.mark.parametrize(
    ("name", "power", "wanted"),
    [
        ("arithmetic", None, [25, 40, NAN]),
        ("geometric", None, [20, 40, NAN]),
        ("harmonic", None, [16, 40, NAN]),
        ("power", 2, [850**0.5, 40, NAN]),
        ("power", -1, [16, 40, NAN]),
        ("minimum", None, [10, 40, NAN]),
    ],
)
def test_means_and_missing_children(name: str, power: float | None, wanted: list[float]) -> None:
    x = np.array([[10.0, 40.0], [NAN, 40.0], [NAN, NAN]])
    assert aggregate.method(name, power)(x, HALF, AXES) == pytest.approx(wanted, nan_ok=True)


def test_a_child_without_weight_does_not_count() -> None:
    x, weights = np.array([[0.0, 40.0], [NAN, 9.0], [7.0, NAN]]), np.array([0.0, 1.0])
    for name in ("arithmetic", "geometric", "harmonic", "power", "minimum"):
        assert aggregate.METHODS[name](x, weights, AXES) == pytest.approx([40, 9, NAN], nan_ok=True), name


def test_weights_of_many_runs_give_each_run_its_scores() -> None:
    x, weights = np.array([[10.0, 40.0], [NAN, 20.0]]), np.array([[[0.5, 0.5]], [[0.25, 0.75]]])
    assert aggregate.arithmetic(x, weights, AXES) == pytest.approx(np.array([[25, 20], [32.5, 20]]))
    assert aggregate.copeland(x, weights, AXES).tolist() == [[1, -1], [1, -1]]


@pytest.mark.parametrize(
    ("name", "power", "cell", "words"),
    [
        ("geometric", None, 0.0, "0 or below under a geometric mean"),
        ("harmonic", None, 0.0, "0 or below under a harmonic mean"),
        ("power", 2, -1.0, "below 0 or too large for a power mean of 2"),
        ("power", -2, 0.0, "0 or below or too large for a power mean of -2"),
        ("power", 300, 90.0, "too large"),
    ],
)
def test_a_value_that_a_mean_cannot_take_is_named(name: str, power: float | None, cell: float, words: str) -> None:
    with pytest.raises(StepError, match=f"indicator q, unit v: .*{words}"):
        aggregate.method(name, power)(np.array([[1.0, 2.0], [1.0, cell]]), HALF, AXES)


@pytest.mark.parametrize("power", [None, 0, float("inf")])
def test_a_power_that_is_none_is_refused(power: float | None) -> None:
    with pytest.raises(ValueError, match="want a number that is not 0"):
        aggregate.method("power", power)


def test_weights_of_nothing_are_refused() -> None:
    with pytest.raises(StepError, match="weights of its children sum to 0"):
        aggregate.arithmetic(np.ones((1, 2)), np.zeros(2), AXES)


def test_means_can_be_run_as_matrix_products() -> None:
    x, weights = np.array([[10.0, 40.0], [20.0, 30.0]]), np.array([[0.5, 0.5], [0.2, 0.8], [1, 0]])
    for name in MEANS:
        mean = mean_of(name, 3.0)
        runs = mean.back(mean.forward(x) @ weights.T).T
        assert runs == pytest.approx(aggregate.method(name, 3.0)(x, weights[:, None, :], AXES)), name


def test_copeland_counts_whom_a_unit_outranks() -> None:
    x = np.array([[9.0, 1.0, 5.0], [5.0, 2.0, 5.0], [1.0, 3.0, 4.0]])
    weights, axes = np.array([0.5, 0.3, 0.2]), Axes(("u", "v", "w"), ("p", "q", "r"))
    # u over v: 0.5 + half of 0.2 = 0.6; u over w: 0.7; v over w: 0.7
    assert outrank_matrix(x, weights) == pytest.approx(np.array([[0, 0.6, 0.7], [0.4, 0, 0.7], [0.3, 0.3, 0]]))
    assert aggregate.copeland(x, weights, axes).tolist() == [2, 0, -2]
    assert aggregate.outranking(x, weights, axes) == pytest.approx([65, 55, 30])


def test_copeland_compares_by_the_children_that_both_have() -> None:
    x = np.array([[9.0, NAN, 1.0], [5.0, 8.0, 2.0], [NAN, 9.0, NAN], [NAN, NAN, NAN]])
    weights, axes = np.array([0.6, 0.2, 0.2]), Axes(("u", "v", "w", "x"), ("p", "q", "r"))
    matrix = outrank_matrix(x, weights)
    assert matrix[0, 1] == pytest.approx(0.75), "p of p and r: 0.6 / 0.8"
    assert matrix[1, 2] == 0
    assert np.isnan(matrix[0, 2])
    assert aggregate.copeland(x, weights, axes) == pytest.approx([1, -2, 1, NAN], nan_ok=True), "u and w are not compared"
    assert aggregate.outranking(x, weights, axes) == pytest.approx([75, 12.5, 100, NAN], nan_ok=True)


def test_a_half_that_is_only_rounded_is_a_tie() -> None:
    x, thirds = np.array([[1.0, 0, 1, 0, 0, 1], [0, 1.0, 0, 1, 1, 0]]), np.array([0.1, 0.3, 0.2, 0.1, 0.1, 0.2])
    assert aggregate.copeland(x, thirds, axes_of(x)).tolist() == [0, 0]


def test_a_unit_that_none_can_be_compared_with_is_named() -> None:
    for name in ("copeland", "outranking"):
        with pytest.raises(StepError, match="unit v: no other unit has a child in common"):
            aggregate.METHODS[name](np.array([[1.0, NAN], [NAN, 2.0], [3.0, NAN]]), HALF, AXES)


def balance_by_pairs(x: Array, weights: Array) -> list[float]:
    """Copeland's balance, pair by pair and child by child."""
    won = [0.0] * len(x)
    for i, j in permutations(range(len(x)), 2):
        shared = [(w, a, b) for w, a, b in zip(weights, x[i], x[j], strict=True) if not np.isnan(a + b)]
        share = sum(w * ((a > b) + (a == b) / 2) for w, a, b in shared) / sum(w for w, _, _ in shared)
        won[i] += np.sign(round(share - 0.5, 9))
    return won


@pytest.mark.parametrize("cells", [1, 300, 1 << 21])
def test_blocks_change_nothing(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compared, "CELLS", cells)
    x, weights = some(23, 4), np.array([[[0.4, 0.3, 0.2, 0.1]], [[0.1, 0.2, 0.0, 0.7]], [[0.25, 0.25, 0.25, 0.25]]])
    wanted = [balance_by_pairs(x, own[0]) for own in weights]
    np.testing.assert_array_equal(aggregate.copeland(x, weights, axes_of(x)), wanted)
    tables = np.stack([x, 9 - x])
    np.testing.assert_array_equal(aggregate.copeland(tables, weights[0], axes_of(x)), [wanted[0], [-won for won in wanted[0]]])
    other = [balance_by_pairs(np.vstack([row, x]), weights[0, 0])[0] for row in x[:5] + 1]
    np.testing.assert_array_equal(aggregate.AMONG["copeland"](x[:5] + 1, x, weights[0, 0]), other)


def test_units_that_are_compared_want_the_same_weights() -> None:
    with pytest.raises(ValueError, match="the same weights"):
        aggregate.copeland(np.ones((2, 2)), np.ones((2, 2)), AXES)


def test_topsis_of_three_units() -> None:
    x = np.array([[3.0, 0.0], [4.0, 4.0], [0.0, 3.0]])  # both columns have length 5
    near, far = (0.2**2 + 0.8**2) ** 0.5, 0.6
    assert aggregate.topsis(x, HALF, AXES) == pytest.approx([100 * far / (near + far), 100, 100 * far / (near + far)])


def test_topsis_leaves_out_what_is_missing() -> None:
    x = np.array([[3.0, 0.0], [4.0, 4.0], [NAN, 3.0], [NAN, NAN]])  # p: 0.6..0.8, q: 0..0.8
    found = aggregate.topsis(x, HALF, Axes(("u", "v", "w", "x"), ("p", "q")))
    assert found == pytest.approx([0, 100, 75, NAN], nan_ok=True)


def test_topsis_refuses_what_has_no_norm_or_no_spread() -> None:
    with pytest.raises(StepError, match="indicator q, unit u: 0 for every unit"):
        aggregate.topsis(np.array([[1.0, 0.0], [2.0, 0.0]]), HALF, AXES)
    with pytest.raises(StepError, match="unit u: its children are the same for all units"):
        aggregate.topsis(np.array([[1.0, NAN], [1.0, 5.0], [1.0, 6.0]]), HALF, AXES)


@pytest.mark.parametrize("name", aggregate.OF_SAMPLE)
def test_one_unit_alone_cannot_be_compared(name: str) -> None:
    with pytest.raises(StepError):
        aggregate.METHODS[name](np.array([[1.0, 2.0]]), HALF, AXES)


@pytest.mark.parametrize("name", aggregate.OF_SAMPLE)
def test_a_row_gets_against_the_sample_what_its_unit_gets_in_it(name: str) -> None:
    x, weights = some(20, 4), np.array([0.4, 0.3, 0.2, 0.1])
    whole = aggregate.METHODS[name](x, weights, axes_of(x))
    assert aggregate.AMONG[name](x, x, weights) == pytest.approx(whole, nan_ok=True)
    assert aggregate.AMONG[name](x + 1e-13, x, weights) == pytest.approx(whole, nan_ok=True), "a score summed another way"


def test_a_row_against_a_sample_by_hand() -> None:
    """Of p, q with half the weight each: (5, 1) is above u in p, below in q (a half); above v in both; w has q alone."""
    sample, row = np.array([[3.0, 2.0], [4.0, 0.0], [NAN, 1.0]]), np.array([[5.0, 1.0], [NAN, NAN]])
    assert aggregate.AMONG["copeland"](row, sample, HALF) == pytest.approx([1, NAN], nan_ok=True)
    # shares 0.5, 1 and 0.5; one tie stands for the unit itself: (2 - 0.5) / 2
    assert aggregate.AMONG["outranking"](row, sample, HALF) == pytest.approx([75, NAN], nan_ok=True)
    # lengths 5 and √5; p from 3 to 4, q from 0 to 2: gaps to the worst 2/5 and 1/√5, to the best 1/5 and 1/√5
    far, near = (0.4**2 + 0.2) ** 0.5, (0.2**2 + 0.2) ** 0.5
    assert aggregate.AMONG["topsis"](row, sample, HALF) == pytest.approx([100 * far / (far + near), NAN], nan_ok=True)


@pytest.mark.parametrize(
    ("stages", "rung"),
    [
        ([100, 100, 100], 3), ([100, 99.9, 100], 1), ([0, 100, 100], 0), ([100 - 1e-12, 100, 0], 2), ([40, NAN, NAN], 0),
        ([100, 20, NAN], 1), ([100, NAN, 0], NAN), ([100, 100, NAN], NAN), ([NAN, 0, 0], NAN),
    ],
)  # fmt: skip
def test_ladder_counts_the_full_stages_from_the_first(stages: list[float], rung: float) -> None:
    found = aggregate.ladder(np.array([stages]), np.ones(3), Axes(("u",), ("1", "2", "3")))
    assert found == pytest.approx([rung], nan_ok=True)


Means = dict[int, str]


@pytest.mark.parametrize(
    ("wanted", "given", "means"),
    [
        ("amean_original", "input_minmax_1_100", {}),
        ("amean_alt", "input_minmax_1_100", {}),
        ("gmean_original", "input_minmax_1_100", dict.fromkeys((2, 3, 4), "geometric")),
        ("gmean_alt", "input_minmax_1_100", dict.fromkeys((2, 3, 4), "geometric")),
        ("hmean_original", "input_minmax_1_100", dict.fromkeys((2, 3, 4), "harmonic")),
        ("hmean_alt", "input_minmax_1_100", dict.fromkeys((2, 3, 4), "harmonic")),
        ("genmean_pm1_alt", "input_minmax_1_100", dict.fromkeys((2, 3, 4), "power -1")),
        ("genmean_p2_alt", "input_minmax_1_100", dict.fromkeys((2, 3, 4), "power 2")),
        ("amean_gmean_gmean_alt", "input_minmax_1_100", {3: "geometric", 4: "geometric"}),
        ("missing_amean_no_threshold", "input_raw_minmax_with_missing", {}),
    ],
)
def test_means_as_coinr(coinr: Path, framework: pd.DataFrame, wanted: str, given: str, means: Means) -> None:
    expected, found = (read(coinr / "aggregate" / f"{name}.csv") for name in (wanted, given))
    other = pd.read_csv(coinr / "aggregate" / "weights_alt.csv").set_index("iCode")["Weight"]
    weights = other if wanted.endswith("alt") else pd.Series(1.0, index=framework.index)
    for level, above in neighbours((1, 2, 3, 4)):
        name, _, power = means.get(above, "arithmetic").partition(" ")
        for parent, children in framework[framework["Level"] == level].groupby("Parent"):
            axes = Axes(list(found.index), list(children.index))
            by = aggregate.method(name, float(power) if power else None)
            found[parent] = by(found[children.index].to_numpy(), weights[children.index].to_numpy(float), axes)
    np.testing.assert_allclose(found[expected.columns].to_numpy(float), expected.to_numpy(float), rtol=1e-9, atol=1e-12)


def test_outranking_as_coinr(coinr: Path, framework: pd.DataFrame) -> None:
    expected = read(coinr / "analysis" / "outrank_matrix_all_indicators_equal.csv").to_numpy(float)
    x = read(coinr / "aggregate" / "input_minmax_1_100.csv")[framework.index[framework["Type"] == "Indicator"]].to_numpy(float)
    np.testing.assert_allclose(outrank_matrix(x, np.ones(49)), expected, rtol=1e-9, atol=1e-12)
    over = np.where(np.eye(51, dtype=bool), 0, np.sign(np.round(expected - 0.5, 9))).sum(axis=1)
    np.testing.assert_array_equal(aggregate.copeland(x, np.ones(49), axes_of(x)), over)


def test_topsis_as_scikit_criteria(reference: Path) -> None:
    mcda = reference / "reference" / "mcda"
    x = pd.read_csv(mcda / "kracka2010_matrix.csv").set_index("alt")
    criteria = pd.read_csv(mcda / "kracka2010_criteria.csv").set_index("criterion")
    expected = pd.read_csv(mcda / "topsis_skcriteria_vector_norm.csv")["topsis_similarity"]
    toward = x.to_numpy() * criteria["direction"].to_numpy()  # the norm of -x is that of x
    found = aggregate.topsis(toward, criteria["weight"].to_numpy(), Axes(list(x.index), list(x.columns)))
    assert found / 100 == pytest.approx(expected.to_numpy(), rel=1e-9)
