"""The walk-through of docs/SCHEMES.md: its files, run as they stand there, give the numbers of its spreadsheet formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from dsci.index import engine, scheme
from dsci.index.results import results
from dsci.index.table import from_csv

from ..conftest import ROOT
from ..test_docs import block, said
from .spreadsheet import Cell, Sheet, reckon

PAGE = (ROOT / "docs" / "SCHEMES.md").read_text(encoding="utf-8")
FORMULA = re.compile(r"^\| ([A-Z]) \| [^|]+ \| `=(.+)` \|$", re.M)
LETTERS = "ABCDEFG"
SHOWN = (*"IJKLMNOPQR", "rank", "tier")


def spreadsheet(page: str) -> Sheet:
    """Every cell of the page's table and of the columns that its formulas fill."""
    rows = list(csv.reader(io.StringIO(block(page, "csv"))))[1:]
    sheet: Sheet = {
        f"{letter}{i}": float(cell) if re.fullmatch(r"[\d.]+", cell) else cell
        for i, row in enumerate(rows, 2)
        for letter, cell in zip(LETTERS, row, strict=True)
    }
    for letter, formula in FORMULA.findall(page):
        for i in range(2, len(rows) + 2):
            sheet[f"{letter}{i}"] = reckon(formula, i, sheet, len(rows))
    return sheet


def shown(page: str) -> Mapping[str, Mapping[str, str]]:
    """Unit -> column -> what the page's table of results prints."""
    lines = re.findall(r"^\| (.区) \| (.+) \|$", page, re.M)
    return {unit: dict(zip(SHOWN, (cell.strip() for cell in rest.split("|")), strict=True)) for unit, rest in lines}


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the walk-through's two files, to work in."""
    for kind in ("csv", "toml"):
        (tmp_path / f"districts.{kind}").write_text(block(PAGE, kind), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unlike(transcript: str) -> list[str]:
    """The commands of a transcript (`$ dsci …`) that print something else than stands under them; numbers to 1e-9."""
    parts = [part.partition("\n") for part in re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]]
    return [line for line, _, shown in parts if cells(said(line)) != [near(cell) for cell in cells(shown)]]


def near(cell: Cell) -> object:
    return cell if isinstance(cell, str) else pytest.approx(cell, rel=1e-9)


def cells(text: str) -> list[Cell]:
    """Words and numbers of a CSV, or of lines."""
    return [float(c) if re.fullmatch(r"\d+\.\d+", c) else c for line in text.splitlines() for c in (*line.split(","), "\n")]


def test_the_commands_print_what_the_page_says(beside: Path) -> None:
    assert unlike(block(PAGE, "console")) == []


def test_the_formulas_give_the_numbers_that_the_page_prints() -> None:
    sheet, told = spreadsheet(PAGE), shown(PAGE)
    assert len(told) == 6 and len(FORMULA.findall(PAGE)) == 11
    for i, row in enumerate(told.values(), 2):
        for letter in "IJKLMNOPQR":
            cell = sheet[f"{letter}{i}"]
            assert row[letter] == (cell if isinstance(cell, str) else f"{cell:.2f}"), f"{letter}{i}"


def test_the_scheme_gives_the_numbers_of_the_spreadsheet(beside: Path) -> None:
    sheet, told = spreadsheet(PAGE), shown(PAGE)
    found = engine.score(scheme.load("districts.toml"), from_csv("districts.csv"))
    names = ("services", "forms_share", "open_share", "reply_share", "offer", "answer", "total")
    nodes = dict(zip("IJKLNOQ", names, strict=True))
    for i, unit in enumerate(told, 2):
        assert [found.score(unit, node) for node in nodes.values()] == pytest.approx([sheet[f"{c}{i}"] for c in nodes]), unit
        assert found.score(unit, "reply_days") == (pytest.approx(sheet[f"M{i}"]) if sheet[f"M{i}"] != "" else None)
        assert found.covered(unit, "total") == pytest.approx(sheet[f"R{i}"])
    ranked = {r.unit: (str(r.rank), r.tier) for r in results(found, {"all": found.table.units}) if r.node == "total"}
    assert ranked == {unit: (row["rank"], row["tier"]) for unit, row in told.items()}


def test_the_framework_table_gives_what_the_page_says(beside: Path) -> None:
    """At once, and by way of the scheme that is written from it."""
    (table,) = re.findall(r"^```text\n(层级.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    ((terms, total),) = re.findall(r"戊区 is best .*: `([\d.*+()]+)` = (\d+)", PAGE)
    (beside / "framework.csv").write_text(table, encoding="utf-8")
    at_once = scores(said("dsci score --data districts.csv --meta framework.csv"))
    said("dsci scheme from framework.csv --out my.toml")
    assert at_once["戊区"] == pytest.approx(float(total)) and eval(terms) == pytest.approx(float(total))
    assert scores(said("dsci score --data districts.csv --scheme my.toml")) == pytest.approx(at_once)


def scores(printed: str) -> dict[str, float]:
    """Unit -> score of what `dsci score` prints."""
    return {row["code"]: float(row["score"]) for row in csv.DictReader(io.StringIO(printed))}


def test_the_checks_can_fail() -> None:
    assert spreadsheet(PAGE)["Q2"] != spreadsheet(PAGE.replace("甲区,500000,1000", "甲区,500000,1100"))["Q2"]
    assert spreadsheet(PAGE)["N2"] != spreadsheet(PAGE.replace("=0.5*I2+0.3*J2", "=0.3*I2+0.5*J2"))["N2"]


def test_the_transcript_check_can_fail(beside: Path) -> None:
    transcript = block(PAGE, "console")
    for true, false in (("no fault", "a fault"), ("75.354437", "75.354438")):
        assert len(unlike(transcript.replace(true, false))) == 1
