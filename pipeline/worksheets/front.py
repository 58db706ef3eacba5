"""The first sheet of a rater's workbook: whose it is, and how it is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .layout import ABOUT, CANNOT, CODE, NOTE, PERIOD, RATER, RATING, ROUND

BLINDS = ("code", "full", "none")
HOW = (
    f"每个指标一张表，每个单位一行。只填黄色的两列：“{RATING}”从下拉列表中选，“{NOTE}”可以不填。",
    "先读表头上方的评分标准，再打开该行的页面。同一张表请一次评完，标准前后一致；不要与其他评分员商量。",
    f"看不到内容、打不开页面，选“{CANNOT}”；不要猜，也不要填最低分。留空表示还没有评。",
    f"{NOTE}里写理由，不要写公民的姓名和来信、留言的原话。",
    "不要改动代码、表名、表头，不要增删行和表。存为 .xlsx 后交还组织者。",
)
SEEN = {
    "code": f"单位以{CODE}表示，顺序是随机的。但页面的网址和内容会透露是哪个单位：请只凭标准评分。",
    "full": f"单位以{CODE}表示，顺序是随机的，网址去掉了域名，页面由组织者出示，其内容仍会透露是哪个单位：请只凭标准评分。",
    "none": "本次评分不隐去单位。",
}


@dataclass(frozen=True, slots=True)
class Round:
    """What the sheets of one round say of themselves. `blind`: one of BLINDS; `names`: unit by code where none is blinded."""

    id: str
    period: str
    raters: tuple[str, ...]
    blind: str
    simulated: bool
    names: Mapping[str, str]


def write_front(book: Workbook, about: Round, rater: str, counts: Mapping[str, int]) -> None:
    """Adds the sheet to a workbook."""
    sheet = book.create_sheet(ABOUT)
    sheet.append(("人工评分表",))
    for word, told in ((ROUND, about.id), (RATER, rater), (PERIOD, about.period)):
        sheet.append((word, told))
        sheet.cell(sheet.max_row, 2).data_type = "s"
    sheet.append(())
    for number, line in enumerate((*HOW, SEEN[about.blind]), start=1):
        sheet.append((number, line))
    if about.simulated:
        sheet.append(("注意", "页面取自模拟互联网，全部是模拟数据。"))
    sheet.append(())
    sheet.append(("表", "单位数"))
    for title, count in counts.items():
        sheet.append((title, count))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 96
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.protection.sheet = True
