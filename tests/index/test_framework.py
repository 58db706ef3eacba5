"""A framework table is read with its faults by line, becomes a scheme that can be edited, and scores as a spreadsheet does."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.cli import main
from dsci.index import framework
from dsci.index.document import SchemeError
from dsci.index.engine import score
from dsci.index.scheme import check, load
from dsci.index.table import from_csv

HERE = Path(__file__).parent
META, DATA = HERE / "framework.csv", HERE / "framework-data.csv"
# hall per head 2, 1, 1, 1.5; each min-max 0..100; supply 1:1, response 1:3, total 60:40
BY_HAND = {
    "甲县": 100,
    "乙县": 0.6 * (200 / 3) / 2 + 0.4 * (200 / 3 + 150) / 4,
    "丙县": 0.6 * (100 / 3) / 2 + 0.4 * 100 / 3,
    "丁县": 15,
}


def test_scores_as_by_hand() -> None:
    found = score(framework.load(META), from_csv(DATA))
    assert {unit: found.score(unit, "total") for unit in BY_HAND} == pytest.approx(BY_HAND)
    assert found.frame("denominated")["hall"].tolist() == [2, 1, 1, 1.5]
    assert found.covered("丙县", "response") == pytest.approx(0.25)
    assert found.reason("丙县", "reply") == "not observed: NOT_TRIED x1"


def test_the_scheme_written_gives_the_same_scores_and_can_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    run = CliRunner().invoke(main, ["scheme", "from", str(META), "--out", str(path)])
    assert (run.exit_code, run.output) == (0, "")
    text = path.read_text(encoding="utf-8")
    assert check(path) == [] and load(path).id == "my"
    assert {unit: score(load(path), from_csv(DATA)).score(unit, "total") for unit in BY_HAND} == pytest.approx(BY_HAND)
    path.write_text(text.replace('status.failed = "drop"', 'status.failed = "impute"') + "", encoding="utf-8")
    path.write_text('impute = "group_mean"\nimpute_group = "region"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = score(load(path), from_csv(DATA))  # the mean of 丁县 alone, 50, is the worst reply
    assert found.score("丙县", "total") == pytest.approx(0.6 * (100 / 3) / 2 + 0.4 * (100 / 3) / 4)
    (change,) = found.changes
    assert (change.unit, change.node, change.step, change.before, change.after) == ("丙县", "reply", "imputed", None, 50)
    assert change.why == "group_mean for NOT_TRIED"


def test_methods_come_from_another_scheme_or_a_file_of_methods_alone(tmp_path: Path) -> None:
    alone = tmp_path / "methods.toml"
    alone.write_text('normalise = "dist_to_target"', encoding="utf-8")
    with pytest.raises(SchemeError, match=r"the scheme made of .* hall: dist_to_target wants target"):
        framework.load(META, alone)
    alone.write_text('aggregate.level3 = "minimum"\nscale = [0, 10]', encoding="utf-8")
    found = score(framework.load(META, alone), from_csv(DATA))
    assert found.score("丁县", "total") == 0 and found.score("甲县", "total") == 10
    with pytest.raises(SchemeError, match="days: values as given have no direction"):
        framework.load(META, "egdi")
    borrowed = tmp_path / "borrowed.toml"
    borrowed.write_text(framework.text(META, alone).replace("level3", "whole").replace("[0, 10]", "[0, 5]"), encoding="utf-8")
    assert framework.load(META, borrowed).levels == ("whole", "level2", "indicator"), "as many levels: their names"
    assert score(framework.load(META, borrowed), from_csv(DATA)).score("甲县", "total") == 5



FAULTS = [
    ("1,online", "1,hall", 3, "hall stands already in line 2"),
    ("1,online", "one,online", 3, "online: level 'one' is no whole number from 1"),
    ("1,online", "1.5,online", 3, "level '1.5' is no whole number"),
    ("网办率,1,1", "网办率,up,1", 3, "online: direction 'up'; want 1 or -1"),
    ("网办率,1,1", "网办率,1,x", 3, "online: weight 'x' is no number"),
    ("网办率,1,1", "网办率,1,-1", 3, "online: a weight below 0"),
    ("supply,,90", "supply,,inf", 3, "online: target 'inf' is no number"),
    ("supply,,90", "nowhere,,90", 3, "online: no parent 'nowhere'"),
    ("supply,,90", "days,,90", 3, "its parent days stands on level 1, not above 1"),
    ("supply,,90", ",,90", 3, "online: no parent, and it is not on the highest level"),
    ("supply,,90,指标", "supply,,90,thing", 3, "online: type 'thing' is none of"),
    ("1,online,", "1,,", 3, "no code"),
    ("3,total,", "2,empty,空,1,0,total,,,汇总\n3,total,", 8, "empty: nothing stands below it"),
    ("60,total,,,汇总\n2,response,响应,1,40", "0,total,,,汇总\n2,response,响应,1,0", 6, "all weights below total are 0"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "said"), FAULTS, ids=[fault[3][:30] for fault in FAULTS])
def test_faults_by_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    text = META.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "meta.csv"
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")
    with pytest.raises(SchemeError) as caught:
        framework.elements(path)
    assert [fault for fault in caught.value.faults if fault.line == line and said in fault.problem], caught.value
    run = CliRunner().invoke(main, ["score", "--data", str(DATA), "--meta", str(path)])
    assert run.exit_code == 2 and f"line {line}: " in run.output


def test_a_table_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "meta.csv"
    wrong = (("a,b\n1,2\n", "no column level or 层级"), ("", "no column"), ("Level,iCode,Parent\n1,x\n", "2 cells where"))
    for text, said in wrong:
        path.write_text(text, encoding="utf-8")
        with pytest.raises(SchemeError, match=said):
            framework.elements(path)


NEARLY = [("方向", "指标方向"), ("权重", "权重（%）"), ("分母", "分母列"), ("上级", "上级代码")]


@pytest.mark.parametrize(("head", "wrong"), NEARLY)
def test_a_head_that_is_nearly_known_is_refused(tmp_path: Path, head: str, wrong: str) -> None:
    path = tmp_path / "meta.csv"
    path.write_text(META.read_text(encoding="utf-8-sig").replace(f",{head},", f",{wrong},", 1), encoding="utf-8")
    run = CliRunner().invoke(main, ["score", "--data", str(DATA), "--meta", str(path)])
    assert run.exit_code == 2 and f"line 1: column '{wrong}' is not known; call it '{head}'" in run.output


def test_columns_that_are_not_used_are_named(tmp_path: Path) -> None:
    path, lines = tmp_path / "meta.csv", META.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([f"{lines[0]},除数,方向说明", *(f"{line},x,y" for line in lines[1:])]), encoding="utf-8")
    for words in (["score", "--data", str(DATA), "--meta", str(path)], ["scheme", "from", str(path)]):
        run = CliRunner().invoke(main, words)
        assert run.exit_code == 0 and f"{path}: columns not used: 除数, 方向说明\n" in run.stderr, run.output
    assert CliRunner().invoke(main, ["scheme", "from", str(META)]).stderr == ""


def test_a_title_above_the_heads_and_faults_by_the_lines_of_the_file(tmp_path: Path) -> None:
    path, text = tmp_path / "meta.csv", META.read_text(encoding="utf-8-sig")
    path.write_text(f"指标框架表,,,,,,,,\n2026 年\n\n{text}", encoding="utf-8")
    assert [e.code for e in framework.elements(path)] == [e.code for e in framework.elements(META)]
    path.write_text(f"指标框架表,,,,,,,,\n{text.replace(',方向,', ',指标方向,')}", encoding="utf-8")
    with pytest.raises(SchemeError, match="line 2: column '指标方向'"):
        framework.elements(path)


def test_a_flat_table_becomes_an_index_over_all(tmp_path: Path) -> None:
    meta, data = tmp_path / "m.csv", tmp_path / "d.csv"
    meta.write_text("Level,iCode,Parent,Weight,Direction\n1,a,,3,1\n1,b,,1,-1\n", encoding="utf-8")
    data.write_text("unit,a,b\nu,0,0\nv,10,5\nw,5,5\n", encoding="utf-8")
    found = score(framework.load(meta), from_csv(data))
    assert [found.score(unit, "index") for unit in "uvw"] == pytest.approx([25, 75, 37.5])


def test_goalposts_of_a_framework(tmp_path: Path) -> None:
    """(x - 2)/(10 - 2)·10 held within the posts; days from 9 (worst) to 1, not held."""
    meta, data, how = (tmp_path / name for name in ("m.csv", "d.csv", "g.toml"))
    meta.write_text("Level,iCode,Parent,Weight,Direction,goalpost_lower,goalpost_upper,goalpost_scale,goalpost_trunc2posts\n"
                    "1,a,x,1,1,2,10,10,TRUE\n1,b,x,1,-1,1,9,1,FALSE\n2,x,,1,1,,,,\n", encoding="utf-8")  # fmt: skip
    data.write_text("unit,a,b\nu,6,5\nv,12,13\n", encoding="utf-8")
    how.write_text('normalise = "goalposts"', encoding="utf-8")
    assert score(framework.load(meta, how), from_csv(data)).normalised.tolist() == [[5, 0.5], [10, -0.5]]


def test_every_stage_is_written(tmp_path: Path) -> None:
    arguments = ["score", "--data", str(DATA), "--meta", str(META), "--stages", str(tmp_path / "st")]
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 0, run.output
    names = sorted(path.name for path in (tmp_path / "st").iterdir())
    stages = [name.removesuffix(".csv")[3:] for name in names if name[0].isdigit()]
    assert stages[:6] == ["raw", "denominated", "screened", "imputed", "treated", "normalised"]
    assert stages[6:] == ["status", "handling", "aggregated", "adjusted", "coverage"]
    adjusted = (tmp_path / "st" / "09_adjusted.csv").read_text(encoding="utf-8-sig").splitlines()
    assert adjusted[0].startswith("unit,total,supply") and adjusted[4].startswith("丁县,15")
    weights = (tmp_path / "st" / "weights.csv").read_text(encoding="utf-8-sig")
    assert "response,reply,0.75,arithmetic,given" in weights


def test_a_framework_without_data_is_refused() -> None:
    run = CliRunner().invoke(main, ["score", "--meta", str(META)])
    assert run.exit_code == 2 and "--meta stands beside --data" in run.output
