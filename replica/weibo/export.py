"""What a vendor hands over of Weibo: followers at two earlier moments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...contract import Unit
from ..export_files import Cell, File, Sheet, write_csv
from ..world import World
from .handed import counts
from .profile import WeiboProfile, profile
from .verification import GOVERNMENT

HEADER = ("用户昵称", "UID", "统计时间", "粉丝数", "微博数", "是否政务认证", "认证说明")
TWICE = 5  # every so many accounts' last row is there twice


def write(world: World, folder: Path, units: Sequence[Unit]) -> list[File]:
    """The vendor's table of those units; none where it would be empty."""
    sheet = Sheet(HEADER)
    known = [unit for unit in units if counts(world, unit)]
    for number, unit in enumerate(known):
        for row in _rows(world, unit, twice=number % TWICE == 0):
            sheet.add(*row)
    if not known:
        return []
    who = profile(world, known[0])
    sheet.add_wrong(who.name, who.uid, f"{world.period}-02-30 20:00", who.followers, 10, *_verified(who))
    sheet.add_wrong(who.name, who.uid, f"{world.period}-08-01 20:00", "很多", 10, *_verified(who))
    sheet.add_wrong("没有登记的账号", "9800000000", f"{world.period}-09-01 20:00", 1234, 10, "否", "")
    path = folder / f"weibo_followers_{world.period}.csv"
    return [File("weibo", path, "vendor", write_csv(sheet, path))]


def _rows(world: World, unit: Unit, twice: bool) -> list[tuple[Cell, ...]]:
    who = profile(world, unit)
    rows: list[tuple[Cell, ...]] = [
        (who.name, who.uid, f"{count.moment:%Y-%m-%d %H:%M}", count.followers, count.posts, *_verified(who))
        for count in counts(world, unit)
    ]
    return rows + rows[-1:] * twice


def _verified(who: WeiboProfile) -> tuple[str, str]:
    return ("是" if who.verified.kind == GOVERNMENT else "否", who.verified.reason)
