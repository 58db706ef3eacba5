"""Where things stand in a sheet for raters, for the one who writes it and the one who reads it."""

from __future__ import annotations

from ...channels.rubrics import Item

ABOUT = "说明"  # the first sheet
ROUND, RATER, PERIOD = "批次", "评分员", "时期"  # lines of it that are read back
CODE, RATING, NOTE = "代码", "评分", "备注"
SHOWN, SEEN = "页面{}", "抓取时间{}"  # in China time
CANNOT = "无法判断"
YES_NO = ("否", "是")
FIRST_LEVEL = 3  # line of the lowest level's wording; above it title and question


def head_line(item: Item) -> int:
    """The line of the table's head: under the rubric."""
    return FIRST_LEVEL + len(item.levels)


def words(item: Item) -> tuple[str, ...]:
    """What a rater may choose, the levels from the lowest up."""
    return YES_NO if item.binary else tuple(str(n) for n in range(len(item.levels)))
