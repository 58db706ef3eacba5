"""Numbers from elsewhere: the UN's index of 2014, and COINr 1.1.14 on its ASEM data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index.engine import score
from dsci.index.results import results
from dsci.index.scheme import load
from dsci.index.scheme.model import Node, Normalise, Origin, Scheme
from dsci.index.steps import normalise
from dsci.index.table import Table, codes, from_csv

Means = dict[str, str]
CLOSE = {"rtol": 1e-9, "atol": 1e-9}


def test_egdi_2014_ranks_exactly_and_values_to_rounding(reference: Path) -> None:
    path = reference / "reference" / "egdi" / "egdi-2014.csv"
    table, published = from_csv(path), pd.read_csv(path, keep_default_na=False).set_index("country-code")
    rows = [r for r in results(score(load("egdi"), table), {"world": table.units}, "2014") if r.node == "egdi"]
    assert len(rows) == 193
    assert {r.unit: r.rank for r in rows} == published["e-gov-rank"].to_dict()
    assert max(abs((r.score or 0) - published["e-gov-index"][r.unit]) for r in rows) < 7e-5


def test_egdi_withholds_where_a_component_is_missing(reference: Path) -> None:
    table = from_csv(reference / "reference" / "egdi" / "egdi-2014.csv")
    table.codes[table.units.index("CHN"), table.indicators.index("osi")] = codes.status("NOT_TRIED")
    table.values[table.units.index("CHN"), table.indicators.index("osi")] = np.nan
    found = score(load("egdi"), table)
    assert found.score("CHN", "egdi") is None
    assert found.reason("CHN", "egdi") == "67% observed, 100% wanted"


@pytest.fixture(scope="module")
def coinr(reference: Path) -> Path:
    return reference / "reference" / "coinr"


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, na_values=[""]).set_index("uCode")


@pytest.fixture(scope="module")
def meta(coinr: Path) -> pd.DataFrame:
    framework = pd.read_csv(coinr / "input" / "asem_imeta.csv", keep_default_na=False, na_values=[""])
    return framework[framework["Type"].isin(["Indicator", "Aggregate"])].set_index("iCode")


@pytest.mark.parametrize(
    ("given", "wanted", "method", "scale"),
    [
        ("0_raw", "raw_minmax_0_100", "minmax", lambda x: x),
        ("4_treated", "treated_minmax_0_100", "minmax", lambda x: x),
        ("4_treated", "treated_prank", "percentile", lambda x: x / 100),
        ("0_raw", "raw_zscore_0_1", "zscore", lambda x: (x - 50) / 10),
        ("4_treated", "treated_zscore_0_1", "zscore", lambda x: (x - 50) / 10),
    ],
)
def test_normalising_as_coinr(coinr: Path, meta: pd.DataFrame, given: str, wanted: str, method: str, scale) -> None:
    expected = read(coinr / "normalise" / f"{wanted}.csv")
    raw = read(coinr / "steps" / f"{given}.csv")[expected.columns]
    columns = normalise.Columns.plain(list(raw.index), list(raw.columns), [int(d) for d in meta.loc[raw.columns, "Direction"]])
    found = normalise.METHODS[method](raw.to_numpy(float), columns)
    np.testing.assert_allclose(scale(found), expected.to_numpy(float), **CLOSE)


def tree(meta: pd.DataFrame, name: str, weights: pd.Series, means: Means) -> Node:
    """The framework below a node as a scheme's tree; `means` by level."""
    children = [tree(meta, child, weights, means) for child in meta.index[meta["Parent"] == name]]
    level = str(int(meta.loc[name, "Level"]))
    return Node(
        id=name, kind=level, title=name, title_en=name, weight=float(weights[name]), origin="", children=tuple(children),
        aggregate=means.get(level, "arithmetic"), metric="" if children else name, policy={"NOT_TRIED": "drop", "OK": "value"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "given", "weighted", "means"),
    [
        ("amean_original", "input_minmax_1_100", False, {}),
        ("amean_alt", "input_minmax_1_100", True, {}),
        ("gmean_original", "input_minmax_1_100", False, dict.fromkeys("234", "geometric")),
        ("gmean_alt", "input_minmax_1_100", True, dict.fromkeys("234", "geometric")),
        ("amean_gmean_gmean_alt", "input_minmax_1_100", True, {"3": "geometric", "4": "geometric"}),
        ("missing_amean_no_threshold", "input_raw_minmax_with_missing", False, {}),
    ],
)
def test_aggregating_as_coinr(coinr: Path, meta: pd.DataFrame, wanted: str, given: str, weighted: bool, means: Means) -> None:
    expected, raw = (read(coinr / "aggregate" / f"{name}.csv") for name in (wanted, given))
    other = pd.read_csv(coinr / "aggregate" / "weights_alt.csv").set_index("iCode")["Weight"]
    weights = other if weighted else pd.Series(1.0, index=meta.index)
    values = raw.to_numpy(float)
    table = Table.of(tuple(raw.index), tuple(raw.columns), values)
    scheme = Scheme("asem", "", "", "", Origin("", "", "", "", ""), ("4", "3", "2", "1"), (tree(meta, "Index", weights, means),))
    found = score(scheme, table).frame("aggregated")
    np.testing.assert_allclose(found[expected.columns].to_numpy(), expected.to_numpy(float), **CLOSE)


def test_given_values_pass_unchanged() -> None:
    x = np.array([[0.5, np.nan]])
    np.testing.assert_array_equal(normalise.given(x, normalise.Columns.plain(("u",), ("p", "q"), (1, 1))), x)
    assert Normalise("given").direction == 1
