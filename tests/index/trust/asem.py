"""COINr's example index from its screened table on: treatment, normalisation, weights and aggregation are left to vary."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme.model import Node, Normalise, Origin, Scheme, Treatment
from dsci.index.scored import Scored
from dsci.index.table import Table


def read(path: Path, key: str) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, na_values=[""]).set_index(key)


def scored(coinr: Path, points: int = 5) -> Scored:
    """The example index: winsorised and log, min-max 0..100, arithmetic means of equal weights."""
    meta = read(coinr / "input" / "asem_imeta.csv", "iCode")
    data = read(coinr / "steps" / "3_screened.csv", "uCode")
    top = _node(meta[meta["Type"].isin(["Indicator", "Aggregate"])], "Index", points)
    scheme = Scheme("asem", "", "", "", Origin("", "", "", "", ""), ("4", "3", "2", "1"), (top,))
    leaves = [leaf.metric for leaf in scheme.leaves]
    return score(scheme, Table.of(tuple(data.index), leaves, data[leaves].to_numpy(float)))


def _node(meta: pd.DataFrame, name: str, points: int) -> Node:
    row = meta.loc[name]
    children = tuple(_node(meta, child, points) for child in meta.index[meta["Parent"] == name])
    family = meta[meta["Parent"] == row["Parent"]]
    return Node(
        id=name, kind=str(int(row["Level"])), title=name, title_en=name, weight=1 / max(1, len(family)), origin="",
        children=children, metric="" if children else name,
        normalise=Normalise("given" if children else "minmax", int(row["Direction"])), policy={Status.OK: "value"},
        treat=Treatment("none" if children else "winsorise_log", points),
    )  # fmt: skip
