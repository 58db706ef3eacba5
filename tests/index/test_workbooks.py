"""Workbooks as offices open them: real ones by their name, with 说明, Chinese beside our words, shares as per cent."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path
from threading import Thread
from typing import Any

import click
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from dsci.cli import main
from dsci.commands.asked.options import of_a_sheet, write_csv, write_lines
from dsci.commands.shown.chinese import factor_zh, kind_zh, said_zh, status_zh
from dsci.commands.shown.formats import number_format, width
from dsci.commands.shown.rankings import RankingRow, ranking_book
from dsci.commands.shown.titles import titles
from dsci.commands.shown.workbook import write_xlsx
from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme import load
from dsci.index.table import Table

TABLE = """unit,year,a.many,a.late,b.one,b.two
甲,2025,4,10,40,20
乙,2025,8,10,,
甲,2026,6,10,40,20
乙,2026,8,10,60,20
丙,2026,9,0,80,40
"""


def sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(path)[name].values)


@pytest.fixture
def run(tmp_path: Path, tiny_file: Callable[..., Path]) -> Callable[..., Path]:
    """A command on the table; the workbook that it wrote."""
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")

    def called(*words: str) -> Path:
        given = [*words, "--data", str(tmp_path / "t.csv"), "--out", str(tmp_path / "OUT.XLSX")]
        done = CliRunner().invoke(main, given if "--schemes" in words else [*given, "--scheme", str(tiny_file())])
        assert done.exit_code == 0, done.output
        return tmp_path / "OUT.XLSX"

    return called


@pytest.mark.parametrize(
    ("words", "period", "who"),
    [
        (("score",), "2025、2026", "全部单位"), (("gains", "甲", "--toward", "best"), "2026", "全部单位"),
        (("periods", "2025", "2026"), "2025 → 2026", "全部单位"), (("uncertainty", "--runs", "20"), "2026", "全部单位"),
        (("sensitivity", "--base", "8", "--output", "score", "--unit", "甲"), "2026", "全部单位"),
        (("audit",), "2026", "全部单位"),
    ],
)  # fmt: skip
def test_every_workbook_says_what_it_is_of(run: Callable[..., Path], words: tuple[str, ...], period: str, who: str) -> None:
    told = dict(row[:2] for row in sheet(run(*words), "说明"))
    assert (told["方案"], told["方案来源"], told["时期"], told["参评范围"]) == ("小 tiny", "this test", period, who)
    assert told["数据性质"] == "非模拟数据" and told["数据来源"].endswith("t.csv") and "北京时间" in told["生成"]


def test_two_schemes_are_both_named(run: Callable[..., Path], tiny_file: Callable[..., Path], tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(tiny_file('id = "tiny"', 'id = "other"').read_text("utf-8"), encoding="utf-8")
    told = dict(sheet(run("compare", "--schemes", str(tiny_file()), str(other)), "说明"))
    assert (told["方案"], told["对照方案"], told["时期"]) == ("小 tiny", "小 other", "2026")


def test_reasons_in_a_sheet_are_chinese(run: Callable[..., Path]) -> None:
    rows = sheet(run("periods", "2025", "2026", "--node", "b"), "得分变化")
    why = {row[0]: row[rows[0].index("说明")] for row in rows[1:]}
    assert not why["甲"] and why["乙"] == "前期没有得分：未观测：NOT_TRIED 未尝试 x2"


def test_simulated_rankings_say_so_and_begin_with_the_provinces(tiny_file: Callable[..., Path]) -> None:
    populations = ("cities36", "level:prefecture", "level:province", "provincial", "level:municipality")
    rows = [
        RankingRow("tiny", "2026", p, "all", "综合", "330000", "浙江省", 1, 1, 80.0, "高", 0.5, 1, 1, True) for p in populations
    ]
    book = ranking_book(rows, load(str(tiny_file())), "甲", simulated=False)
    assert list(book) == ["省级政府", "直辖市", "省区", "地级", "重点城市", "说明"]
    told = dict(book["说明"])
    assert told["数据性质"] == "模拟数据：不反映任何真实单位" and told["参评范围"] == "省级政府、直辖市、省区、地级、重点城市"


def test_rows_under_a_workbooks_name_are_a_workbook(tmp_path: Path) -> None:
    write_lines([["名", "数"], ["=1+1", 2], [None, 0.5]], str(tmp_path / "a.XLSX"))
    assert sheet(tmp_path / "a.XLSX", "数据") == [("名", "数"), ("=1+1", 2), (None, 0.5)]
    write_csv([], str(tmp_path / "b.xlsx"), RankingRow)
    assert sheet(tmp_path / "b.xlsx", "数据")[0][:2] == ("scheme", "period")
    write_lines([["名"], ["甲"]], str(tmp_path / "c.csv"))
    assert (tmp_path / "c.csv").read_bytes() == "\ufeff名\n甲\n".encode()


def test_a_csv_is_there_whole_or_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[list[str]]:
        yield ["名"]
        raise OSError("disk full")

    out = tmp_path / "a.csv"
    write_lines([["名"], ["甲\ud800"]], str(out))
    with pytest.raises(OSError, match="disk full"):
        write_lines(broken(), str(out))
    assert out.read_text("utf-8-sig") == "名\n甲?\n" and [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_folder_that_is_missing_is_made(name: str, tmp_path: Path) -> None:
    write_lines([["名"]], str(tmp_path / "new" / name))
    assert [path.name for path in (tmp_path / "new").iterdir()] == [name]


def test_a_pipe_is_written_to_and_stays(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    pipe, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_lines([["名"]], str(pipe))
    reader.join(10)
    write_lines([["甲\ud800"]], "-")
    write_lines([["名"]], os.devnull)
    assert got == ["名\n".encode()] and capsysbinary.readouterr().out == "甲?\n".encode()


def test_more_rows_than_a_sheet_holds_are_for_a_csv(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="more than 1,048,576 rows"):
        write_lines(repeat(["甲"]), str(tmp_path / "a.xlsx"))
    assert of_a_sheet(range(3), 3) == [0, 1, 2] and not any(tmp_path.iterdir())


def test_shares_are_per_cent_and_counts_whole(tmp_path: Path) -> None:
    rows = [["综合", "综合 覆盖率", "综合 名次", "现值", "社保覆盖率"], [80.0, 1.0, 3, 22.0, 71.5]]
    write_xlsx(str(tmp_path / "t.xlsx"), {"一": rows})
    cells = next(load_workbook(tmp_path / "t.xlsx")["一"].iter_rows(min_row=2))
    assert [c.number_format for c in cells] == ["0.000", "0.0%", "0", "0", "0.000"]
    assert number_format(0.25, "2026得分率", "得分率") == "0.0%" == number_format(0.5, "政务网站", "数据可得性")
    assert number_format(12.5, "中位名次", "综合") == "0.0" and number_format(0.41, "现值", "提升空间") == "0.000"
    assert width("90%区间") == 7 and width("1–3") == 3 and width(1 / 3) == 5


def test_titles_that_several_branches_share_get_the_branch(
    tiny_file: Callable[..., Path], table: Callable[[dict[str, tuple[float | Status, ...]]], Table]
) -> None:
    path = tiny_file()
    text = path.read_text("utf-8")
    for metric in ("a.many", "b.one"):
        text = text.replace(f'metric = "{metric}"', f'metric = "{metric}"\ntitle = "信息"')
    path.write_text(text, encoding="utf-8")
    found = titles(score(load(path), table({"甲": (5, 10, 30, 60)})))
    assert (found["a.many"], found["b.one"], found["a"], found["a.late"]) == ("甲·信息", "乙·信息", "甲", "a.late")


def test_words_of_the_index_have_chinese_beside_them() -> None:
    assert (kind_zh("capability"), kind_zh("支柱")) == ("能力", "支柱")
    assert (factor_zh("weights"), factor_zh("x")) == ("权重 weights", "x")
    assert (status_zh("ABSENT"), status_zh(""), status_zh("?")) == ("ABSENT 没有开设", "", "?")
    assert said_zh("no score then: 44% observed, 50% wanted") == "前期没有得分：只观测到44%，至少要50%"
    assert said_zh("no score now: not observed: NOT_TRIED x3") == "本期没有得分：未观测：NOT_TRIED 未尝试 x3"
    assert said_zh("no score now: 1 of 5 below it have a score, 60% wanted") == "本期没有得分：下级5项中1项有得分，至少要60%"
    assert said_zh("fewer than two values") == "有值的时期不足两个"
    wide = said_zh("the interval is 0.31 wide, more than 0.1: take more base runs")
    assert wide == "区间宽0.31，超过0.1：请增加基础样本（--base）"
