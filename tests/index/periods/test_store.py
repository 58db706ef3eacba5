"""`dsci periods`, `dsci compare` and `dsci audit` on a store of three measured years."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dsci.cli import main
from dsci.contract import Observation, Status
from dsci.store import open_store

METRICS = ("a.many", "a.late", "b.one", "b.two")
# 浙江, 广东 east, 湖北 central, 四川 west; all = 0.6 a + 0.4 b as in the tiny scheme
YEARS = {
    "2024": {"330000": (8, 10, 80, 80), "440000": (6, 10, 60, 60), "420000": (4, 10, 50, 50), "510000": (2, 10, 20, 20)},
    "2025": {"330000": (9, 10, 80, 80), "440000": (6, 10, 60, 60), "420000": (4, 10, 50, 50), "510000": (4, 10, 20, 20)},
    "2026": {"330000": (9, 10, 80, None), "440000": (6, 10, 60, 60), "420000": (4, 10, 50, 50), "510000": (6, 10, 40, 20)},
}


def observed(year: str, unit: str, metric: str, value: float | None) -> Observation:
    status = Status.OK if value is not None else Status.BLOCKED
    return Observation(unit, metric[0], metric, year, datetime(int(year), 6, 1, tzinfo=UTC), value, status)


@pytest.fixture
def given(tiny_file, tmp_path: Path) -> tuple[str, ...]:
    store = open_store(str(tmp_path / "store"))
    for year, units in YEARS.items():
        store.put([observed(year, u, m, v) for u, cells in units.items() for m, v in zip(METRICS, cells, strict=True)])
    store.close()
    return "--scheme", str(tiny_file()), "--store", str(tmp_path / "store")


def run(*words: str) -> Result:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done


def lines(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {line["代码"] if "代码" in line else f"{line['时期']} {line['区域']}": line for line in csv.DictReader(file)}


def test_regions_of_the_registry_and_the_trend_of_all_years(given: tuple[str, ...], tmp_path: Path) -> None:
    run("periods", "2025", "2026", *given, "--population", "provincial", "--out", str(tmp_path / "out"))
    found = lines(tmp_path / "out" / "区域.csv")
    assert len(found) == 3 * 4
    # all = 4.5 many + 0.15 (late: 50) + 0.2 one + 0.2 two; 2025: east (40.5 + 7.5 + 32 and 27 + 7.5 + 24), west 18 + 7.5 + 8
    assert float(found["2025 东部"]["均值"]) == pytest.approx((80 + 58.5) / 2)
    assert float(found["2025 西部"]["相当于比较区域"]) == pytest.approx(33.5 / 69.25)
    assert float(found["2025 全部"]["极差"]) == pytest.approx(80 - 33.5)
    trend = lines(tmp_path / "out" / "趋势.csv")
    assert trend["510000"]["名称"] == "四川省" and float(trend["510000"]["每年变化（分）"]) == pytest.approx((46.5 - 24.5) / 2)
    changes = lines(tmp_path / "out" / "得分变化.csv")
    assert float(changes["510000"]["自身数据"]) == pytest.approx(13) and float(changes["330000"]["变化"]) == pytest.approx(0)


def test_a_trend_ends_with_the_later_period(given: tuple[str, ...], tmp_path: Path) -> None:
    run("periods", "2024", "2025", *given, "--out", str(tmp_path / "out"))
    own = lines(tmp_path / "out" / "趋势.csv")["510000"]
    assert {"2024", "2025"} <= set(own) and "2026" not in own


def test_one_unit_by_its_name(given: tuple[str, ...]) -> None:
    told = run("compare", "四川", "--periods", "2025", "2026", *given).output.splitlines()
    assert told[0] == "综合: 四川省 33.50 in 2025, 46.50 in 2026, +13.00" and told[1] == "of it score +13.00"


def test_an_audit_of_a_population(given: tuple[str, ...], tmp_path: Path) -> None:
    run("audit", *given, "--population", "provincial", "--group", "region", "--period", "2026", "--out", str(tmp_path / "out"))
    ranks = lines(tmp_path / "out" / "组内位次.csv")
    assert (ranks["330000"]["组"], ranks["330000"]["综合"], ranks["510000"]["综合"]) == ("east", "1", "1")
    seen = lines(tmp_path / "out" / "数据可得性.csv")
    assert float(seen["330000"]["综合"]) == 0.75
