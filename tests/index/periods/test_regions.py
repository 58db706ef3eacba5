"""How far groups are apart, and tiers from one edition to the next, by hand and on published counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dsci.index.periods.points import RateChange, rate
from dsci.index.periods.regions import gini, regions, spread
from dsci.index.periods.tiers import counts, moves


def test_spread_by_hand() -> None:
    found = spread(np.array([10.0, 30, np.nan, 20]))
    assert found and (found.count, found.mean, found.deviation, found.range) == (3, 20, 10, 20)
    assert found.gini == pytest.approx(2 * (10 + 20 + 10) / (2 * 9 * 20)) and found.variation == 0.5
    one = spread(np.array([7.0]))
    assert one and (one.deviation, one.gini, one.variation) == (None, 0, None)
    assert spread(np.array([np.nan])) is None


def test_gini_is_the_mean_difference_of_all_pairs() -> None:
    x = np.array([3.0, 9, 1, 14, 14])
    mean_difference = np.abs(x[:, None] - x[None, :]).mean()
    assert gini(x) == pytest.approx(mean_difference / (2 * x.mean()))
    assert gini(np.array([5.0, 5, 5])) == pytest.approx(0) and gini(np.array([0.0, 0, 0, 8])) == pytest.approx(0.75)
    assert gini(np.array([0.0, 0])) is None and gini(np.array([-1.0, 4])) is None


def test_regions_as_share_of_the_east() -> None:
    labels = ["east", "west", "east", "", "central", "west"]
    found = {r.label: r for r in regions(np.array([80.0, 40, 60, 99, 49, np.nan]), labels, "east")}
    assert list(found) == ["east", "west", "central"]
    assert found["east"].share == 1 and found["west"].share == pytest.approx(4 / 7) and found["central"].share == 0.7
    assert found["west"].spread.count == 1
    with pytest.raises(ValueError, match="no unit of 'north' has a score; there are east, west, central"):
        regions(np.array([80.0, 40, 60, 99, 49, 1]), labels, "north")


def test_tiers_then_and_now() -> None:
    then, now = {"u": "A", "v": "B", "w": "C", "x": ""}, {"u": "B", "v": "A", "w": "C", "x": "A"}
    found = counts(("A", "B", "C", "D"), then, now)
    assert [(t.label, t.before, t.after, t.change) for t in found] == [
        ("A", 1, 2, 1), ("B", 1, 1, 0), ("C", 1, 1, 0), ("D", 0, 0, 0)
    ]  # fmt: skip
    assert found[0].shares == (pytest.approx(1 / 3), 0.5)
    assert [(m.unit, m.steps) for m in moves(("A", "B", "C"), then, now)] == [("v", 1), ("u", -1), ("x", None)]
    assert counts(("A",), {"u": "old"}, {"u": "A"})[1].label == "old"


# ---------------------------------------------------------------------------- published


@pytest.fixture(scope="module")
def uestc(reference: Path) -> pd.DataFrame:
    return pd.read_csv(reference / "reference" / "published" / "uestc_points.tsv", sep="\t")


def cell(table: pd.DataFrame, unit: str, year: int, indicator: str, stat: str) -> float:
    found = table[(table["unit"] == unit) & (table["year"] == year) & (table["indicator"] == indicator) & (table["stat"] == stat)]
    return float(found["value"].iloc[0])


@pytest.mark.parametrize(("ability", "full"), [("服务供给能力", 40), ("服务响应能力", 40), ("服务智慧能力", 20)])
def test_rates_of_points_of_chengdu_as_printed(uestc: pd.DataFrame, ability: str, full: float) -> None:
    points = cell(uestc, "成都", 2021, ability, "value")
    assert round(100 * rate(points, full), 2) == cell(uestc, "成都", 2021, ability, "得分率%")


def test_change_of_a_rate_in_both_ways_of_saying_it() -> None:
    found = RateChange("a", "甲", "channel", 0.5, 0.6)
    assert found.change == pytest.approx(0.1) and found.relative == pytest.approx(0.2)
    assert RateChange("a", "甲", "channel", None, 0.6).change is None
    assert RateChange("a", "甲", "channel", 0.0, 0.6).relative is None
    with pytest.raises(ValueError, match="full mark of 0"):
        rate(3, 0)


def test_classes_of_two_editions_as_printed(uestc: pd.DataFrame) -> None:
    labels = ("创新领先组", "积极追赶组", "稳步推进组", "亟待发展组")
    then, now = {}, {}
    for label in labels:
        then |= {f"{label}{i}": label for i in range(int(cell(uestc, label, 2019, "组", "n")))}
    for label in labels[:3]:
        now |= {f"{label}{i}": label for i in range(int(cell(uestc, label, 2020, "组", "n")))}
    found = counts(labels, then, now)
    assert [t.change for t in found[:3]] == [9, -7, -1] and found[0].of_before == 14 + 203 + 103 + 14
    assert [round(100 * (t.shares[0] or 0), 1) for t in found] == [4.2, 60.8, 30.8, 4.2]


@pytest.mark.parametrize(
    ("name", "looked", "passed"),
    [("全国抽查 政府网站", 328, 301), ("全国抽查 政务新媒体", 728, 669), ("贵州抽查 政务新媒体", 471, 428)],
)
def test_pass_rates_as_the_states_notices_print_them(reference: Path, name: str, looked: int, passed: int) -> None:
    """Of those looked at alone: of 328 sites 301 are 91.8 %, 300 or 302 would be 91.5 or 92.1. The passes are counted back."""
    table = pd.read_csv(reference / "reference" / "published" / "inspection_pass_rates.tsv", sep="\t", dtype=str)
    printed = table[(table["set"] == name) & (table["measure"] == "pass rate %")]["value"].iloc[0]
    units = {f"p{i}": "合格" for i in range(passed)} | {f"f{i}": "不合格" for i in range(looked - passed)}
    good, bad = counts(("合格", "不合格"), {}, units | dict.fromkeys("abc", ""))
    assert f"{100 * (good.shares[1] or 0):.{len(printed.partition('.')[2])}f}" == printed
    assert (good.after, bad.after) == (passed, looked - passed)
