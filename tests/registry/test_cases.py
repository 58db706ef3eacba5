"""The case library: what people hand over is taken as it is, and every fault is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from dsci.cli import main
from dsci.commands.asked.cases import cases_of

HEAD = "标题,单位,类别,正文,链接,审核人\n"
GOOD = (
    HEAD + '企业开办一次办,浙江,办事服务,"第一段。\n\n第二段。",https://www.zj.gov.cn/a.html；http://b.example.cn/x,甲\n'
    "政策问答,某高校课题组,政策解读,一段。,,乙\n跨省通办,310000,办事服务,一段。,,甲\n"
)
FAULTS = HEAD + ",999999,办事,正文,javascript:alert(1),\n好,浙江,一二三四五六七八九十一二三四五六七八九十一,正文,http://a.cn/,甲\n"


def told(*words: str) -> tuple[int, str]:
    run = CliRunner().invoke(main, ["cases", *words])
    return run.exit_code, run.output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_cases_stand_by_category_with_their_units(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "c.csv").write_text(GOOD, encoding=encoding)
    first, second, third = cases_of(str(tmp_path / "c.csv"))
    assert (first.category, second.category, third.category) == ("办事服务", "办事服务", "政策解读")
    assert (first.unit, first.unit_name, first.text) == ("330000", "浙江省", ("第一段。", "第二段。"))
    assert first.links == ("https://www.zj.gov.cn/a.html", "http://b.example.cn/x")
    assert (second.unit_name, third.unit, third.unit_name, third.reviewed_by) == ("上海市", "", "某高校课题组", "乙")
    assert cases_of(str(tmp_path / "c.csv"), "en")[0].unit_name == "Zhejiang"


def test_a_workbook_with_english_heads_is_read_too(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active
    book.active.append(["title", "category", "text", "reviewed by"])
    book.active.append(["A", "B", "C", "D"])
    book.save(tmp_path / "c.xlsx")
    (case,) = cases_of(str(tmp_path / "c.xlsx"))
    assert (case.title, case.unit, case.links, case.reviewed_by) == ("A", "", (), "D")


@pytest.mark.proves("references-in-text")
def test_every_fault_is_named_with_file_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(FAULTS, encoding="utf-8")
    code, said = told("check", str(path))
    assert code == 1
    lines = [line.removeprefix(f"{path}, ") for line in said.splitlines()]
    places = {line.split(":")[0] for line in lines}
    second = {f"line 2, column {name}" for name in ("标题", "审核人", "链接", "单位")}
    assert places == {*second, "line 3, column 类别"}
    assert any("'javascript:alert(1)' is no address" in line for line in lines)
    path.write_text("标题,备注,标题\n", encoding="utf-8")
    _, said = told("check", str(path))
    for fault in ("备注: is none of 标题、", "标题: stands twice", "类别: missing", "正文: missing", "审核人: missing"):
        assert f"line 1, column {fault}" in said


@pytest.mark.proves("bidi-and-unseen")
def test_signs_that_nobody_sees_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(HEAD + "\u200b\u202e,浙江,办事,\u2060,,\u200b\n", encoding="utf-8")
    _, said = told("check", str(path))
    assert [line.split("column ")[1] for line in said.splitlines()] == ["标题: is empty", "正文: is empty", "审核人: is empty"]
    path.write_text(HEAD + '甲\u202e 乙 ,\u200b某校,办事,"一\u200b段。\n二段。",,丙\n', encoding="utf-8")
    (case,) = cases_of(str(path))
    assert (case.title, case.unit_name, case.text) == ("甲 乙", "某校", ("一段。", "二段。"))
    assert told("check", str(path)) == (0, "办事: 1\n1 cases, no fault\nnot in the registry, so printed as written: 某校\n")


def test_the_template_is_a_table_without_a_case(tmp_path: Path) -> None:
    for name in ("c.csv", "c.xlsx"):
        assert told("--template", "--out", str(tmp_path / name))[0] == 0
        assert cases_of(str(tmp_path / name)) == ()
    assert told("check", str(tmp_path / "c.csv")) == (0, "0 cases, no fault\n")
    assert told()[0] == 2
