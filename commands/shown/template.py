"""The empty sheets that `dsci import --template` writes: a sheet a table with drop-downs, and one that explains every column."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ...channels.imports.aliases import Field, Table, tables, words
from ...channels.imports.app import NEEDED
from ...channels.imports.grid import EXPLAINED
from ...files import whole

HEAD = ("工作表", "列", "类型", "必填", "示例", "含义", "meaning", "也认得的列名 also known as")
KINDS = {
    "id": "编号（文本格式）", "words": "文字", "count": "非负整数，可写 1.2万、10万+", "whole": "整数，减少写负数",
    "rating": "0 至 5 的数，可有小数", "stars": "1 至 5 的整数", "number": "数，可有小数",
    "time": "日期或时间，如 2026-10-30 08:00",
    "flag": "是 或 否", "media": "从所列词中选一个或几个", "link": "链接", "platform": "从下拉列表中选",
    "store": "从下拉列表中选",
}  # fmt: skip
OPENING = (
    "谁填：账号的主办单位、运营方或数据服务方。列可以不填、删去或换位置，列名请勿改动；不要填公民的姓名和留言内容。",
    "一行一条：每行写一条记录（{items}）；“账号”类的表每行写一个账号在一个统计时间的数字。必填项空白或任一格有误的，整行不导入。",
    "怎样导入：存为 .xlsx，运行 dsci import {channel} 文件名.xlsx（服务方提供的加 --by vendor）；未导入的行会逐行说明原因，"
    "改好后用同名文件加 --correct 再导入。",
)
NEEDED_WORDS = {
    "stat": "是（或导入时用 --as-of 统一给出）",
    "account": "{both}至少填一项（或导入时用 --account 或 --unit 统一给出）",
    "platform": "名称在几个平台上相同时必填（或导入时用 --platform 统一给出）",
    "apple": "苹果商店的应用必填",
}
SECTIONS = {"platform": "platforms", "store": "stores"}
LINES = 5000  # lines that drop-downs reach


def write_template(channel: str, path: str) -> None:
    """Writes the empty workbook of a channel."""
    book = Workbook()
    book.remove(book.active)
    _explain(book.create_sheet(EXPLAINED), channel, list(tables(channel).values()))
    for table in tables(channel).values():
        _empty(book.create_sheet(table.title), table)
    with whole(Path(path)) as part:
        book.save(part)


def _empty(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for at, field in enumerate(table.fields, start=1):
        letter = get_column_letter(at)
        head = sheet.cell(1, at, table.headers[field.name][0])
        head.font, head.comment = Font(bold=True), _comment(table, field)
        sheet.column_dimensions[letter].width = 16
        if field.kind in ("id", "link"):
            sheet.column_dimensions[letter].number_format = "@"  # else a spreadsheet rounds long numbers
        if choices := _choices(field.kind):
            choice = _choice(choices, field)
            choice.add(f"{letter}2:{letter}{LINES}")
            sheet.add_data_validation(choice)


def _comment(table: Table, field: Field) -> Comment:
    """What the column means, as it shows over its header."""
    needed, example = _needed(table, field.name), table.example.get(field.name, "")
    told = (field.zh, f"类型：{KINDS[field.kind]}", needed and f"必填：{needed}", example and f"示例：{example}")
    return Comment("\n".join(filter(None, told)), "dsci", height=130, width=300)


def _choice(choices: tuple[str, ...], field: Field) -> DataValidation:
    """A drop-down; a headline may be told by its place too, so there it only warns."""
    return DataValidation(
        type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True,
        errorTitle="填写有误", error=f"请填：{'、'.join(choices)}", errorStyle="warning" if field.name == "headline" else "stop",
    )  # fmt: skip


def _choices(kind: str) -> tuple[str, ...]:
    """The words that a drop-down of that kind offers."""
    listed = words(SECTIONS[kind]).values() if kind in SECTIONS else ()
    return ("是", "否") if kind == "flag" else tuple(names[0] for names in listed)


def _explain(sheet: Worksheet, channel: str, listed: list[Table]) -> None:
    items = "、".join(table.title for table in listed if table.name not in ("account", "daily"))
    for line in OPENING:
        sheet.append((line.format(channel=channel, items=items),))
    sheet.append(HEAD)
    for table in listed:
        for field in table.fields:
            also = " ".join(table.headers[field.name][1:])
            needed = _needed(table, field.name)
            example = table.example.get(field.name, "")
            header = table.headers[field.name][0]
            sheet.append((table.title, header, KINDS[field.kind], needed, example, field.zh, field.en, also))
    top = len(OPENING) + 1
    for cell in sheet[top]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGH", (12, 18, 22, 26, 30, 48, 48, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=top + 1):
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{top + 1}"


def _needed(table: Table, name: str) -> str:
    """What the explanation says of a column that has to be filled, alone or in place of others."""
    if name in ("account", "account_id"):
        return NEEDED_WORDS["account"].format(both=_titles(table, ("account_id", "account")))
    if name in NEEDED_WORDS:
        return NEEDED_WORDS[name]
    if table.channel == "app" and table.name == "listing" and name in NEEDED["apple"]:
        return NEEDED_WORDS["apple"]
    need = next((need for need in table.needs if name in need), ())
    return f"{_titles(table, need)}至少填一项" if len(need) > 1 else "是" if need else ""


def _titles(table: Table, names: Iterable[str]) -> str:
    return "、".join(table.headers[name][0] for name in names)
