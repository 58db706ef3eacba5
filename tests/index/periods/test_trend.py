"""Growth and slope of a series, by hand and as COINr reckons it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index.periods.trend import growth, step_of, trend


def test_growth_and_slope_by_hand() -> None:
    found = trend([2022, 2023, 2024], [100, 110, 121])
    assert found.growth == pytest.approx(0.1) and found.slope == pytest.approx(10.5) and found.available == 1
    assert found.times == (2022, 2023, 2024) and found.values == (100, 110, 121) and found.reason == ""


def test_gaps_are_passed_over_and_only_the_latest_count() -> None:
    found = trend([2020, 2021, 2022, 2023, 2024], [7, 50, None, float("nan"), 200], latest=4)
    assert (found.times, found.values) == ((2021, 2024), (50, 200))
    assert found.growth == pytest.approx(4 ** (1 / 3) - 1) and found.available == 0.6


def test_quarters_grow_by_the_year() -> None:
    assert step_of("2026Q3") == 2026.5
    assert growth(100, 121, step_of("2026Q1") - step_of("2024Q1")) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("values", "told", "slope"),
    [([None, 5], "fewer than two", None), ([0, 5], "growth is of values above 0", 5), ([5, -1], "growth is of values", -6)],
)
def test_what_cannot_be_had_is_said(values: list[float | None], told: str, slope: float | None) -> None:
    found = trend([2025, 2026], values)
    assert found.growth is None and told in found.reason and found.slope == pytest.approx(slope)


def test_faults_are_named() -> None:
    with pytest.raises(ValueError, match="times 2026, 2025 do not ascend"):
        trend([2026, 2025], [1, 2])
    with pytest.raises(ValueError, match="'mai' is no period"):
        step_of("mai")
    with pytest.raises(ValueError, match="time to pass"):
        growth(1, 2, 0)


def test_growth_as_coinr(reference: Path) -> None:
    """The compound annual growth rate of three series of CHN over the three latest of five years."""
    folder = reference / "reference" / "coinr"
    expected = pd.read_csv(folder / "panel" / "trend_CAGR_CHN.csv").set_index("Trends.iCode")
    panel = pd.read_csv(folder / "input" / "asem_idata_panel.csv", keep_default_na=False, na_values=[""])
    own = panel[panel["uCode"] == "CHN"].sort_values("Time")
    for name, row in expected.iterrows():
        found = trend([float(t) for t in own["Time"]], list(own[name]), latest=3)
        assert found.growth == pytest.approx(row["Trends.CAGR"], rel=1e-9) and found.available == row["Trends.Avail"]
        np.testing.assert_allclose(found.times, row[["x.x1", "x.x2", "x.x3"]].to_numpy(float))
        np.testing.assert_allclose(found.values, row[["y.y1", "y.y2", "y.y3"]].to_numpy(float), rtol=1e-9)
        assert found.times[0] == row["Trends.t_first_use_latest"] and own["Time"].min() == row["Trends.t_first"]
