"""Tables as offices keep them: GBK files and workbooks, merged regions, units by their names; and notes that do not flood."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from dsci.cli import main
from dsci.commands.asked.tabular import by_code, sheet_of
from dsci.commands.shown.noted import LINES, gathered
from dsci.index.scored import Note
from dsci.index.sheet import SheetError
from dsci.index.table import Table, from_sheet

from .words import STATUS

TOP = """
id = "t"
title = "表"
title_en = "T"
source = "this test"
levels = ["index", "item"]
normalise = "given"
origin = { structure = "ours", weights = "ours", normalisation = "ours", bindings = "ours", tiers = "ours" }
index = [{ id = "all", title = "总", title_en = "All" }]
"""
DATA, META = (Path(__file__).parent / f"framework{end}.csv" for end in ("-data", ""))


def book(path: Path, *pages: list[list[object]], merge: str = "") -> str:
    made = Workbook()
    for i, rows in enumerate(pages):
        page = made.active if i == 0 else made.create_sheet()
        assert page is not None
        page.title = f"表{i + 1}"
        for row in rows:
            page.append(row)
        if merge and i == 0:
            page.merge_cells(merge)
    made.save(path)
    return str(path)


def rows_of(path: Path) -> list[list[object]]:
    def cell(text: str) -> object:
        return float(text) if text.replace(".", "", 1).isdigit() else text or None

    return [[cell(text) for text in line.split(",")] for line in path.read_text(encoding="utf-8-sig").splitlines()]


def printed(*words: str) -> str:
    run = CliRunner().invoke(main, list(words))
    assert run.exit_code == 0, run.output
    return run.stdout


def test_the_same_ranking_out_of_utf8_gbk_and_a_workbook(tmp_path: Path) -> None:
    want = printed("score", "--data", str(DATA), "--meta", str(META))
    gbk = []
    for path in (DATA, META):
        gbk.append(tmp_path / path.name)
        gbk[-1].write_bytes(path.read_text(encoding="utf-8-sig").encode("gbk"))
    books = [book(tmp_path / f"{path.stem}.xlsx", rows_of(path)) for path in (DATA, META)]
    assert printed("score", "--data", str(gbk[0]), "--meta", str(gbk[1])) == want
    assert printed("score", "--data", books[0], "--meta", books[1]) == want
    assert printed("scheme", "from", books[1]).count("\n") == printed("scheme", "from", str(META)).count("\n")


def test_a_workbooks_cells_lines_and_hash(tmp_path: Path) -> None:
    rows: list[list[object]] = [["代码", "地区名", "x", "y"], [110000, "华北", 1.5, 2.0], [120000, None, 3, None]]
    rows += [[], [330000, "华东", 4]]
    path = book(tmp_path / "t.xlsx", rows, [["说明"]], merge="B2:B3")
    table = from_sheet(sheet_of(path))
    assert table.units == ("110000", "120000", "330000") and table.groups == {"地区名": ("华北", "华北", "华东")}
    assert table.values[:, 0].tolist() == [1.5, 3, 4] and table.status[:, 1].tolist() == ["OK", "NOT_TRIED", "NOT_TRIED"]
    assert table.source is not None and table.source.lines["330000"] == 5
    assert table.source.sha256 == sha256(Path(path).read_bytes()).hexdigest()


def test_a_title_above_a_workbooks_heads(tmp_path: Path) -> None:
    rows: list[list[object]] = [["各区情况"], [], ["unit", "x", "y"], ["甲", 1.5, 2], ["乙", "10万+"]]
    table = from_sheet(sheet_of(book(tmp_path / "t.xlsx", rows, merge="A1:C1")))
    assert table.units == ("甲", "乙") and table.indicators == ("x", "y")
    assert table.status.tolist() == [["OK", "OK"], ["CENSORED", "NOT_TRIED"]]
    assert table.source is not None and table.source.lines == {"甲": 4, "乙": 5}


def test_a_workbook_of_more_columns_than_an_import_has(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", [["unit", *(f"x{i}" for i in range(150))], ["u", *range(150)]])
    assert from_sheet(sheet_of(path)).values.tolist() == [[float(i) for i in range(150)]]


def test_the_sheet_that_is_not_read_is_named(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", [["unit", "osi", "tii", "hci"], ["u", 1, 1, 1]], [["说明"]])
    run = CliRunner().invoke(main, ["score", "--scheme", "egdi", "--data", path])
    assert run.exit_code == 0 and "sheet 表1 is read, not 表2" in run.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xd0\xcf\x11\xe0rest", "an old .xls workbook; save it as .xlsx"), (b"PK\x03\x04rest", "不是可读的 XLSX")],
)
def test_files_that_are_no_table_are_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "t.xls"
    path.write_bytes(content)
    with pytest.raises(SheetError, match=said):
        sheet_of(str(path))
    run = CliRunner().invoke(main, ["score", "--scheme", "egdi", "--data", str(path)])
    assert run.exit_code == 2 and said in run.output


def test_units_by_name_are_the_registrys() -> None:
    table = Table.of(("杭州市", "四川", "330200", "某地"), ("x",), [[1.0]] * 4)
    assert by_code(table).units == ("330100", "510000", "330200", "某地")
    with pytest.raises(ValueError, match="'吉林' is ambiguous: 220000, 220200; write the code"):
        by_code(Table.of(("吉林",), ("x",), [[1.0]]))
    with pytest.raises(ValueError, match="330100 and 杭州 are one unit, 330100"):
        by_code(Table.of(("330100", "杭州"), ("x",), [[1.0]] * 2))


def test_notes_of_many_units_are_one_line() -> None:
    notes = [*(Note("no people to divide by", "a", f"u{i}") for i in range(50)), Note("left out", unit="v"), Note("all", "b")]
    assert gathered(notes) == ["a: no people to divide by: u0, u1, u2 and 47 more", "v: left out", "b: all"]


def test_a_flood_of_notes_is_counted(tmp_path: Path) -> None:
    """A scheme of 30 indicators, each with its own denominator that all units lack."""
    leaves = "".join(f'  {{ in = "all", metric = "m{i}", title = "甲", title_en = "M", per = "p{i}" }},\n' for i in range(30))
    scheme, data = tmp_path / "s.toml", tmp_path / "d.csv"
    scheme.write_text(f"{TOP}item = [\n{leaves}]\n{STATUS}", encoding="utf-8")
    names = [f"{kind}{i}" for kind in "mp" for i in range(30)]
    data.write_text(f"unit,{','.join(names)}\n" + f"u,{'1,' * 30}{',' * 29}\nv,{'1,' * 30}{',' * 29}\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["score", "--scheme", str(scheme), "--data", str(data)])
    assert run.exit_code == 0, run.output
    assert len(run.stderr.splitlines()) == LINES + 1 and "... and 10 more such notes" in run.stderr
