"""Each way to normalise on numbers that can be worked out by hand, and what it refuses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from dsci.index.arrays import Axes, StepError
from dsci.index.condition import Condition
from dsci.index.steps import normalise
from dsci.index.steps.columns import Columns

NAN = np.nan
UNITS = ("u", "v", "w", "x")


def by(direction: int = 1, **parameters: object) -> Columns:
    """Parameters of one indicator, p."""
    given = {name: np.array([value]) for name, value in parameters.items() if name not in ("steps", "yes")}
    rest = {name: value for name, value in parameters.items() if name in ("steps", "yes")}
    none = {"worst": np.array([NAN]), "best": np.array([NAN]), "log": np.array([False])}
    return Columns(Axes(UNITS, ("p",)), np.array([float(direction)]), **(none | given | rest))  # type: ignore[arg-type]


def scored(method: str, values: Sequence[float], columns: Columns) -> list[float]:
    x = np.array(values, float)[:, None]
    before = x.copy()
    found = normalise.METHODS[method](x, columns)[:, 0].tolist()
    np.testing.assert_array_equal(x, before)
    return found


@pytest.mark.parametrize(
    ("method", "values", "columns", "expected"),
    [
        ("minmax", (2, 4, NAN, 10), by(), (0, 25, NAN, 100)),
        ("minmax", (2, 4, NAN, 10), by(-1, low=1.0, high=5.0), (5, 4, NAN, 1)),
        ("dist_to_max", (2, 4, NAN, 10), by(low=0.0, high=1.0), (0, 0.25, NAN, 1)),
        ("zscore", (1, 2, 3, NAN), by(), (40, 50, 60, NAN)),
        ("zscore", (1, 2, 3, NAN), by(-1, low=0.0, high=1.0), (1, 0, -1, NAN)),
        ("percentile", (7, 5, 5, 9), by(), (200 / 3, 0, 0, 100)),
        ("rank", (7, 5, 5, 9), by(), (3, 1, 1, 4)),
        ("rank", (7, NAN, 5, 9), by(-1), (2, NAN, 3, 1)),
        ("borda", (7, 5, 5, 9), by(), (2, 0, 0, 3)),
        ("fraction_of_max", (2, 4, NAN, 10), by(), (20, 40, NAN, 100)),
        # the range is 0..100 times the direction, so that less stays less: -20, not 80
        ("scaled", (20, 150, NAN, 0), by(), (20, 150, NAN, 0)),
        ("scaled", (20, 150, NAN, 0), by(-1), (-20, -150, NAN, 0)),
        ("scaled", (3, 1, NAN, 5), by(worst=1.0, best=5.0), (50, 0, NAN, 100)),
        ("scaled", (7, 1, NAN, 5), by(worst=1.0, best=5.0, clip=True), (100, 0, NAN, 100)),
        # (x - 2)/(6 - 2), beyond the reference above 100 unless it is capped
        ("dist_to_reference", (6, 2, NAN, 10), by(reference=0), (100, 0, NAN, 200)),
        ("dist_to_reference", (6, 2, NAN, 10), by(reference=0, clip=True), (100, 0, NAN, 100)),
        # directed -6, -2, -10: least -10, reference -6, so (x + 10)/4
        ("dist_to_reference", (6, 2, NAN, 10), by(-1, reference=0, low=0.0, high=1.0), (1, 2, NAN, 0)),
        ("dist_to_target", (2, 4, NAN, 10), by(target=6.0, low=0.0, high=1.0), (0, 0.5, NAN, 2)),
        ("dist_to_target", (2, 4, NAN, 10), by(target=6.0, clip=True), (0, 50, NAN, 100)),
        ("dist_to_target", (2, 4, NAN, 10), by(-1, target=4.0), (800 / 6, 100, NAN, 0)),
        ("goalposts", (0, 5, NAN, 30), by(worst=0.0, best=20.0), (0, 25, NAN, 100)),
        ("goalposts", (0, 5, NAN, 30), by(worst=0.0, best=20.0, clip=False), (0, 25, NAN, 150)),
        # COINr's lower 0, upper 20, scale 10 with direction -1: (-x + 20)/20 x 10
        ("goalposts", (0, 5, NAN, 30), by(-1, worst=20.0, best=0.0, low=0.0, high=10.0, clip=False), (10, 7.5, NAN, -5)),
        ("goalposts", (0, 5, NAN, 30), by(-1, worst=20.0, best=0.0, low=0.0, high=10.0), (10, 7.5, NAN, 0)),
        # the HDI's income: (ln x - ln 100)/(ln 75000 - ln 100), UNDP
        ("logarithmic", (100, 75000, NAN, 50), by(worst=100.0, best=75000.0), (0, 100, NAN, 0)),
        ("logarithmic", (1, 10, NAN, 100), by(), (0, 50, NAN, 100)),
        ("logarithmic", (1, 10, NAN, 100), by(-1), (100, 50, NAN, 0)),
        ("steps", (0.5, 1, NAN, 7), by(steps=(((0, 0), (1, 40), (5, 100)),)), (0, 40, NAN, 100)),
        ("steps", (0, 7, NAN, 14), by(-1, steps=(((0, 100), (7, 60), (14, 0)),)), (100, 60, NAN, 0)),
        ("yes", (3, 2, NAN, 4), by(yes=(Condition.parse(">=3"),)), (100, 0, NAN, 100)),
        ("yes", (0, 2, NAN, 6), by(yes=(Condition.parse(">0 & <6"),), low=1.0), (1, 100, NAN, 1)),
        ("given", (0.5, -2, NAN, 400), by(low=0.0, high=1.0), (0.5, -2, NAN, 400)),
    ],
)
def test_by_hand(method: str, values: Sequence[float], columns: Columns, expected: Sequence[float]) -> None:
    assert scored(method, values, columns) == pytest.approx(list(expected), nan_ok=True)


@pytest.mark.parametrize(
    ("method", "values", "columns", "problem", "unit"),
    [
        ("minmax", (1, 1, NAN, 1), by(), "all values are the same", ""),
        ("rank", (1, NAN, NAN, NAN), by(), "all values are the same", ""),
        ("dist_to_target", (1, 1, NAN, 1), by(target=2.0), "all values are the same", ""),
        ("fraction_of_max", (3, 3, 3, 3), by(), "all values are the same", ""),
        ("logarithmic", (3, 3, 3, NAN), by(), "all values are the same", ""),
        ("zscore", (1, np.inf, 2, 3), by(), "an infinite value", "v"),
        ("fraction_of_max", (1, 0, 2, 3), by(-1), "the greatest directed value is 0", "v"),
        ("fraction_of_max", (-1, -4, 0, -3), by(), "the greatest directed value is 0", "w"),
        ("dist_to_reference", (1, 2, 3, 4), by(), "has no reference unit", ""),
        ("dist_to_reference", (1, 2, 3, 4), by(reference=0), "the reference unit has the worst value", "u"),
        ("dist_to_reference", (1, 2, 3, 4), by(-1, reference=3), "the reference unit has the worst value", "x"),
        ("dist_to_reference", (1, NAN, 3, 4), by(reference=1), "the reference unit has no value", "v"),
        ("dist_to_target", (1, 2, 3, 4), by(), "has no target", ""),
        ("dist_to_target", (1, 2, 3, 4), by(target=1.0), "the target is not better than the worst value", ""),
        ("dist_to_target", (1, 2, 3, 4), by(-1, target=5.0), "the target is not better than the worst value", ""),
        ("goalposts", (1, 2, 3, 4), by(), "has no worst and best", ""),
        ("goalposts", (1, 2, 3, 4), by(worst=2.0, best=2.0), "worst and best are the same", ""),
        ("goalposts", (1, 2, -3, 4), by(worst=0.0, best=2.0, log=True), "below 0 on a log scale", "w"),
        ("scaled", (1, 2, 3, 4), by(worst=2.0, best=2.0), "worst and best are the same", ""),
        ("logarithmic", (1, 0, 3, 4), by(), "0 or below has no logarithm", "v"),
        ("logarithmic", (1, 2, 3, 4), by(worst=0.0, best=9.0), "worst and best are not above 0", ""),
        ("steps", (1, 2, -3, 4), by(steps=(((0, 0), (1, 40)),)), "below the first step, 0", "w"),
        ("steps", (1, 2, 3, 4), by(steps=(((1, 0), (0, 40)),)), "its steps do not rise", ""),
        ("yes", (1, 2, 3, 4), by(yes=(None,)), "has no condition", ""),
        ("minmax", (-1.5e308, 1.5e308, 0, 1), by(), "minmax gives no finite score", "v"),
    ],
)
def test_what_is_refused(method: str, values: Sequence[float], columns: Columns, problem: str, unit: str) -> None:
    with pytest.raises(StepError) as caught:
        scored(method, values, columns)
    assert (caught.value.indicator, caught.value.unit) == ("p", unit)
    assert caught.value.problem.startswith(problem)


def test_a_column_that_differs_by_rounding_alone_is_constant() -> None:
    """0.7/7 is 0.09999999999999999."""
    with pytest.raises(StepError, match="all values are the same"):
        scored("minmax", (0.7 / 7, 0.1, NAN, 0.3 / 3), by())


def test_places_parted_by_rounding_are_noted() -> None:
    """As COINr they are parted; the ASEM data have three such units in TolMin."""
    x = (0.1, 0.7 / 7, 0.05, 5)
    assert scored("rank", x, by()) == [3, 2, 1, 4]
    noted = normalise.cautions("percentile", np.array(x)[:, None], by())
    assert list(noted) == ["p"] and noted["p"].startswith("values that differ by no more than rounding")
    assert normalise.cautions("rank", np.array([[0.1], [0.1], [NAN], [5]]), by()) == {}


def test_a_turned_order_is_noted() -> None:
    x = np.array([[2.0], [4.0], [NAN], [10.0]])
    assert list(normalise.cautions("fraction_of_max", x, by(-1))) == ["p"]
    assert scored("fraction_of_max", (2, 4, NAN, 10), by(-1)) == pytest.approx([100, 200, NAN, 500], nan_ok=True)
    assert normalise.cautions("fraction_of_max", x, by()) == normalise.cautions("minmax", x, by(-1)) == {}


def test_columns_with_and_without_parameters_side_by_side() -> None:
    two = Columns(
        Axes(UNITS, ("p", "q")), np.array([1.0, -1.0]), worst=np.array([NAN, 8.0]), best=np.array([NAN, 0.0]),
        log=np.zeros(2, bool), low=np.array([NAN, 0.0]), high=np.array([NAN, 1.0]), clip=np.array([False, True]),
    )  # fmt: skip
    x = np.array([[150.0, 2.0], [50.0, 10.0], [0.0, 0.0], [NAN, NAN]])
    np.testing.assert_allclose(normalise.scaled(x, two), [[150, 0.75], [50, 0], [0, 1], [NAN, NAN]])


def test_what_depends_on_the_others() -> None:
    assert normalise.relative("minmax", None, None)
    assert normalise.relative("logarithmic", None, 5)
    assert not normalise.relative("logarithmic", 1, 5)
    assert not normalise.relative("goalposts", 0, 1)
    named = {*normalise.WANTS, *normalise.MAY, *normalise.OF_SAMPLE, *normalise.UNSCALED}
    assert named == set(normalise.METHODS)
