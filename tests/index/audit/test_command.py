"""`dsci audit` over a made-up table: the sentences, the sheets, and what it refuses."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from dsci.cli import main

ROWS = [f"u{i},{i},{20 - i},{10 * i},{(7 * i) % 10},{'east' if i % 2 else 'west'},{1000 * i}" for i in range(1, 11)]
TABLE = "unit,a.many,a.late,b.one,b.two,region,people\n" + "\n".join(ROWS) + "\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["audit", *words])


@pytest.fixture
def given(tiny_file, tmp_path: Path) -> tuple[str, ...]:
    data = tmp_path / "table.csv"
    data.write_text(TABLE, encoding="utf-8")
    return "--scheme", str(tiny_file()), "--data", str(data)


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_of_tables(given: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*given, "--group", "region", "--out", str(tmp_path / "audit"))
    assert done.exit_code == 0, done.output
    told = [line["说明"] for line in lines(tmp_path / "audit" / "要点.csv")]
    assert told[0] == "审查《综合》：10个单位，4项指标，10个单位有得分；平均观测到100%的指标。"
    assert "单位不足30个：相关系数、α和主成分都不稳定，只作提示。" in told
    assert "《a.many》随“people”而变（相关1.00，界限0.60）：可能只反映规模，考虑除以它。" in told
    assert "《a.many》与另一分支的《b.one》高度相关（1.00，高于0.90）：可能重复。" in told
    ranks = {line["代码"]: line for line in lines(tmp_path / "audit" / "组内位次.csv")}
    assert (ranks["u10"]["组"], ranks["u10"]["综合"], ranks["u9"]["组"], ranks["u9"]["综合"]) == ("west", "1", "east", "1")
    weights = {line["代码"]: float(line["有效权重"]) for line in lines(tmp_path / "audit" / "有效权重.csv")}
    assert weights["a.many"] == pytest.approx(0.45) and weights["b.two"] == pytest.approx(0.2)


def test_a_workbook_of_sheets(given: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "new" / "audit.xlsx"
    assert run(*given, "--out", str(out)).exit_code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[0] == "要点" and {"指标统计", "剔除影响", "优势与短板"} <= set(book.sheetnames)
    assert "组内位次" not in book.sheetnames
    rows = list(book["位次"].values)
    assert rows[0][:3] == ("代码", "名称", "综合") and [row[2] for row in rows[1:]] == list(range(1, 11))


def test_the_first_sheet_shows_five_of_a_rule(given: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "audit"
    columns = "".join(f",size{i}" for i in range(8))
    body = [row + "".join(f",{int(row.split(',')[1]) * (i + 1)}" for i in range(8)) for row in ROWS]
    Path(given[3]).write_text(TABLE.splitlines()[0] + columns + "\n" + "\n".join(body) + "\n", encoding="utf-8")
    assert run(*given, "--out", str(out)).exit_code == 0
    sizes = [line for line in lines(out / "要点.csv") if "可能只反映规模" in line["说明"]]
    every = [line for line in lines(out / "要点明细.csv") if "可能只反映规模" in line["说明"]]
    rest = [line["说明"] for line in lines(out / "要点.csv") if line["说明"].startswith("同类另有")]
    assert len(sizes) == 5 and f"同类另有{len(every) - 5}项，见“要点明细”。" in rest


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--node", "a.many"), "no node 'a.many' with indicators below it; there are all, a, b"),
        (("--group", "nothing"), "no column 'nothing' to group by"),
        (("--population", "nobody"), "no population 'nobody'; there are all"),
        (("--period", "2020"), "has no period 2020"),
    ],
)
def test_what_cannot_be_audited_is_said(given: tuple[str, ...], tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = run(*given, *words, "--out", str(tmp_path / "audit"))
    assert done.exit_code == 2 and told in done.output
    assert not (tmp_path / "audit").exists()


def test_a_place_that_cannot_be_written(given: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run(*given, "--out", str(tmp_path / "file" / "audit"))
    assert done.exit_code == 2 and "Not a directory" in done.output
