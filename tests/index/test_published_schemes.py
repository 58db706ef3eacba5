"""Schemes of others against the numbers that they printed. The tables are read where they lie; beside each a case of our own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index import engine
from dsci.index.results import results
from dsci.index.scheme import load
from dsci.index.table import from_csv
from dsci.index.tiering import tiered

from .scoring import of_frame, published, scored, scores

# ---------------------------------------------------------------- Weibo, city competitiveness

FORCES = ("communication_传播力", "service_服务力", "interaction_互动力")


def test_weibo_cities_by_hand() -> None:
    """0.3 x 90 + 0.35 x 80 + 0.35 x 60 = 76; a force missing, no index."""
    assert scores("weibo-city-2023", {"u": (90, 80, 60), "v": (90, 80, np.nan)}, "competitiveness") == [pytest.approx(76), None]


def test_weibo_cities_as_printed(reference: Path) -> None:
    table = published(reference, "weibo_city_competitiveness_2023Q3")
    printed = table["competitiveness_竞争力指数"]
    assert abs(of_frame("weibo-city-2023", table, "competitiveness", FORCES) - printed).max() <= 0.008
    assert abs(table[list(FORCES)].mean(axis=1) - printed).max() > 0.4, "another weighting would be noticed"


# ---------------------------------------------------------------- CSTC, ministries

def test_cstc_by_hand() -> None:
    """Σ weight x index: 45 x 0.8 + 10 x (0.5 + 0.9 + 0.6 + 0.7 + 1) + 15 x 0.4 = 79; all full are 110."""
    found = scored("cstc-2022", {"u": (0.8, 0.5, 0.9, 0.4, 0.6, 0.7, 1), "full": (1,) * 7, "none": (0,) * 7})
    assert [found.score(u, "total") for u in ("u", "full", "none")] == pytest.approx([79, 110, 0])
    rows = {r.unit: r.tier for r in results(found, {"all": ("u", "full", "none")}) if r.node == "total"}
    assert rows == {"u": "良好", "full": "卓越", "none": "准备"}


def test_cstc_as_printed(reference: Path) -> None:
    table = published(reference, "cstc_ministry_websites_2022")
    assert abs(of_frame("cstc-2022", table, "total") - table["总分"]).max() <= 0.25 + 1e-9


# ---------------------------------------------------------------- Guomai, prefectures

def test_guomai_by_hand() -> None:
    """Points add up: 15 + 20 + 5 + 10 + 6 = 56. Part by part the rate of points."""
    found = scored("guomai-2014", {"u": (15, 20, 5, 10, 6)})
    assert found.score("u", "total") == pytest.approx(56)
    assert [found.score("u", leaf.id) for leaf in found.scheme.leaves] == pytest.approx([50, 80, 50, 50, 40])


def test_guomai_as_printed(reference: Path, tmp_path: Path) -> None:
    """By way of a CSV, as a user would."""
    table = published(reference, "guomai_prefecture_2014")
    table.to_csv(tmp_path / "guomai.csv", encoding="utf-8")
    found = engine.score(load("guomai-2014"), from_csv(tmp_path / "guomai.csv"))
    rows = {r.unit: r for r in results(found, {"all": found.table.units}) if r.node == "total"}
    assert len(rows) == 10
    for unit, row in rows.items():
        assert row.score == pytest.approx(table["总分(100)"][unit], abs=0.1 + 1e-9)
        assert row.rank == table["rank"][unit]


# ---------------------------------------------------------------- Party School

def test_party_school_bands_as_counted(reference: Path) -> None:
    table = published(reference, "party_school_2019")
    scheme, values = load("party-school-2019"), table[table["level"] == "province"]["value"].to_numpy(float)
    assert Counter(tiered(scheme, scheme.roots[0].id, values).tolist()) == {"非常高": 8, "高": 15, "中(80以下)": 8}


def test_party_school_bands_hold_their_lower_bound() -> None:
    scheme = load("party-school-2019")
    found = tiered(scheme, scheme.roots[0].id, np.array([90, 89.99, 80, 79.99]), "en").tolist()
    assert found == ["very high", "high", "high", "middle (below 80)"]


# ---------------------------------------------------------------- UN EGDI

def test_egdi_editions_by_hand() -> None:
    """2010: 0.34 x 0.5 + 0.33 x (0.4 + 0.8) = 0.566, a missing part is 0: 0.434. 2012: no online service, index 0."""
    rows = {"u": (0.5, 0.4, 0.8), "v": (0.5, np.nan, 0.8), "w": (0, 0.4, 0.8), "x": (np.nan, 0.4, 0.8)}
    assert scores("egdi-2010", rows, "egdi") == pytest.approx([0.566, 0.434, 0.396, 0.396])
    assert scores("egdi-2012", rows, "egdi") == pytest.approx([1.7 / 3, 1.3 / 3, 0, 0])
    assert scores("egdi", rows, "egdi") == [pytest.approx(1.7 / 3), None, pytest.approx(0.4), None]


@pytest.mark.parametrize(("scheme", "year"), [("egdi-2012", 2012), ("egdi", 2014)])
def test_egdi_as_printed(reference: Path, scheme: str, year: int) -> None:
    path = reference / "reference" / "egdi" / f"egdi-{year}.csv"
    table = pd.read_csv(path, keep_default_na=False).set_index("country-code")
    found = engine.score(load(scheme), from_csv(path))
    rows = [r for r in results(found, {"world": found.table.units}) if r.node == "egdi"]
    assert {r.unit: r.rank for r in rows} == table["e-gov-rank"].to_dict()
    assert max(abs((r.score or 0) - table["e-gov-index"][r.unit]) for r in rows) < 7e-5
    assert sum(r.score == 0 for r in rows) == (3 if year == 2012 else 0)


def test_egdi_withholds_where_a_component_is_missing() -> None:
    found = scored("egdi", {"u": (0.5, 0.6, 0.7), "v": (0.5, 0.6, np.nan)})
    assert found.score("v", "egdi") is None and found.reason("v", "egdi") == "67% observed, 100% wanted"
