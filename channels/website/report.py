"""An annual report on openness: its tables, in the form of 国办公开办函〔2021〕30号 and in that of 2019."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...contract import REPORT_TABLES, AnnualReport, Extract, Openness, Status, fact
from .openness import looks, reports, year_of, years
from .page import Doc, bare, text_of
from .urls import path
from .vocabulary import FORM_FILE

CELLS = ("td", "th")
_NUMBER = re.compile(r"(\d{1,3}(?:[,，]\d{3})+|\d{1,9})(?:\.\d{1,6})?[件项条]?")
# rows by their labels; 规章 and the rest: 主动公开, 第二十条 (一) (五) (六) (八)
_ISSUED = re.compile(r"^(?:行政)?规范性文件")
_OPEN = re.compile(r"^(?:规章|(?:行政)?规范性文件|行政(?:许可|处罚|强制|事业性收费)|政府集中采购)")
_NEW = re.compile(r"本年新收")
_GRANTED = re.compile(r"(?<!不)予以公开")
_PARTLY = re.compile(r"部分公开")
_SUM = re.compile(r"[（(]?[一二三四五六七八九]?[）)]?总计$")
_DISPUTES = re.compile(r"结果维持")
_NAMED = re.compile(r"(?:信息|政务)公开")
_FEW = 8  # the dispute table: no row of another table without a label is as long


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its words, its numbers in order, and its last number where the last cell is one."""

    label: str
    numbers: tuple[int, ...]
    last: int | None


def read_report(doc: Doc) -> Extract:
    """The report's tables; or the list of reports, and those to look at."""
    report = tables(doc, list(lines(doc)))
    if report.tables:
        return Extract(Status.OK, (report,))
    if report.year is not None:
        file = any(FORM_FILE.search(path(anchor.url)) for anchor in doc.anchors)
        listed = _listing(doc, (str(report.year),))
        return Extract(Status.EMPTY, (listed,), reason="the report is a file") if file else Extract(Status.OK, (report,))
    if found := reports(doc):
        return Extract(Status.OK, (_listing(doc, years(found)),), tuple(looks(doc, found)))
    spoken = _NAMED.search(doc.words) and re.search("年报|年度报告", doc.words)
    return Extract(Status.EMPTY) if spoken else Extract(Status.CHANGED_SHAPE, reason="no annual report")


def _listing(doc: Doc, found: tuple[str, ...]) -> Openness:
    """The page as one that lists reports and no more."""
    return fact(Openness, doc.page, doc.key, sections=(), offers=(), reports=found)


def lines(doc: Doc) -> Iterator[Line]:
    """The rows of the page's innermost tables."""
    for row in doc.body.iter("tr"):
        cells = [bare(text_of(cell)) for cell in row if cell.tag in CELLS]
        if cells and next(row.iter("table"), None) is None:
            numbers = [_number(cell) for cell in cells]
            label = "".join(cell for cell, number in zip(cells, numbers, strict=True) if number is None)
            yield Line(label[:200], tuple(number for number in numbers if number is not None), numbers[-1])


def tables(doc: Doc, found: list[Line]) -> AnnualReport:
    """What the rows say. A table is there where a row of it holds a number."""
    numbered = [line for line in found if line.numbers]
    start = next((place for place, line in enumerate(numbered) if _NEW.search(line.label)), len(numbered))
    requests = numbered[start:]
    issued = next((line for line in numbered if _ISSUED.search(line.label)), None)
    there = {"issued": any(_OPEN.search(line.label) for line in numbered)}
    there |= {"handled": bool(requests), "disputes": _disputes(found)}
    return fact(
        AnnualReport,
        doc.page,
        doc.key,
        year=_year(doc),
        tables=tuple(name for name in REPORT_TABLES if there[name]),
        issued=issued.numbers[0] if issued else None,
        requests=requests[0].last if requests else None,
        handled=_total(requests, _SUM),
        granted=_total(requests, _GRANTED),
        partly=_total(requests, _PARTLY),
    )


def _total(rows: list[Line], words: re.Pattern[str]) -> int | None:
    return next((row.last for row in rows if words.search(row.label)), None)


def _disputes(found: list[Line]) -> bool:
    """True where a row of numbers alone stands below the heads of 复议 and 诉讼."""
    head = next((place for place, line in enumerate(found) if _DISPUTES.search(line.label)), len(found))
    return any(not line.label and len(line.numbers) >= _FEW for line in found[head:])


def _year(doc: Doc) -> int | None:
    """The year in the page's own name: headings that are links name other pages."""
    headings = (text_of(h) for h in doc.body.iter("h1", "h2") if next(h.iter("a"), None) is None)
    names = (doc.metas.get("articletitle", ""), *headings, doc.title)
    return next((year for name in names if (year := year_of(name))), None)


def _number(cell: str) -> int | None:
    found = _NUMBER.fullmatch(cell)
    return int(re.sub(r"[,，]", "", found[1])) if found else None
