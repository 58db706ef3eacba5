"""COINr's example index (ASEM, 51 units, 49 indicators) as a scheme of ours, from its own framework table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme.methods import Denominator, Filling, Methods, Normalise
from dsci.index.scheme.model import Node, Origin, Scheme, Treatment
from dsci.index.scored import Scored
from dsci.index.table import Table, from_csv

TREATED = Treatment("winsorise_log")
IMPUTED = {Status.OK: "value", Status.NOT_TRIED: "impute"}
DROPPED = {Status.OK: "value", Status.NOT_TRIED: "drop"}


def read(path: Path, key: str | list[str] = "uCode") -> pd.DataFrame:
    """A table of the reference by that column, or columns; empty is missing."""
    return pd.read_csv(path, keep_default_na=False, na_values=[""]).set_index(key)


def framework(coinr: Path) -> pd.DataFrame:
    """Indicators and aggregates by code, in the framework's order."""
    found = read(coinr / "input" / "asem_imeta.csv", "iCode")
    return found[found["Type"].isin(["Indicator", "Aggregate"])]


def scheme(
    coinr: Path, leaf: Node, *, weights: Mapping[str, float] | None = None, means: Mapping[str, str] | None = None,
    methods: Methods | None = None, divided: bool = False,
) -> Scheme:  # fmt: skip
    """The framework as a scheme. Every indicator is done as `leaf` says, in its own direction; `means` by level, else arithmetic.

    `weights` by code, else equal; `divided`: by the framework's denominators.
    """
    meta = framework(coinr)
    given = dict.fromkeys(meta.index, 1.0) if weights is None else weights

    def node(code: str) -> Node:
        row, children = meta.loc[code], tuple(node(child) for child in meta.index[meta["Parent"] == code])
        family = [code] if pd.isna(row["Parent"]) else meta.index[meta["Parent"] == row["Parent"]]
        share = given[code] / sum(given[sibling] for sibling in family)
        named = {"id": code, "kind": str(int(row["Level"])), "title": row["iName"], "title_en": row["iName"], "weight": share}
        if children:
            return Node(**named, origin="", children=children, aggregate=(means or {}).get(named["kind"], "arithmetic"))
        per = Denominator(row["Denominator"]) if divided and not pd.isna(row["Denominator"]) else None
        how = Normalise(leaf.normalise.method, int(row["Direction"]))
        return Node(**named, origin="", metric=code, normalise=how, policy=leaf.policy, per=per, treat=leaf.treat)

    levels = ("4", "3", "2", "1")
    return Scheme("asem", "", "", "", Origin("", "", "", "", ""), levels, (node("Index"),), methods=methods or Methods())


def leaf(method: str, policy: Mapping[Status, str], treat: Treatment = TREATED) -> Node:
    """How an indicator is done."""
    return Node("", "", "", "", 1.0, "", normalise=Normalise(method), policy=policy, treat=treat)


def scored(coinr: Path, method: str = "minmax") -> Scored:
    """The eight steps of the example, from its raw table: denominated, imputed by group, treated, normalised, plain means."""
    methods = Methods(filling=Filling("group_mean", "EurAsia_group"))
    made = scheme(coinr, leaf(method, IMPUTED), methods=methods, divided=True)
    return score(made, from_csv(coinr / "input" / "asem_idata.csv", "uCode"))


def screened(coinr: Path) -> Scored:
    """From the screened table on: treatment, normalisation, weights and aggregation are left to vary."""
    return score(scheme(coinr, leaf("minmax", DROPPED)), table(read(coinr / "steps" / "3_screened.csv")))


def table(data: pd.DataFrame) -> Table:
    """A table of the reference as one of ours."""
    return Table.of(tuple(data.index), tuple(data.columns), data.to_numpy(float))
