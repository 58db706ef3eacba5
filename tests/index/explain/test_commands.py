"""The commands that explain, on anyone's table."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from dsci.cli import main

TABLE = """unit,region,year,a.many,a.late,b.one,b.two
甲,east,2025,4,10,40,20
乙,east,2025,8,10,40,20
甲,east,2026,6,10,40,20
乙,east,2026,8,10,60,20
丙,west,2026,9,0,80,
"""
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, tiny_file: Callable[..., Path]) -> Run:
    """A command on the table with the tiny scheme: all = 0.6 a + 0.4 b."""
    scheme, data = tiny_file(), tmp_path / "table.csv"
    data.write_text(TABLE, encoding="utf-8")

    def called(*words: str) -> Result:
        return CliRunner().invoke(main, [*words, "--scheme", str(scheme), "--data", str(data)])

    return called


def test_a_score_is_explained_with_rank_tier_and_coverage(run: Run) -> None:
    """丙: a = 0.75·90 + 0.25·100 = 92.5, b = 80 by b.one alone: 0.6·92.5 + 0.4·80 = 87.5."""
    out = run("explain", "丙", "all").output
    assert "丙, 2026, tiny: 综合 (all)" in out
    assert "all: rank 1 of 3 with a score (competition); next below 乙 -28.00" in out
    assert "tier 高: from 50 up" in out and "coverage 80.0%" in out and "NOT_TRIED, drop" in out
    assert "no rank interval was reckoned: dsci uncertainty gives it" in out


def test_an_indicator_leads_to_file_line_and_column(run: Run, tmp_path: Path) -> None:
    out = run("explain", "乙", "b.one").output
    digest = sha256((tmp_path / "table.csv").read_bytes()).hexdigest()
    assert f"sha256 {digest}" in out and "line 5, column 6 (b.one)" in out
    assert "raw: 60" in out and "normalised: 60 by goalposts (direction 1, worst 0, best 100)" in out


def test_against_another_unit_the_median_and_last_period(run: Run) -> None:
    """甲 is 0.6·57.5 + 0.4·30 = 46.5, 乙 0.6·72.5 + 0.4·40 = 59.5: a.many 0.45·20 = 9, b.one 0.2·20 = 4."""
    out = run("explain", "甲", "--against", "乙").output
    assert "综合: 甲 46.50, 乙 59.50, -13.00" in out
    assert "-9.00" in out and "-4.00" in out and "in all: score" in out
    out = run("explain", "甲", "--against", "last").output
    assert "甲 2026 46.50, 甲 2025 37.50, +9.00" in out and "+9.00  " in out
    out = run("explain", "甲", "--against", "median").output
    assert "median of all 59.50, -13.00" in out and "in all: profile" in out


def test_compare_names_both_sides(run: Run) -> None:
    out = run("compare", "甲", "丙", "--node", "b").output
    assert "乙: 甲 30.00, 丙 80.00, -50.00" in out and "[coverage]" in out
    assert run("compare", "甲").exit_code == 2
    assert "丙" in run("compare", "甲", "--exemplar").output


def test_gains_and_the_next_tier(run: Run, tmp_path: Path) -> None:
    """甲 at 46.5 wants 3.5 for 高: a.many from 6 to 丙's 9 gives 13.5 alone, and 60 is more than 乙's 59.5."""
    made = run("gains", "甲", "--out", str(tmp_path / "gains.xlsx"))
    assert "甲, all: 46.50, rank 3 of 3 in all, tier 低" in made.output
    assert "+13.50  rank 3 -> 2, tier 高" in made.output
    assert "next tier 高 (from 50.00 today) with 1 indicator (no smaller set does)" in made.output
    rows = list(load_workbook(tmp_path / "gains.xlsx")["提升空间"].iter_rows(values_only=True))
    assert rows[0][:3] == ("指标", "编号", "现值") and {row[1] for row in rows[1:]} == {"a.many", "a.late", "b.one"}
    assert "highest tier of all already" in run("gains", "丙", "--toward", "best").output
    assert "nobody in all leads" in run("gains", "丙").output


def test_exemplars_peers_and_partings(run: Run) -> None:
    assert "综合 (all): 丙 87.50, +28.00" in run("exemplars").output
    out = run("exemplars", "--peers", "甲").output
    assert out.index("乙") < out.index("丙")
    assert "丙" not in run("exemplars", "--peers", "甲", "--same", "region").output
    assert "spread" in run("exemplars", "--differentiation").output
    assert "say which group; there are provincial" in run("exemplars", "--peers", "甲", "--same", "group").output
    assert "no province was measured" in run("exemplars", "--coordination").output


def test_what_is_not_there_is_said(run: Run) -> None:
    assert "no node 'nothing'" in run("explain", "甲", "nothing").output
    assert run("explain", "甲", "--against", "丁").exit_code == 2
    assert "no column 'size'" in run("exemplars", "--peers", "甲", "--same", "size").output
    assert "is not ranked in 'level:x'" in run("explain", "甲", "--against", "median", "--population", "level:x").output


@pytest.mark.parametrize(
    ("words", "sheet", "cells"),
    [
        ((), "领先单位", ("综合", "all", "丙", 87.5, 28.0)),
        (("--peers", "甲"), "甲 综合", ("乙", 59.5)),
        (("--differentiation",), "渠道分化", None),
    ],
)
def test_exemplars_as_a_workbook(run: Run, tmp_path: Path, words: tuple[str, ...], sheet: str, cells: tuple[object, ...]) -> None:
    done = run("exemplars", *words, "--out", str(tmp_path / "out.xlsx"))
    assert done.exit_code == 0, done.output
    book = load_workbook(tmp_path / "out.xlsx")
    rows = list(book[sheet].iter_rows(values_only=True))
    assert book.sheetnames == [sheet, "说明"] and len(rows) > 1
    if cells:
        assert any(row[: len(cells)] == cells for row in rows[1:]), rows
    assert run("exemplars", "--out", "out.txt").exit_code == 2


def test_many_of_one_score_are_counted_not_listed(tmp_path: Path, tiny_file: Callable[..., Path]) -> None:
    """Nine units alike: five of the other eight are named."""
    data = tmp_path / "alike.csv"
    data.write_text("unit,a.many,a.late,b.one,b.two\n" + "".join(f"u{i},5,10,50,50\n" for i in range(9)), encoding="utf-8")
    words = ("--scheme", str(tiny_file()), "--data", str(data))
    assert "same score as u1, u2, u3, u4, u5 and 3 more\n" in CliRunner().invoke(main, ["explain", "u0", "all", *words]).output
    out = CliRunner().invoke(main, ["exemplars", *words]).output
    assert "综合 (all): u0 50.00, tied with u1, u2, u3, u4 and 4 more, of 9" in out and "holds" not in out


def test_equal_values_that_are_not_scored_alike_show_their_scores(tiny, table) -> None:
    from dsci.commands.shown.differing import difference_lines
    from dsci.index.engine import score
    from dsci.index.explain.difference import Line

    scored = score(tiny(), table({"A": (5, 5, 5, 5)}))
    same = Line("a.many", "多", "many", "score", 0.28, (8.0, 8.0), (66.7, 58.3), ("OK", "OK"))
    other = Line("a.late", "晚", "late", "score", 1.0, (8.0, 9.0), (50.0, 40.0), ("OK", "OK"))
    shown = list(difference_lines(scored, (same, other)))
    assert any("8 | 8, scores 66.7 | 58.3" in line for line in shown)
    assert any("8 | 9  a.late" in line for line in shown)
