"""The two UESTC schemes: points as printed, 337 in one ranking, classes by gaps, an ability that does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from dsci.index import engine, tiering
from dsci.index.scheme import load
from dsci.index.scored import Scored
from dsci.index.table import Table
from dsci.registry import groups

from .scoring import published

RATES = {"supply": 40, "response": 40, "intelligence": 20}


def total_of(scheme: str, rates: Mapping[str, float]) -> float:
    """The total out of the abilities' rates of points, by the scheme's own weights."""
    found = load(scheme)
    branch = next(b for b in found.branches if b.id == "total")
    below = np.array([[rates[child] for child in branch.children]])
    return float(engine.aggregated(branch, below, np.array(branch.weights), ("u",))[0])


@pytest.mark.parametrize("scheme", ["uestc-2019", "uestc-2023"])
def test_uestc_by_hand(scheme: str) -> None:
    """0.4 x 50 + 0.4 x 75 + 0.2 x 100 = 70."""
    assert total_of(scheme, {"supply": 50, "response": 75, "intelligence": 100}) == pytest.approx(70)


def test_uestc_points_as_printed(reference: Path) -> None:
    table = published(reference, "uestc_points")
    value = table[table["stat"].isin(("value", "value (sum, computed here)"))]
    names = {"supply": "服务供给能力", "response": "服务响应能力", "intelligence": "服务智慧能力"}

    def points(unit: str, year: int, name: str) -> float:
        rows = value[(value.index == unit) & (value["year"] == year) & (value["indicator"] == name)]
        return float(rows["value"].iloc[0])

    rate = table[(table.index == "成都") & (table["stat"] == "得分率%")].set_index("indicator")["value"].astype(float)
    assert total_of("uestc-2019", {a: rate[n] for a, n in names.items()}) == pytest.approx(points("成都", 2021, "总分"), abs=0.01)
    assert {a: round(points("成都", 2021, n) / rate[n] * 100) for a, n in names.items()} == RATES
    tongchuan = {a: points("铜川", 2019, n) / RATES[a] * 100 for a, n in names.items()}
    total = total_of("uestc-2019", tongchuan)
    assert total == pytest.approx(points("铜川", 2019, "总分"), abs=0.015), "printed 73.73, its parts sum to 73.74"


def test_uestc_ranks_337_and_does_not_count_the_data_driven_ability() -> None:
    scheme = load("uestc-2023")
    assert scheme.population == load("uestc-2019").population == "local" and len(groups()["local"].members) == 337
    counted = [leaf.metric for root in scheme.roots if root.id != "data" for leaf in root.walk() if leaf.metric]
    rng = np.random.default_rng(7)
    ends = {leaf.metric: sorted((leaf.normalise.worst or 0.0, leaf.normalise.best or 0.0)) for leaf in scheme.leaves}
    values = {metric: rng.uniform(low, high, 9) for metric, (low, high) in ends.items()}
    units = tuple("abcdefghi")

    def run(**changed: float) -> Scored:
        columns = [np.full(9, changed["data"]) if changed and m not in counted else values[m] for m in scheme.metrics]
        return engine.score(scheme, Table.of(units, scheme.metrics, np.array(columns).T))

    with_data, without = run(), run(data=0.0)
    assert [with_data.score(u, "total") for u in units] == [without.score(u, "total") for u in units]
    assert with_data.score("a", "data") != without.score("a", "data") == 0


def test_uestc_classes_lie_between_the_widest_gaps_and_the_lowest_is_not_parted() -> None:
    """337 totals with gaps 84 to 80, 70 to 65 and 55 to 45: the classes hold 20, 150, 120 and 47, their borders are named."""
    ends = ((88, 84, 20), (80, 70, 150), (65, 55, 120), (45, 35, 47))
    totals = np.concatenate([np.linspace(high, low, n) for high, low, n in ends])
    scheme, units = load("uestc-2023"), [f"u{i}" for i in range(337)]
    labels = tiering.tiered(scheme, "total", totals)
    assert Counter(label.rstrip("+-") for label in labels) == {
        "领先发展 A": 20, "积极发展 B": 150, "稳步发展 C": 120, "亟待发展 D": 47,
    }  # fmt: skip
    assert (labels[0], labels[19], labels[20], labels[336]) == ("领先发展 A+", "领先发展 A-", "积极发展 B+", "亟待发展 D")
    assert [(e.last, e.first) for e in tiering.edges(scheme, "total", units, totals)] == [
        ("u19", "u20"), ("u169", "u170"), ("u289", "u290"),
    ]  # fmt: skip
    assert set(tiering.tiered(scheme, "supply", totals)) == {""}, "only the total has classes"
