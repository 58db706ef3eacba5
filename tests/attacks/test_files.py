"""Workbooks that strangers send: entities, far rows and bombs end in a named error, soon."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl.xml
import pytest

from dsci.channels.imports.files import Unreadable, sheets
from dsci.commands.asked.cases import cases_of
from dsci.commands.asked.tabular import sheet_of
from dsci.index.sheet import SheetError
from dsci.pipeline.worksheets.key import Key
from dsci.pipeline.worksheets.reading import read_sheets

from ..imports import xlsx
from .evil import LAUGHS, OUTSIDE

PLAIN = xlsx(("a", [["昵称", "x"], ["甲", 1]]))
SHEET = "xl/worksheets/sheet1.xml"
KEY = Key("2026", "1", ())


def changed(part: str, old: str, new: str, head: str = "") -> bytes:
    """The workbook with something else in one of its parts, behind another head."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as plain, zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in plain.namelist():
            text = plain.read(name).decode()
            if name == part:
                assert old in text
                at = text.find("?>") + 2 if text.startswith("<?xml") else 0
                text = text[:at] + head + text[at:].replace(old, new, 1)
            archive.writestr(name, text)
    return out.getvalue()


ENTITIES = {
    "laughs in a sheet": lambda: changed(SHEET, "<v>1", "<v>&j;", LAUGHS),
    "a file in a sheet": lambda: changed(SHEET, "<v>1", "<v>&j;", OUTSIDE),
    "laughs in the book": lambda: changed("xl/workbook.xml", 'name="a"', 'name="&j;"', LAUGHS),
    "a file in the book": lambda: changed("xl/workbook.xml", "<sheets>", "<sheets>&j;", OUTSIDE),
    "laughs in styles": lambda: changed("xl/styles.xml", 'val="Calibri"', 'val="&j;"', LAUGHS),
}
FAR = {
    "a row of 5,000 digits": lambda: changed(SHEET, 'r="2"', f'r="{"9" * 5000}"'),
    "a column beyond all": lambda: changed(SHEET, 'r="A2"', 'r="ZZZZZZZZ2"'),
    "a number of 10,000 digits": lambda: changed(SHEET, "<v>1<", f"<v>{'9' * 10_000}<"),
}
Made = Callable[[], bytes]


@pytest.mark.proves("xml-entities")
def test_the_reader_of_workbooks_refuses_entities_by_itself() -> None:
    assert openpyxl.xml.DEFUSEDXML, "openpyxl reads entities where defusedxml is missing"


@pytest.mark.parametrize(
    "made",
    [
        *(pytest.param(made, id=name, marks=pytest.mark.proves("xml-entities")) for name, made in ENTITIES.items()),
        *(pytest.param(made, id=name, marks=pytest.mark.proves("far-rows")) for name, made in FAR.items()),
    ],
)
def test_workbooks_that_attack_end_in_words(made: Made, tmp_path: Path) -> None:
    """By each way in: imports, tables for the index, case libraries, raters' sheets. None tells anything of another file."""
    path = str(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").write_bytes(made())
    said = [str(fault) for fault in read_sheets(made(), KEY).wrong]
    for way in (lambda: sheets(made()), lambda: sheet_of(path), lambda: cases_of(path, "zh")):
        try:
            said.append(str(way()))
        except (Unreadable, SheetError, ValueError) as fault:
            said.append(str(fault))
        except Exception as fault:
            assert type(fault).__module__.startswith("click"), repr(fault)
    assert not [text for text in said if "root:" in text or "aaaaaaaaaaaaaaaaaaaaaaa" in text or len(text) > 10_000]


@pytest.mark.proves("far-rows")
def test_no_row_is_waited_for_beyond_the_end_of_a_sheet() -> None:
    with pytest.raises(Unreadable, match="1048576"):
        sheets(changed(SHEET, 'r="2"', 'r="1200000"'))


@pytest.mark.proves("zip-bomb")
def test_a_wide_sheet_of_many_rows_is_not_laid_out(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 20_002))
    wide = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    text = zipfile.ZipFile(io.BytesIO(PLAIN)).read(SHEET).decode()
    whole = text[text.find("<sheetData>") + 11 : text.find("</sheetData>")]
    (tmp_path / "a.xlsx").write_bytes(changed(SHEET, whole, wide + rows))
    with pytest.raises(SheetError, match="20001 rows of 16384 cells"):
        sheet_of(str(tmp_path / "a.xlsx"))
