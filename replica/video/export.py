"""The lists of works and the 视频号 accounts that owners and a vendor hand over, each with headers of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from ...contract import Unit
from ..draw import printed
from ..export_files import Cell, File, Sheet, serial, write_csv, write_json, write_xlsx
from ..world import World
from .drawn import profile
from .handed import carded, form, handed, list_start, plays, untold
from .works import Work

PLATFORM = {"douyin": "抖音", "bilibili": "哔哩哔哩", "kuaishou": "快手", "shipinhao": "视频号"}
HEADERS = {
    "json": ("平台", "账号名称", "作品ID", "发布时间", "标题", "播放量", "点赞量", "评论量", "分享量", "统计起始"),
    "csv": ("平台", "账号", "视频ID", "发布时间", "视频标题", "播放数", "点赞数", "评论数", "转发数", "统计起始"),
    "xlsx": ("平台", "账号名称", "作品ID", "投稿时间", "作品描述", "播放次数", "点赞次数", "评论次数", "分享次数", "统计起始"),
}
MOMENTS: dict[str, Callable[[datetime], Cell]] = {
    "json": "{:%Y-%m-%d %H:%M:%S}".format, "csv": "{:%Y/%m/%d %H:%M}".format, "xlsx": serial,
}  # fmt: skip
CARD = ("平台", "账号名称", "统计日期", "粉丝数", "作品数", "认证信息")
NAMED = {"json": "works_owner_{}.json", "csv": "works_vendor_{}.csv", "xlsx": "works_owner_{}.xlsx"}
WRONG = 40  # every so many lists one row is given that no reader may take


def write(world: World, folder: Path, units: Sequence[Unit]) -> list[File]:
    """Writes the files of those units; those without a row are not written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [_works_file(world, folder, units, kind) for kind in HEADERS]
    return [file for file in (*made, _cards_file(world, folder, units)) if file]


def _works_file(world: World, folder: Path, units: Sequence[Unit], kind: str) -> File | None:
    sheet = works_sheet(world, units, kind)
    path = folder / NAMED[kind].format(world.period)
    if not sheet.rows:
        return None
    if kind == "json":
        wrong = write_json(sheet, path)
    else:
        wrong = write_xlsx(sheet, path, "作品列表") if kind == "xlsx" else write_csv(sheet, path, "gb18030")
    return File("video", path, "vendor" if kind == "csv" else "owner", wrong)


def works_sheet(world: World, units: Sequence[Unit], kind: str) -> Sheet:
    """All rows of the files of that kind: now and then one twice, one that is outdated, some that are wrong."""
    sheet = Sheet(HEADERS[kind], above=("作品数据明细",) if kind == "xlsx" else ())
    number = 0
    for unit in units:
        for platform, listed in handed(world, unit).items() if form(world, unit) == kind else ():
            number += 1
            _add_list(sheet, world, unit, platform, listed, number)
    return sheet


def _add_list(sheet: Sheet, world: World, unit: Unit, platform: str, listed: Sequence[Work], number: int) -> None:
    rows = [_row(world, unit, platform, work) for work in listed]
    oldest = rows[-1]  # a wrong row of a later day would leave open what else is missing
    if number % 7 == 1:
        rows = [*rows, rows[0]]  # twice the same
    if number % 7 == 3:
        rows = [_outdated(rows[0]), *rows]  # the later row counts
    for row in rows:
        sheet.add(*row)
    for row in _wrong(oldest) if number % WRONG == 5 else ():
        sheet.add_wrong(*row)


def _row(world: World, unit: Unit, platform: str, work: Work) -> tuple[Cell, ...]:
    kind = form(world, unit)
    seen = plays(world, unit, work)
    shown: Cell = "-" if untold(work) else printed(seen) if kind == "csv" else seen
    counts = (shown, work.likes, work.comments, work.shares)
    names = (PLATFORM[platform], profile(world, unit).name, work.id)
    return (*names, MOMENTS[kind](work.published), work.caption, *counts, f"{list_start(world):%Y-%m-%d}")


def _outdated(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return (*row[:5], 1, 0, 0, 0, row[-1])


def _wrong(row: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    """The row with an account that nobody knows, a moment that is none, a count that is none, a platform that is none."""
    yield (row[0], "无此账号发布", f"{row[2]}1", *row[3:])
    yield (row[0], "无此账号发布", f"{row[2]}2", "审核中", *row[4:])
    yield (*row[:2], f"{row[2]}3", *row[3:5], "待统计", *row[6:])
    yield ("小蓝书", row[1], f"{row[2]}4", *row[3:])


def _cards_file(world: World, folder: Path, units: Sequence[Unit]) -> File | None:
    known = [unit for unit in units if carded(world, unit)]
    sheet = Sheet(CARD)
    for unit in known:
        sheet.add(*_card(world, unit))
    if not known:
        return None
    sheet.add_wrong(*_card(world, known[0])[:2], "上周末", 100, 10, "")
    path = folder / f"shipinhao_accounts_{world.period}.csv"
    return File("video", path, "owner", write_csv(sheet, path))


def _card(world: World, unit: Unit) -> tuple[Cell, ...]:
    who = profile(world, unit)
    shown = f"{world.as_of.replace(hour=18):%Y-%m-%d %H:%M}"
    return "视频号", who.name, shown, printed(who.kuaishou_followers), who.kuaishou_works * 2, f"{unit.name}人民政府"
