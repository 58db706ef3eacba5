"""`dsci periods` and `dsci compare` over a made-up table of three years."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dsci.cli import main

# all = 0.6 a + 0.4 b; a = 0.75 many (0..10) + 0.25 late (20..0); b = (one + two)/2 (0..100)
TABLE = """unit,period,a.many,a.late,b.one,b.two,region
u,2024,4,10,50,50,east
v,2024,2,20,40,40,west
w,2024,0,20,20,20,west
u,2025,4,10,50,70,east
v,2025,2,20,40,40,west
w,2025,0,20,20,20,west
u,2026,6,10,50,BLOCKED,east
v,2026,2,20,40,60,west
w,2026,8,20,60,60,west
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def given(tiny_file, tmp_path: Path) -> tuple[str, ...]:
    data = tmp_path / "table.csv"
    data.write_text(TABLE, encoding="utf-8")
    return "--scheme", str(tiny_file()), "--data", str(data)


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_of_what_changed(given: tuple[str, ...], tmp_path: Path) -> None:
    done = run("periods", "2025", "2026", *given, "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    found = {line["代码"]: line for line in lines(tmp_path / "out" / "得分变化.csv")}
    assert list(found) == ["w", "u", "v"]
    u = found["u"]  # 49.5 -> 54.5: two not seen any more -4, many +9
    parts = [float(u[name]) for name in ("原得分", "新得分", "变化", "自身数据", "覆盖率", "方案")]
    assert parts == pytest.approx([49.5, 54.5, 5, 9, -4, 0])
    assert (u["原位次"], u["新位次"], u["原等级"], u["新等级"]) == ("1", "2", "低", "高")
    tiers = {line["等级"]: line["增减"] for line in lines(tmp_path / "out" / "等级变化.csv")}
    assert tiers == {"高": "2", "低": "-2"}  # w: 8 -> 60
    assert {line["代码"]: line["升降档数"] for line in lines(tmp_path / "out" / "升降档单位.csv")} == {"u": "1", "w": "1"}
    rates = {line["代码"]: line for line in lines(tmp_path / "out" / "得分率.csv")}
    assert float(rates["a.many"]["变化（百分点）"]) == pytest.approx(100 * (16 - 6) / 30)
    west = [line for line in lines(tmp_path / "out" / "区域.csv") if line["区域"] == "西部"]
    assert [line["时期"] for line in west] == ["2024", "2025", "2026"]
    assert float(west[1]["均值"]) == pytest.approx((25 + 8) / 2)
    assert float(west[1]["相当于比较区域"]) == pytest.approx(16.5 / 49.5) and float(west[1]["极差"]) == pytest.approx(17)
    trend = {line["代码"]: line for line in lines(tmp_path / "out" / "趋势.csv")}
    assert float(trend["u"]["每年变化（分）"]) == pytest.approx((54.5 - 45.5) / 2)
    assert float(trend["u"]["年均增长率"]) == pytest.approx((54.5 / 45.5) ** 0.5 - 1)


def test_a_trend_ends_with_the_later_period(given: tuple[str, ...], tmp_path: Path) -> None:
    assert run("periods", "2024", "2025", *given, "--out", str(tmp_path / "out")).exit_code == 0
    (head,) = {tuple(line)[:5] for line in lines(tmp_path / "out" / "趋势.csv")}
    assert head == ("代码", "名称", "2024", "2025", "有得分的时期占比")


def test_a_screenful(given: tuple[str, ...]) -> None:
    done = run("periods", "2025", "2026", *given)
    assert done.exit_code == 0
    assert "3 of 3 units have both scores" in done.output
    assert "  +5.00  u  49.50 -> 54.50, rank 1 -> 2: own values +9.00, coverage -4.00" in done.output.splitlines()
    assert "高: 0 -> 2 (+2)" in done.output and "2026 西部: 2 units" in done.output


def test_another_scheme_then(given: tuple[str, ...], tmp_path: Path) -> None:
    old = tmp_path / "old.toml"
    text = Path(given[1]).read_text(encoding="utf-8")
    old.write_text(text.replace("weight = 0.6", "weight = 0.5").replace("weight = 0.4", "weight = 0.5"), encoding="utf-8")
    done = run("periods", "2025", "2026", *given, "--old", str(old), "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    u = {line["代码"]: line for line in lines(tmp_path / "out" / "得分变化.csv")}["u"]
    assert [float(u[k]) for k in ("原得分", "新得分", "方案", "自身数据", "覆盖率")] == pytest.approx([51.25, 54.5, -1.75, 9, -4])
    (head,) = {tuple(line) for line in lines(tmp_path / "out" / "新旧方案对照.csv")}
    assert head[2:4] == ("tiny old 位次", "tiny old 得分")


def test_one_unit_in_two_periods(given: tuple[str, ...]) -> None:
    done = run("compare", "u", "--periods", "2025", "2026", *given)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[:3] == [
        "综合: u 49.50 in 2025, 54.50 in 2026, +5.00", "of it score +9.00, coverage -4.00",
        "  +9.00  a.many  4 -> 6  score  a.many",
    ]  # fmt: skip
    assert "  -4.00  b.two  70 -> BLOCKED  coverage  b.two" in done.output


def test_two_schemes(given: tuple[str, ...], tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    text = Path(given[1]).read_text(encoding="utf-8").replace('id = "tiny"', 'id = "other"')
    other.write_text(text.replace("weight = 0.6", "weight = 0.1").replace("weight = 0.4", "weight = 0.9"), encoding="utf-8")
    words = ("compare", "--schemes", given[1], str(other), *given[2:], "--period", "2026", "--out", str(tmp_path / "out"))
    done = run(*words)
    # 2026: tiny u 54.5, v 29, w 60; other u 51.25, v 46.5, w 60
    assert done.exit_code == 0, done.output
    assert "tiny all | other all: 3 units, Spearman 1.000, Kendall 1.000; ranks move by 0.0 on average, 0 at most" in done.output
    assert [line["tiny all 位次"] for line in lines(tmp_path / "out" / "方案对照.csv")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("periods", "2025", "2025"), "name two periods, or an --old scheme"),
        (("periods", "2020", "2026"), "has no period 2020; it has 2024, 2025, 2026"),
        (("periods", "2025", "2026", "--node", "c"), "no node 'c'"),
        (("compare", "u", "--periods", "2025", "2020"), "has no period 2020"),
        (("compare", "u", "v", "--periods", "2025", "2026"), "--periods A B goes with one unit"),
        (("compare", "u", "--schemes", "egdi", "tiny"), "--schemes S T goes with a population"),
        (("compare", "u", "v", "--out", "x"), "--out is for --schemes"),
        (("compare", "u"), "name two units"),
    ],
)
def test_what_cannot_be_compared_is_said(given: tuple[str, ...], words: tuple[str, ...], told: str) -> None:
    done = run(*words, *given)
    assert done.exit_code == 2 and told in done.output


def test_what_the_data_lack_is_noted(given: tuple[str, ...]) -> None:
    data = Path(given[3])
    data.write_text(TABLE.replace("region", "part").replace("2024", "spring"), encoding="utf-8")
    done = run("periods", "2025", "2026", *given)
    assert done.exit_code == 0, done.output
    assert "no regions: the data have no column 'region' (see --by)" in done.output
    data.write_text(TABLE, encoding="utf-8")
    assert "no regions: no unit of 'north'" in run("periods", "2025", "2026", *given, "--against", "north").output
