"""Weights out of the data: small cases by hand, pymcdm's and scikit-criteria's on one matrix, COINr's by correlation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index.arrays import Array, Axes, StepError
from dsci.index.steps import weigh
from dsci.index.steps.influence import balanced

from .coinr import axes, numbers, read

NAN = np.nan
AXES = Axes(("u", "v", "w"), ("p", "q"))
FLAT_STEEP = np.array([[1.0, 0.0], [1.0, 0.0], [2.0, 1.0]])
DATA_DRIVEN = [name for name in weigh.METHODS if name != "equal"]


@pytest.mark.parametrize(
    ("name", "x", "wanted"),
    [
        ("equal", FLAT_STEEP, [0.5, 0.5]),
        # shares 1/4 1/4 1/2: entropy 1.5 ln 2 / ln 3 = 0.9463946; shares 0 0 1: 0
        ("entropy", FLAT_STEEP, [0.0536054 / 1.0536054, 1 / 1.0536054]),
        # sum of all differences 4, mean 4/3: 4 / 9 / (8/3) = 1/6; 4 / 9 / (2/3) = 2/3
        ("gini", FLAT_STEEP, [0.2, 0.8]),
        # without p: w keeps ln 1.6931 of it, v loses ln 1.3466 = 0.297564; without q: w loses ln 1.6931 = 0.526589
        ("merec", np.array([[1.0, 1.0], [2.0, 1.0], [1.0, 4.0]]), [0.361054, 0.638946]),
    ],
)
def test_by_hand(name: str, x: Array, wanted: list[float]) -> None:
    found = weigh.METHODS[name](x, AXES, None)
    assert found.values == pytest.approx(wanted, rel=1e-5)
    assert found.note == ""


def test_the_two_critics_part_where_less_is_better() -> None:
    x = np.array([[0.0, 0.0, 100.0], [50.0, 100.0, 50.0], [100.0, 50.0, 0.0]])  # r: pq 0.5, pr -1, qr -0.5
    three, directed = Axes(("u", "v", "w"), ("p", "q", "r")), np.array([1.0, 1.0, -1.0])
    both = (weigh.critic_directed_population, weigh.critic_minmax_ddof1)
    one, other = (critic(x, three, directed).values for critic in both)
    assert one == pytest.approx([2.5 / 8, 2 / 8, 3.5 / 8])
    assert other == pytest.approx([0.25, 0.5, 0.25]), "r turned back is p"
    same, again = (critic(x, three, None).values for critic in both)
    assert same == pytest.approx(again)


def orthogonal(correlations: Array) -> Array:
    """Eight units whose columns have exactly those correlations and deviation 1."""
    signs = np.array([[(-1.0) ** (row >> bit & 1) for bit in range(3)] for row in range(8)]) * (7 / 8) ** 0.5
    return np.asarray(signs @ np.linalg.cholesky(correlations).T)


def test_equal_influence_of_columns_that_have_nothing_in_common() -> None:
    x = orthogonal(np.eye(3)) * [1.0, 2.0, 4.0] + 50
    found = weigh.equal_influence(x, Axes(range(8), ("p", "q", "r")), None)  # type: ignore[arg-type]
    assert found.values == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found.note == ""


def test_a_weight_that_would_be_below_nought_is_held_there_and_said() -> None:
    x = orthogonal(np.array([[1, 0.8, 0.8], [0.8, 1, 0.4], [0.8, 0.4, 1]]))
    eight = Axes([f"u{i}" for i in range(8)], ("p", "q", "r"))
    free = balanced(x, eight, bounded=False)
    assert free.values == pytest.approx([-1, 1, 1]), "w_p + 1.6 w = 1 and 0.8 w_p + 1.4 w = 1, to a sum of 1"
    held = weigh.equal_influence(x, eight, None)
    assert held.values == pytest.approx([0, 0.5, 0.5])
    assert held.note == "held at 0, as the unbounded optimum is below 0: p"


def test_what_is_held_is_nearest_among_all_weights_of_nought_or_above() -> None:
    correlations = np.array([[1, 0.7, 0.9], [0.7, 1, 0.6], [0.9, 0.6, 1]])
    x, targets = orthogonal(correlations), np.array([1.0, 3.0, 1.0])
    found = balanced(x, Axes([f"u{i}" for i in range(8)], ("p", "q", "r")), targets)
    grid = [np.array([i, j, 200 - i - j]) / 200 for i in range(201) for j in range(201 - i)]

    def nearness(weights: Array) -> float:
        with_parent = correlations @ weights
        return float(with_parent @ targets / np.linalg.norm(with_parent))

    assert nearness(found.values) >= max(nearness(weights) for weights in grid) - 1e-12
    assert "held at 0" in found.note
    assert found.values.min() == 0


@pytest.mark.parametrize("name", DATA_DRIVEN)
def test_only_units_with_every_child_count_and_it_is_said(name: str) -> None:
    x = np.array([[9.0, 2, 4], [3, 8, 5], [5, 6, 9], [4, 1, 1]])
    gappy = np.vstack([x, [[7, NAN, 3]]])
    four, five = (Axes([f"u{i}" for i in range(n)], ("p", "q", "r")) for n in (4, 5))
    whole, found = weigh.METHODS[name](x, four, None), weigh.METHODS[name](gappy, five, None)
    assert found.values == pytest.approx(whole.values)
    assert found.values.sum() == pytest.approx(1)
    assert found.note.endswith("from 4 of 5 units, which have every child")


@pytest.mark.parametrize("name", DATA_DRIVEN)
def test_a_child_that_nobody_has_gets_nothing_and_an_only_one_all(name: str) -> None:
    found = weigh.METHODS[name](np.array([[1.0, NAN], [2.0, NAN], [4.0, NAN]]), AXES, None)
    assert found.values.tolist() == [1, 0]
    assert found.note == "q: no unit has it, weight 0"


@pytest.mark.parametrize("name", DATA_DRIVEN)
def test_too_few_units_are_refused(name: str) -> None:
    with pytest.raises(StepError, match="indicator q: only 2 units have every child, 3 are wanted"):
        weigh.METHODS[name](np.array([[1.0, 3.0], [2.0, 1.0], [4.0, NAN]]), AXES, None)


@dataclass(frozen=True)
class Refused:
    name: str
    column: tuple[float, float, float]
    words: str


@pytest.mark.parametrize(
    "case",
    [
        Refused("entropy", (1, -1, 2), "indicator q, unit v: below 0 under entropy"),
        Refused("gini", (1, -1, 2), "indicator q, unit v: below 0 under Gini"),
        Refused("entropy", (0, 0, 0), "indicator q: 0 for every unit"),
        Refused("merec", (1, 0, 2), "indicator q, unit v: 0 or below under MEREC's logarithm"),
        Refused("critic_minmax_ddof1", (3, 3, 3), "indicator q: the same for every unit"),
        Refused("critic_directed_population", (3, 3, 3), "indicator q: the same for every unit"),
        Refused("critic_directed_population", (2, 4, 8), "no child tells the units apart from what the others tell"),
        Refused("equal_influence", (3, 3, 3), "indicator q: the same for every unit"),
        Refused("equal_influence", (2, 4, 8), "the children p, q repeat each other"),
    ],
    ids=lambda case: f"{case.name} {case.column}",
)
def test_what_a_method_cannot_take_is_named(case: Refused) -> None:
    with pytest.raises(StepError, match=case.words):
        weigh.METHODS[case.name](np.column_stack([(1.0, 2.0, 4.0), case.column]), AXES, None)


def test_children_that_are_all_the_same_for_all_units_give_nothing_to_weigh_by() -> None:
    for name in ("entropy", "gini", "merec"):
        with pytest.raises(StepError, match="nothing to weigh by"):
            weigh.METHODS[name](np.full((3, 2), 7.0), AXES, None)


@dataclass(frozen=True)
class Kracka:
    """Kracka, Brauers, Zavadskas 2010: 6 alternatives x 7 criteria, and the weights that the two packages give."""

    x: Array
    axes: Axes
    direction: Array
    pymcdm: pd.DataFrame
    scikit: pd.DataFrame


@pytest.fixture(scope="module")
def kracka(reference: Path) -> Kracka:
    mcda = reference / "reference" / "mcda"
    x = read(mcda / "kracka2010_matrix.csv", "alt")
    direction = read(mcda / "kracka2010_criteria.csv", "criterion")["direction"].to_numpy(float)
    packages = (read(mcda / f"weights_{package}.csv", "method") for package in ("pymcdm", "skcriteria"))
    return Kracka(numbers(x), axes(x), direction, *packages)


@pytest.mark.parametrize("name", ["entropy", "gini", "merec"])
def test_as_both_packages(kracka: Kracka, name: str) -> None:
    # MEREC takes a cost's greatest where it takes a benefit's least: the cost turned over is a benefit
    x = np.where(kracka.direction > 0, kracka.x, 1 / kracka.x) if name == "merec" else kracka.x
    found = weigh.METHODS[name](x, kracka.axes, None).values
    np.testing.assert_allclose(found, kracka.pymcdm.loc[f"{name}_weights"].to_numpy(float), rtol=1e-9)
    np.testing.assert_allclose(found, kracka.scikit.loc[name].to_numpy(float), rtol=1e-9)


def test_each_critic_as_the_package_it_follows(kracka: Kracka) -> None:
    toward = kracka.x * kracka.direction
    one = weigh.critic_minmax_ddof1(toward, kracka.axes, kracka.direction).values
    other = weigh.critic_directed_population(toward, kracka.axes, kracka.direction).values
    np.testing.assert_allclose(one, kracka.pymcdm.loc["critic_weights"].to_numpy(float), rtol=1e-9)
    np.testing.assert_allclose(other, kracka.scikit.loc["critic_pearson"].to_numpy(float), rtol=1e-9)


@pytest.mark.parametrize(("file", "targets"), [("equal", [1.0, 1.0]), ("1_2", [1.0, 2.0])])
def test_influence_as_coinr(coinr: Path, file: str, targets: list[float]) -> None:
    x = read(coinr / "steps" / "6_aggregated.csv")[["Conn", "Sust"]]
    wanted = read(coinr / "analysis" / f"opt_weights_level3_{file}.csv", "iCode")["Weight"][["Conn", "Sust"]].to_numpy()
    free = balanced(numbers(x), axes(x), np.array(targets), bounded=False).values
    np.testing.assert_allclose(free, wanted, rtol=1e-5)
    parent = numbers(x) @ free
    with_parent = np.array([np.corrcoef(column, parent)[0, 1] for column in numbers(x).T])
    assert with_parent / with_parent.sum() == pytest.approx(np.array(targets) / sum(targets))


def test_influence_that_coinr_would_give_a_negative_weight_is_bounded(coinr: Path) -> None:
    x = read(coinr / "steps" / "6_aggregated.csv")[["Conn", "Sust"]]
    found = balanced(numbers(x), axes(x), np.array([1.0, 2.0]))
    assert found.values.tolist() == [0, 1]
    assert found.note == "held at 0, as the unbounded optimum is below 0: Conn"
