"""The ASEM example of COINr 1.1.14 from raw values to ranks, its panel, and made-up tables that COINr was run on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index import framework
from dsci.index.engine import score, score_panel
from dsci.index.scheme.model import Scheme, Treatment
from dsci.index.scored import Scored
from dsci.index.table import from_csv, panel_from_csv

from . import asem
from .asem import read
from .words import STATUS

PLAIN = 'treat = "winsorise_log"\n'
ALL_51 = PLAIN + (
    'steps = ["denominate", "impute", "screen", "treat"]\nimpute = "group_mean"\nimpute_group = "EurAsia_group"\n'
    "screen = { present = 0.9 }\n"
)
SCREENED_46 = PLAIN + "screen = { present = 0.9 }\n"
SYNTH = PLAIN + 'impute = "mean"\nscale = [1, 100]\n'
IMPUTE = STATUS.replace('failed = "drop"', 'failed = "impute"')
STEPS = {
    "raw": "0_raw", "denominated": "1_denominated", "imputed": "2_imputed", "screened": "3_screened", "treated": "4_treated",
    "normalised": "5_normalised", "aggregated": "6_aggregated",
}  # fmt: skip


@pytest.fixture
def example(coinr: Path, tmp_path: Path):
    """The ASEM framework with methods from a text."""

    def make(methods: str, meta: str = "input/asem_imeta.csv", status: str = STATUS) -> Scheme:
        path = tmp_path / "methods.toml"
        path.write_text(methods + status, encoding="utf-8")
        return framework.load(coinr / meta, path)

    return make


def same(found: Scored, stage: str, expected: pd.DataFrame) -> None:
    """The stage holds the expected numbers, and gaps where they have gaps."""
    own = found.frame(stage)
    names = [name for name in expected.columns if name in own.columns]
    assert len(names) >= 49
    np.testing.assert_allclose(own.loc[expected.index, names].to_numpy(), expected[names].to_numpy(float), rtol=1e-9, atol=1e-9)


def test_every_step_of_the_example(coinr: Path, example) -> None:
    found = score(example(ALL_51, status=IMPUTE), from_csv(coinr / "input" / "asem_idata.csv"))
    assert found.kept.all()
    for stage, name in STEPS.items():
        same(found, stage, read(coinr / "steps" / f"{name}.csv"))
    assert found.score("CHE", "Index") == pytest.approx(68.383724, abs=1e-6)
    ranks = found.frame("aggregated")["Index"].rank(ascending=False)
    assert (ranks["IND"], ranks["CHN"]) == (45, 49)
    assert sorted(map(str, found.notes[:2])) == ["Elec, LAO: no Energy to divide by", "Gas, LAO: no Energy to divide by"]


def test_what_treatment_did_is_on_record(coinr: Path, example) -> None:
    found = score(example(ALL_51, status=IMPUTE), from_csv(coinr / "input" / "asem_idata.csv"))
    points = read(coinr / "steps" / "treat_points.csv")
    expected = {(unit, name) for name in points for unit in points.index if str(points.loc[unit, name]) not in ("", "nan")}
    winsorised = {name for name, why in found.why.items() if "drawn in" in why}
    own = {(c.unit, c.node) for c in found.changes if c.step == "treated" and c.node in winsorised}
    assert len(own) > 10
    assert own == {(unit, name) for unit, name in expected if name in winsorised}


def test_the_overview_variant_screens_first(coinr: Path, example) -> None:
    found = score(example(SCREENED_46), from_csv(coinr / "input" / "asem_idata.csv"))
    screened = read(coinr / "steps" / "overview_screened46.csv")
    assert {unit for unit, kept in zip(found.table.units, found.kept, strict=True) if kept} == set(screened.index)
    same(found, "screened", screened)
    same(found, "aggregated", read(coinr / "steps" / "overview_aggregated46.csv"))
    out = next(unit for unit, kept in zip(found.table.units, found.kept, strict=True) if not kept)
    assert found.score(out, "Index") is None and found.reason(out, "Index").startswith("left out, ")


def test_the_panel_is_normalised_over_all_its_years(coinr: Path, example) -> None:
    scheme = example(SCREENED_46 + 'normalise_over = "periods"\n').mapped(lambda node: replace(node, per=None))
    found = score_panel(scheme, panel_from_csv(coinr / "input" / "asem_idata_panel.csv"))
    assert list(found) == ["2018", "2019", "2020", "2021", "2022"]
    for stage in ("normalised", "aggregated"):
        expected = pd.read_csv(coinr / "panel" / f"{stage}_global_5years.csv", keep_default_na=False, na_values=[""])
        assert sum(scored.kept.sum() for scored in found.values()) == len(expected) == 230
        for year, scored in found.items():
            same(scored, stage, expected[expected["Time"] == int(year)].drop(columns="Time").set_index("uCode"))


@pytest.mark.parametrize("size", ["31x60", "51x49"])
def test_made_up_tables_with_gaps_and_outliers(coinr: Path, example, size: str) -> None:
    scheme = example(SYNTH, f"timing/synth_{size}_imeta.csv", IMPUTE)
    found = score(scheme, from_csv(coinr / "timing" / f"synth_{size}_idata.csv")).frame("aggregated")
    expected = read(coinr / "timing" / f"synth_{size}_expected_aggregates.csv")
    names = [name for name in expected.columns if name in found.columns]
    assert len(names) > 8
    np.testing.assert_allclose(found.loc[expected.index, names], expected[names].to_numpy(float), rtol=1e-9, atol=1e-9)


def test_a_parent_without_nine_tenths_of_its_children_has_no_score(coinr: Path, example) -> None:
    """As COINr's data threshold: the share of direct children with a score, tested again at each level."""
    thresholds = "".join(f"threshold.level{level} = 0.9\n" for level in (2, 3, 4))
    scheme = example('threshold_of = "children"\n' + thresholds)
    given = scheme.mapped(lambda node: replace(node, per=None, normalise=replace(node.normalise, method="given")))
    raw = asem.table(read(coinr / "aggregate" / "input_raw_minmax_with_missing.csv"))
    found = score(given, raw).frame("aggregated")
    parents = {node.id: [child.id for child in node.children] for node in scheme.nodes.values() if node.children}
    for parent, children in parents.items():
        enough = found[children].notna().mean(axis=1) >= 0.9
        assert (found[parent].notna() == enough).all(), parent
    assert found["Index"].isna().any() and found["Index"].notna().any()


