"""The steps before normalising on COINr's example index: values and records as COINr 1.1.14 printed them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index.steps import denominate, impute, normalise, screen, treat

from .coinr import CLOSE, axes, columns, numbers, read

WINSORISED = treat.Treatment("winsorise_log")


def test_denominated(coinr: Path, framework: pd.DataFrame, raw: pd.DataFrame) -> None:
    expected = read(coinr / "steps" / "1_denominated.csv")[raw.columns]
    denominators = read(coinr / "input" / "asem_idata.csv").loc[raw.index]
    named = framework.loc[list(raw.columns), "Denominator"]
    by = np.column_stack([np.ones(len(raw)) if pd.isna(name) else denominators[name].to_numpy(float) for name in named])
    np.testing.assert_allclose(denominate.divide(numbers(raw), by, axes(raw)), numbers(expected), **CLOSE)
    lost = denominate.undivided(numbers(raw), by)
    assert {(raw.index[i], raw.columns[j]) for i, j in np.argwhere(lost)} >= {("LAO", "Elec")}
    assert (numbers(expected)[lost] != numbers(expected)[lost]).all()


IMPUTED = [
    ("1_denominated", "2_imputed", "group_mean", "EurAsia_group"),
    ("0_raw", "impute_mean", "mean", ""),
    ("0_raw", "impute_median", "median", ""),
    ("0_raw", "impute_mean_by_pop_group", "group_mean", "Pop_group"),
    ("0_raw", "impute_median_by_pop_group", "group_median", "Pop_group"),
    ("overview_screened46", "overview_imputed46", "group_mean", "EurAsia_group"),
]


@pytest.mark.parametrize(("given", "wanted", "method", "group"), IMPUTED, ids=[case[1] for case in IMPUTED])
def test_imputed(coinr: Path, given: str, wanted: str, method: str, group: str) -> None:
    expected = read(coinr / "steps" / f"{wanted}.csv")
    table = read(coinr / "steps" / f"{given}.csv")[expected.columns]
    x, n = numbers(table), table.shape[1]
    labels = read(coinr / "input" / "asem_idata.csv").loc[table.index, group].tolist() if group else None
    found = impute.METHODS[method](x, np.isnan(x), impute.Gaps(axes(table), np.ones(n), [""] * n, labels))
    assert np.isnan(x).any() and not np.isnan(found).any()
    np.testing.assert_allclose(found, numbers(expected), **CLOSE)


def test_screened(coinr: Path) -> None:
    denominated = read(coinr / "steps" / "1_denominated.csv")
    kept = denominated[screen.kept(numbers(denominated), present=0.9)]
    assert list(kept.index) == list(read(coinr / "steps" / "overview_screened46.csv").index)
    summary = read(coinr / "steps" / "screen_summary.csv")
    shares = screen.shares(numbers(read(coinr / "steps" / "2_imputed.csv").loc[summary.index]))
    np.testing.assert_allclose(shares.present, summary["Dat_Avail"], **CLOSE)
    np.testing.assert_allclose(shares.nonzero, summary["Non_Zero"], **CLOSE)


def test_treated_with_what_was_done(coinr: Path) -> None:
    table, expected = (read(coinr / "steps" / f"{name}.csv") for name in ("3_screened", "4_treated"))
    found = treat.treat(numbers(table), WINSORISED, axes(table))
    np.testing.assert_allclose(found.values, numbers(expected[table.columns]), **CLOSE)
    details = read(coinr / "steps" / "treat_details.csv", "iCode").loc[[r.column for r in found.records]]
    assert [r.passed_before for r in found.records] == details["check_SkewKurt0.Pass"].tolist()
    assert [r.points for r in found.records] == details["winsorise.nwin"].fillna(0).tolist()
    for name, moment in (("Skew", "skew"), ("Kurt", "kurtosis")):
        for when, number in (("before", 0), ("after", 1)):
            printed = details[f"check_SkewKurt{number}.{name}"]
            ours = np.array([getattr(r, f"{moment}_{when}") for r in found.records])
            there = printed.notna().to_numpy()
            np.testing.assert_allclose(ours[there], printed[there].to_numpy(float), **CLOSE)


def test_points_that_were_changed(coinr: Path) -> None:
    table, points = (read(coinr / "steps" / f"{name}.csv") for name in ("3_screened", "treat_points"))
    x = numbers(table)
    changed = treat.treat(x, WINSORISED, axes(table)).values != x
    marked = points.loc[table.index, table.columns].notna().to_numpy()
    assert (changed == marked).all()


@pytest.mark.parametrize("size", ["31x60", "51x49"])
def test_a_made_up_index_from_raw_to_top(coinr: Path, size: str) -> None:
    """Mean imputation, winsorising (no log is needed), min-max 1..100, plain means up the tree: the file's own recipe."""
    expected = read(coinr / "timing" / f"synth_{size}_expected_aggregates.csv")
    table = read(coinr / "timing" / f"synth_{size}_idata.csv").loc[expected.index]
    tree = read(coinr / "timing" / f"synth_{size}_imeta.csv", "iCode")
    x, n = numbers(table), table.shape[1]
    filled = impute.mean(x, np.isnan(x), impute.Gaps(axes(table), np.ones(n), [""] * n))
    treated = treat.treat(filled, WINSORISED, axes(table))
    by = columns(table, tree, low=1.0, high=100.0)
    scores = pd.DataFrame(normalise.minmax(treated.values, by), index=table.index, columns=table.columns)
    for level in (2, 3, 4):
        for node in tree.index[tree["Level"] == level]:
            scores[node] = scores[tree.index[tree["Parent"] == node]].mean(axis=1)
    np.testing.assert_allclose(numbers(scores[expected.columns]), numbers(expected), **CLOSE)
