"""COINr 1.1.14's normalised ASEM data, and named errors where it gives Inf or NaN."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index.arrays import StepError
from dsci.index.steps import normalise, screen, treat

from .coinr import CLOSE, axes, columns, numbers, read

WINSORISED = treat.Treatment("winsorise_log")
UNIT = {"low": 0.0, "high": 1.0}
CASES = [
    ("raw_minmax_0_100", "minmax", {}),
    ("treated_minmax_0_100", "minmax", {}),
    ("treated_minmax_1_100", "minmax", {"low": 1.0, "high": 100.0}),
    ("raw_zscore_0_1", "zscore", UNIT),
    ("treated_zscore_0_1", "zscore", UNIT),
    ("treated_scaled_0_100", "scaled", {}),
    ("raw_dist2max", "dist_to_max", UNIT),
    ("treated_dist2max", "dist_to_max", UNIT),
    ("raw_rank", "rank", {}),
    ("treated_rank", "rank", {}),
    ("raw_borda", "borda", {}),
    ("treated_borda", "borda", {}),
    ("treated_prank", "percentile", UNIT),
]


def given(coinr: Path, name: str) -> pd.DataFrame:
    return read(coinr / "steps" / ("0_raw.csv" if name.startswith("raw") else "4_treated.csv"))


@pytest.mark.parametrize(("name", "method", "parameters"), CASES, ids=[case[0] for case in CASES])
def test_as_coinr(coinr: Path, framework: pd.DataFrame, name: str, method: str, parameters: dict[str, float]) -> None:
    expected = read(coinr / "normalise" / f"{name}.csv")
    table = given(coinr, name)[expected.columns]
    found = normalise.METHODS[method](numbers(table), columns(table, framework, **parameters))
    np.testing.assert_allclose(found, numbers(expected), **CLOSE)


def test_distance_to_target_as_coinr(coinr: Path, framework: pd.DataFrame, raw: pd.DataFrame) -> None:
    expected = read(coinr / "normalise" / "raw_dist2targ_from_imeta.csv")
    target = framework.loc[list(raw.columns), "Target"].to_numpy(float)
    found = normalise.dist_to_target(numbers(raw), columns(raw, framework, target=target, **UNIT))
    np.testing.assert_allclose(found, numbers(expected[raw.columns]), **CLOSE)


@pytest.mark.parametrize("name", ["raw_fracmax", "treated_fracmax"])
def test_fraction_of_maximum_as_coinr_where_it_has_one(coinr: Path, framework: pd.DataFrame, name: str) -> None:
    expected, table = read(coinr / "normalise" / f"{name}.csv"), given(coinr, name)
    sound = [c for c in table if pd.api.types.is_numeric_dtype(expected[c])]  # Inf and NaN are read as words
    assert sorted(set(table) - set(sound)) == ["CostImpEx", "Poverty", "Tariff"]
    by = columns(table[sound], framework, **UNIT)
    found = normalise.fraction_of_max(numbers(table[sound]), by)
    np.testing.assert_allclose(found, numbers(expected[sound]), **CLOSE)
    noted = normalise.cautions("fraction_of_max", numbers(table[sound]), by)
    assert len(noted) == (by.direction < 0).sum() == 11


@pytest.mark.parametrize("indicator", ["CostImpEx", "Tariff", "Poverty"])
def test_an_endless_fraction_is_named(framework: pd.DataFrame, raw: pd.DataFrame, indicator: str) -> None:
    x = raw[["LPI", indicator]]
    with pytest.raises(StepError, match="the greatest directed value is 0") as caught:
        normalise.fraction_of_max(numbers(x), columns(x, framework))
    assert caught.value.indicator == indicator
    assert x.loc[caught.value.unit, indicator] == 0


def test_distance_to_the_first_unit_and_its_faults(coinr: Path, framework: pd.DataFrame) -> None:
    table = given(coinr, "treated")
    faulty = []
    for name in table.columns:
        one = table[[name]]
        try:
            found = normalise.dist_to_reference(numbers(one), columns(one, framework, reference=0, **UNIT))
        except StepError as error:
            assert error.unit == "AUS"
            faulty.append(error.indicator)
        else:
            assert found[0, 0] == pytest.approx(1)
            assert found.min() == pytest.approx(0)
    assert sorted(faulty) == ["Bord", "Elec", "MatCon", "TIRcon"]


def test_five_periods_treated_each_and_normalised_together_as_coinr(coinr: Path, framework: pd.DataFrame) -> None:
    expected = read(coinr / "panel" / "normalised_global_5years.csv", ["Time", "uCode"])
    panel = read(coinr / "input" / "asem_idata_panel.csv", ["Time", "uCode"])[expected.columns]
    kept = panel[screen.kept(numbers(panel), present=0.9)].loc[expected.index]
    assert len(kept) == len(expected) == 230
    treated = np.vstack([treat.treat(numbers(year), WINSORISED, axes(year)).values for _, year in kept.groupby("Time")])
    np.testing.assert_allclose(normalise.minmax(treated, columns(kept, framework)), numbers(expected), **CLOSE)


def test_screening_keeps_the_rows_that_coinr_keeps(coinr: Path) -> None:
    expected = read(coinr / "panel" / "normalised_global_5years.csv", ["Time", "uCode"])
    panel = read(coinr / "input" / "asem_idata_panel.csv", ["Time", "uCode"])[expected.columns]
    assert set(panel.index[screen.kept(numbers(panel), present=0.9)]) == set(expected.index)