def test_targets_of_the_framework(coinr: Path, example) -> None:
    scheme = example('normalise = "dist_to_target"\nscale = [0, 1]\n').mapped(lambda node: replace(node, per=None))
    found = score(scheme, from_csv(coinr / "input" / "asem_idata.csv"))
    same(found, "normalised", read(coinr / "normalise" / "raw_dist2targ_from_imeta.csv"))


def test_goalposts_of_the_framework(coinr: Path, example) -> None:
    """The recipe by itself: (x - lower)/(upper - lower) of the directed values, held where so said, times the scale."""
    meta = pd.read_csv(coinr / "normalise" / "imeta_with_goalposts.csv").query("Type == 'Indicator'").set_index("iCode")
    raw = read(coinr / "steps" / "0_raw.csv")[meta.index]
    low, high, toward = meta["goalpost_lower"], meta["goalpost_upper"], meta["Direction"]
    share = (raw * toward - low.where(toward > 0, -high)) / (high - low)
    cut = [name for name in share if meta.loc[name, "goalpost_trunc2posts"]]
    held = share.assign(**{name: share[name].clip(0, 1) for name in cut})
    assert not held.equals(share) and not held.equals(share.clip(0, 1)), "some are held, some are not"
    assert set(toward) == {1, -1} and meta["goalpost_scale"].nunique() > 1
    scheme = example('normalise = "goalposts"\n', "normalise/imeta_with_goalposts.csv").mapped(lambda n: replace(n, per=None))
    same(score(scheme, from_csv(coinr / "input" / "asem_idata.csv")), "normalised", held * meta["goalpost_scale"])


@pytest.mark.parametrize(
    ("wanted", "given", "means"),
    [
        ("amean_original", "input_minmax_1_100", {}),
        ("gmean_original", "input_minmax_1_100", dict.fromkeys("234", "geometric")),
        ("amean_gmean_gmean_alt", "input_minmax_1_100", {"3": "geometric", "4": "geometric"}),
        ("missing_amean_no_threshold", "input_raw_minmax_with_missing", {}),
    ],
)
def test_the_engine_sums_up_the_tree_as_coinr(coinr: Path, wanted: str, given: str, means: dict[str, str]) -> None:
    expected, raw = (read(coinr / "aggregate" / f"{name}.csv") for name in (wanted, given))
    weights = read(coinr / "aggregate" / "weights_alt.csv", "iCode")["Weight"] if wanted.endswith("alt") else None
    scheme = asem.scheme(coinr, asem.leaf("given", asem.DROPPED, Treatment()), weights=weights, means=means)
    found = score(scheme, asem.table(raw)).frame("aggregated")
    np.testing.assert_allclose(found[expected.columns].to_numpy(), expected.to_numpy(float), rtol=1e-9, atol=1e-9)
