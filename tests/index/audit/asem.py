"""COINr's example index (ASEM, 51 units, 49 indicators) as a scheme of ours, from its own framework table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme.methods import Denominator, Filling, Methods, Normalise
from dsci.index.scheme.model import Node, Origin, Scheme, Treatment
from dsci.index.scored import Scored
from dsci.index.table import from_csv

POLICY = {Status.OK: "value", Status.NOT_TRIED: "impute"}


def read(path: Path, key: str = "uCode") -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, na_values=[""]).set_index(key)


def framework(coinr: Path) -> pd.DataFrame:
    """Indicators and aggregates by code, in the framework's order."""
    found = read(coinr / "input" / "asem_imeta.csv", "iCode")
    return found[found["Type"].isin(["Indicator", "Aggregate"])]


def scheme(coinr: Path, method: str = "minmax") -> Scheme:
    """The eight steps of the example: denominated, imputed by group, treated, normalised, arithmetic means of equal weights."""
    meta = framework(coinr)
    methods = Methods(filling=Filling("group_mean", "EurAsia_group"))
    root, origin = _node(meta, "Index", method), Origin("", "", "", "", "")
    return Scheme("asem", "", "", "", origin, ("4", "3", "2", "1"), (root,), methods=methods)


def _node(meta: pd.DataFrame, name: str, method: str) -> Node:
    row = meta.loc[name]
    children = tuple(_node(meta, child, method) for child in meta.index[meta["Parent"] == name])
    siblings = meta[meta["Parent"] == row["Parent"]]
    per = row["Denominator"]
    return Node(
        id=name, kind=str(int(row["Level"])), title=row["iName"], title_en=row["iName"],
        weight=1.0 / max(len(siblings), 1), origin="", children=children, metric="" if children else name,
        normalise=Normalise("given" if children else method, int(row["Direction"])), policy=POLICY,
        per=None if children or pd.isna(per) else Denominator(per), treat=Treatment("winsorise_log"),
    )  # fmt: skip


def scored(coinr: Path, method: str = "minmax") -> Scored:
    """The example index scored from its raw table."""
    return score(scheme(coinr, method), from_csv(coinr / "input" / "asem_idata.csv", "uCode"))
