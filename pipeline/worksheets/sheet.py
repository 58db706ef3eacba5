"""The workbooks that raters fill in: one a rater, one sheet an item, only rating and note open to them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from urllib.parse import urlsplit

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ...channels.rubrics import Item, items
from ...contract import china_text
from .drawing import Task
from .front import Round, write_front
from .layout import CANNOT, CODE, FIRST_LEVEL, NOTE, RATING, SEEN, SHOWN, head_line, words
from .shown import Shown

BOLD, BLUE = Font(bold=True), Font(color="0563C1", underline="single")
WRAPPED = Alignment(wrap_text=True, vertical="top")
OPEN, GREY = PatternFill("solid", fgColor="FFF9DB"), PatternFill("solid", fgColor="EEF1F4")
LINE = Border(bottom=Side(style="thin", color="C8CDD2"))
WIDTHS = (16, 10, 40)  # code, rating, note
WIDE_SHOWN, WIDE_SEEN, HIGH = 46, 17, 16  # characters, points a line
ACROSS = 5  # columns under the rubric: those of the first page
LONGEST_LINK, LONGEST_PROMPT = 2079, 255  # what Excel takes


def write_sheets(about: Round, tasks: Sequence[Task], folder: Path) -> list[Path]:
    """Writes a workbook for every rater into the folder; their paths, in the order of the raters."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for rater in about.raters:
        book = Workbook()
        book.remove(book.active)
        mine = [task for task in tasks if rater in task.raters]
        chosen = [item for item in items().values() if any(task.item == item.id for task in mine)]
        counts = {item.zh: sum(task.item == item.id for task in mine) for item in chosen}
        write_front(book, about, rater, counts)
        for item in chosen:
            _fill(book.create_sheet(item.zh), item, [task for task in mine if task.item == item.id], about)
        book.security = WorkbookProtection(lockStructure=True)
        path = folder / f"评分表-{rater}.xlsx"
        book.save(path)
        found.append(path)
    return found


def _fill(sheet: Worksheet, item: Item, tasks: Sequence[Task], about: Round) -> None:
    pages = max(len(task.shown) for task in tasks)
    widths = [*WIDTHS, *(WIDE_SHOWN, WIDE_SEEN) * pages]
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    _rubric(sheet, item)
    top = head_line(item)
    head = [CODE, RATING, NOTE, *(word.format(n + 1) for n in range(pages) for word in (SHOWN, SEEN))]
    for at, word in enumerate(head, start=1):
        cell = sheet.cell(top, at, word)
        cell.font, cell.fill = BOLD, GREY
    for line, task in enumerate(tasks, start=top + 1):
        _row(sheet, line, task, about)
    _choices(sheet, item, f"B{top + 1}:B{top + len(tasks)}")
    sheet.freeze_panes = f"B{top + 1}"
    for chosen in sheet.sheet_view.selection:
        chosen.activeCell = chosen.sqref = f"B{top + 1}"
    _guard(sheet, top)


def _rubric(sheet: Worksheet, item: Item) -> None:
    """Title, question and the wording of every level, as wide as a screen, in view however far down one scrolls."""
    told = [item.zh, item.question, *(f"{word}　{level}" for word, level in zip(words(item), item.levels, strict=True))]
    for line, text in enumerate(told, start=1):
        cell = sheet.cell(line, 1, text)
        cell.alignment = WRAPPED
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=ACROSS)
        sheet.row_dimensions[line].height = HIGH * ceil((2 * len(text) + 4) / (sum(WIDTHS) + WIDE_SHOWN + WIDE_SEEN))
        if line < FIRST_LEVEL:
            cell.font = BOLD


def _row(sheet: Worksheet, line: int, task: Task, about: Round) -> None:
    sheet.cell(line, 1, f"{task.code} {about.names.get(task.code, '')}".strip())
    for at in (2, 3):
        cell = sheet.cell(line, at)
        cell.protection, cell.fill = Protection(locked=False), OPEN
    for number, shown in enumerate(task.shown):
        _show(sheet.cell(line, 4 + 2 * number), shown, about.blind)
        sheet.cell(line, 5 + 2 * number, china_text(shown.seen_at) if shown.seen_at else "")
    for cell in sheet[line]:
        cell.alignment, cell.border = WRAPPED, LINE


def _show(cell: Cell, shown: Shown, blind: str) -> None:
    """The address; blinded fully only its path, which no link can lead to."""
    parts = urlsplit(shown.url)
    cell.value = (f"{parts.path}?{parts.query}".rstrip("?") or "/") if blind == "full" else shown.url
    cell.data_type = "s"
    if blind != "full" and shown.url.startswith(("http://", "https://")) and len(shown.url) <= LONGEST_LINK:
        cell.hyperlink, cell.font = shown.url, BLUE


def _choices(sheet: Worksheet, item: Item, cells: str) -> None:
    offered = [*words(item), CANNOT]
    choice = DataValidation(
        type="list", formula1=f'"{",".join(offered)}"', allow_blank=True, showErrorMessage=True, showInputMessage=True,
        errorTitle="填写有误", error=f"请从下拉列表中选：{'、'.join(offered)}", promptTitle=item.zh[:32],
        prompt="\n".join(_short(f"{word} {level}", 38) for word, level in zip(words(item), item.levels, strict=True)),
    )  # fmt: skip
    choice.prompt = choice.prompt[:LONGEST_PROMPT]
    choice.add(cells)
    sheet.add_data_validation(choice)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _guard(sheet: Worksheet, top: int) -> None:
    """Locks all but rating and note, without a password; columns and lines may still be made wider. Prints a page wide."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{top}"
