"""dsci uncertainty and dsci sensitivity on a table of one's own."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from dsci.cli import main

TABLE = "unit,a.many,a.late,b.one,b.two\n甲,5,10,30,60\n乙,8,4,90,20\n丙,2,15,55,\n=丁,6,6,20,20\n"


@pytest.fixture
def asked(tmp_path: Path, tiny_file):
    (tmp_path / "data.csv").write_text(TABLE, encoding="utf-8")

    def ask(*words: str):
        scheme = tiny_file("[status]", '[status]\nNOT_TRIED = "drop"')
        return CliRunner().invoke(main, [words[0], "--scheme", str(scheme), "--data", str(tmp_path / "data.csv"), *words[1:]])

    return ask


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_ranks_with_their_intervals_and_classes(asked) -> None:
    told = asked("uncertainty", "--runs", "300", "--vary", "weights", "--beats", "乙", "甲")
    found = rows(told.stdout)
    assert [row["代码"] for row in found] == ["乙", "甲", "'=丁", "丙"], told.stderr
    assert all(int(r["90%区间 最好"]) <= int(r["名次"]) <= int(r["90%区间 最差"]) for r in found)
    assert sum(float(row["第一的概率"]) for row in found) == pytest.approx(1)
    assert all(float(r["高 的概率"]) + float(r["低 的概率"]) == pytest.approx(1, abs=1e-4) for r in found)
    assert "乙 before 甲: " in told.stderr and "300 runs, seed 2026, varied: weights" in told.stderr


def test_missing_is_varied_where_something_is_missing(asked) -> None:
    told = asked("uncertainty", "--runs", "50")
    assert "varied: weights, missing" in told.stderr and told.exit_code == 0


def test_pairs_are_a_sheet(asked, tmp_path: Path) -> None:
    told = asked("uncertainty", "--runs", "50", "--pairs", "--out", str(tmp_path / "ranks.xlsx"))
    assert told.exit_code == 0, told.output
    book = load_workbook(tmp_path / "ranks.xlsx")
    assert book.sheetnames == ["综合", "两两比较", "说明"] and book["综合"].max_row == 5
    pairs = [[cell.value for cell in row] for row in book["两两比较"].iter_rows()]
    assert len(pairs) == 5 and all(pairs[i][i] == 0 for i in range(1, 5)) and 0 <= pairs[1][2] + pairs[2][1] <= 1


def test_sensitivity_is_a_row_a_factor(asked) -> None:
    told = asked("sensitivity", "--vary", "weights=+-0.25", "--vary", "leave-one-out", "--base", "32")
    found = rows(told.stdout)
    assert [row["因素"] for row in found] == ["权重 weights", "逐一剔除指标 leave-one-out"]
    assert "基础样本只有32次" in found[0]["提醒"]
    assert "128 runs" in told.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("uncertainty", "--vary", "luck"), "unknown factor 'luck'"),
        (("uncertainty", "--vary", "imputation=mean"), "imputation cannot be varied: nothing is imputed"),
        (("uncertainty", "--node", "zz"), "no node 'zz'; there are all, a, b"),
        (("uncertainty", "--population", "zz"), "no population 'zz'; there are all"),
        (("uncertainty", "--pairs"), "--pairs is a sheet of an XLSX"),
        (("uncertainty", "--beats", "甲", "戊戊戊"), "戊戊戊"),
        (("sensitivity", "--output", "rank"), "rank of unit ''"),
        (("sensitivity", "--vary", "missing=1"), "missing takes no alternatives"),
    ],
)
def test_what_cannot_be_is_said(asked, words: tuple[str, ...], said: str) -> None:
    told = asked(*words)
    assert told.exit_code == 2 and said in told.stderr
