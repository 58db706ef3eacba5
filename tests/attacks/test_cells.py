"""No CSV and no workbook that we write holds a cell that a spreadsheet would run, whatever strangers wrote in it."""

from __future__ import annotations

import ast
import csv
import io
import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dsci.commands.asked.options import write_csv, write_lines
from dsci.commands.shown.workbook import Linked, write_xlsx
from dsci.contract import Account, Method, Override, Page, Status, inert
from dsci.store import open_store
from dsci.templates.attached import main_table

from ..conftest import ROOT
from ..e2e.line import dsci
from ..templates.contexts import zhejiang
from ..templates.drawn_book import lone
from ..test_docs import block
from ..test_house import MAY
from .evil import FORMULAS, INERT, UNSEEN

PAGE = (ROOT / "docs" / "SCHEMES.md").read_text(encoding="utf-8")
AT = datetime.fromisoformat("2026-10-31T20:00:00+08:00")
WRITERS = {
    "commands/asked/options.py", "commands/inspect.py", "commands/shown/stages.py", "commands/shown/workbook.py",
    "commands/shown/template.py", "templates/attached.py", "pipeline/worksheets/sheet.py", "pipeline/worksheets/key.py",
}  # fmt: skip
MAKES = re.compile(r"\b(?:csv\.writer|DictWriter|Workbook|\w+\.to_csv)$|\b(?:csv\.writer|DictWriter|Workbook|to_csv)\(")


def runs(cell: str) -> bool:
    """Whether a spreadsheet could take the cell for a formula: by its first sign that can be seen, in its plain form."""
    seen = "".join(c for c in cell if not c.isspace() and unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFKC", seen)[:1] in {*"=+-@\u2212"} - {""} or cell[:1] in {*"\t\r\n"}


def cells(text: str) -> list[list[str]]:
    """The cells as a spreadsheet takes them, for which a carriage return outside quotes ends the row."""
    assert "\r" not in text.replace("\r\n", "\n")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@pytest.mark.proves("formula-csv")
@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_run_is_marked(text: str) -> None:
    assert not runs(inert(text)) and "\r" not in inert(text) and inert(text).removeprefix("'").split() == text.split()


@pytest.mark.proves("formula-csv")
@pytest.mark.parametrize("text", INERT)
def test_what_would_not_stays(text: str) -> None:
    assert inert(text) == text


@pytest.mark.proves("formula-csv")
def test_lines_and_records(tmp_path: Path) -> None:
    write_lines([["名称", "=1"], *[[text, text] for text in FORMULAS]], str(tmp_path / "a.csv"))
    write_csv([Account("330100", "weibo", text, text, name=text) for text in FORMULAS], str(tmp_path / "b.csv"))
    for name in ("a.csv", "b.csv"):
        found = cells((tmp_path / name).read_bytes().decode("utf-8-sig"))
        assert len(found) == len(FORMULAS) + 1 and not [cell for row in found for cell in row if runs(cell)], name


@pytest.mark.proves("formula-csv")
def test_the_command_that_exports(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s"))
    page = Page("p", "http://example.org/", "330100", "weibo", "1", "x", "r", 0, AT, AT, Status.OK, method=Method.PUBLIC_API)
    store.put([
        *(replace(page, id=str(n), reason=text, account=text) for n, text in enumerate(FORMULAS)),
        *(Override("330100", "website.hsts", "2026", 1.0, Status.OK, text, text, "", text, AT.replace(minute=n))
          for n, text in enumerate(FORMULAS)),
    ])  # fmt: skip
    for table in ("pages", "overrides"):
        out = dsci("export", table, "--store", str(tmp_path / "s"), cwd=tmp_path).stdout
        found = cells(out)
        assert len(found) == len(FORMULAS) + 1 and not [cell for row in found for cell in row if runs(cell)]


@pytest.mark.proves("formula-csv")
def test_stages_of_a_table_with_evil_names(tmp_path: Path) -> None:
    evil = {"reply_days": "=cmd|'x'!A0", "服务指数": "＝1+1", "中": "@x"}
    scheme, table = block(PAGE, "toml"), block(PAGE, "csv")
    for name, text in evil.items():
        scheme, table = scheme.replace(f'"{name}"', f'"{text}"'), table.replace(name, text)
    rows = list(csv.reader(io.StringIO(table)))
    units = [[f"{text.strip()}{n}", *rows[1 + n % 5][1:]] for n, text in enumerate(FORMULAS)]
    (tmp_path / "s.toml").write_text(scheme, "utf-8")
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *units])
    asked = ("score", "--data", "t.csv", "--scheme", "s.toml", "--out", "r.csv", "--stages", "st")
    dsci(*asked, cwd=tmp_path)
    written = [*tmp_path.glob("st/*.csv"), *tmp_path.glob("r.csv")]
    assert len(written) > 8 and any("'=cmd" in path.read_text("utf-8") for path in written)
    for path in written:
        wrong = [c for row in cells(path.read_bytes().decode("utf-8-sig")) for c in row if runs(c) and not _number(c)]
        assert wrong == [], path.name


def _number(cell: str) -> bool:
    try:
        return bool(float(cell)) or True
    except ValueError:
        return False


@pytest.mark.proves("formula-attached")
def test_tables_inside_documents() -> None:
    card, book = zhejiang(), lone()
    rows = tuple(replace(card.indicators[0], title=text, best_unit=text, reason=text) for text in FORMULAS)
    lines = tuple(replace(book.rankings[0].lines[0], name=text) for text in FORMULAS)
    for context in (replace(card, indicators=rows), replace(book, rankings=(replace(book.rankings[0], lines=lines),))):
        _, data = main_table(context)
        found = cells(data.decode("utf-8-sig"))
        assert len(found) == len(FORMULAS) + 1
        assert not [cell for row in found for cell in row if runs(cell) and not _number(cell)]


@pytest.mark.proves("formula-xlsx", "names-of-sheets")
@pytest.mark.parametrize("wrap", [True, False])
def test_workbooks_hold_no_formula_and_no_link_but_of_the_web(wrap: bool, tmp_path: Path) -> None:
    links = [Linked(text, "http://example.org/") for text in FORMULAS] + [Linked("x", url) for url in ("javascript:1", "file:///x")]
    texts = (*FORMULAS, UNSEEN + "市", "#REF!", "\ufffe", "x" * 40_000)
    rows = [[text, link] for text, link in zip(texts, links, strict=False)]
    sheets = {"=[a]:*?/\\'\ud800\x01": [["=head", "\ud800"], *rows], "''": [["a"]]}
    write_xlsx(str(tmp_path / "a.xlsx"), sheets, wrap=wrap)
    book = load_workbook(tmp_path / "a.xlsx")
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in every} == {"s"} and len(every) > 2 * len(FORMULAS)
    assert {cell.hyperlink.target for cell in every if cell.hyperlink} == {"http://example.org/"}


@pytest.mark.proves("formula-csv")
def test_no_other_file_writes_tables() -> None:
    found = set[str]()
    for room in sorted(set(MAY) - {"replica"}):
        for path in (ROOT / room).rglob("*.py"):
            if MAKES.search(text := path.read_text("utf-8")):
                calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}
                found |= {str(path.relative_to(ROOT))} if any(MAKES.search(call) for call in calls) else set()
    assert found == WRITERS, "a new writer of tables: hand its text through inert(), and name it here"
