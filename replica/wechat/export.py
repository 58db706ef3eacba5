"""What vendors and owners hand over of WeChat: a workbook of articles, and a table out of the back office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from ...contract import Unit
from ..draw import called
from ..export_files import Cell, File, Sheet, serial, write_csv, write_xlsx
from ..world import World
from .answers import address, title
from .figures import Figures, figures
from .handed import articles, given, listed_from, names
from .profile import Article, biz

ARTICLES = (
    "公众号名称", "__biz", "发布日期", "文章标题", "文章链接", "位置", "阅读数", "在看数", "点赞数", "转发数", "评论数",
    "统计起始",
)  # fmt: skip
FIGURES = (
    "公众号", "统计日期", "累计关注人数", "净增关注人数(近30天)", "自定义菜单数", "关联小程序", "收到消息数", "已回复消息数",
)  # fmt: skip
PLACES = {1: "头条", 2: "次条"}
TWICE = 40  # every so many articles' row is there twice


def write(world: World, folder: Path, units: Sequence[Unit]) -> list[File]:
    """Both files of those units; none that would be empty."""
    articles_, accounts = (folder / f"wechat_{name}_{world.period}" for name in ("articles", "accounts"))
    return [*_articles(world, units, articles_.with_suffix(".xlsx")), *_figures(world, units, accounts.with_suffix(".csv"))]


def _articles(world: World, units: Sequence[Unit], path: Path) -> list[File]:
    sheet = Sheet(ARTICLES, above=(f"公众号文章明细（{listed_from(world):%Y-%m-%d} 至 {world.as_of:%Y-%m-%d}）",))
    known = [(unit, article) for unit in units for article in articles(world, unit)]
    for number, (unit, article) in enumerate(known):
        row = _article(world, unit, article, number)
        sheet.add(*row)
        if number % TWICE == 0:
            sheet.add(*row)
    if not known:
        return []
    good = _article(world, *known[0], 1)
    link = "https://mp.weixin.qq.com/s/" + "A" * 21
    old = f"{listed_from(world):%Y-%m-%d} 08:30"  # a wrong row of a later day would leave open what else is missing
    never = f"{world.period}-13-40 08:30"
    sheet.add_wrong("没有登记的公众号", "OTg3NjU0MzIxMA==", never, "日期不对的一篇", f"{link}1", *good[5:])
    sheet.add_wrong(*good[:2], old, good[3], f"{link}2", good[5], "不少", *good[7:])
    sheet.add_wrong("没有登记的公众号", "OTgwMDAwMDAwMA==", *good[2:4], f"{link}3", *good[5:])
    return [File("wechat", path, "vendor", write_xlsx(sheet, path, "文章明细"))]


def _article(world: World, unit: Unit, article: Article, number: int) -> tuple[Cell, ...]:
    """One row; moments as serials or as words, large counts with or without commas."""
    counts, moment = article.counts, article.published
    reads = "10万+" if counts.beyond else f"{counts.reads:,}" if number % 3 == 0 else counts.reads
    return (
        called(world, unit, "wechat"), biz(unit), serial(moment) if number % 2 else f"{moment:%Y-%m-%d %H:%M}",
        title(article), address(article), PLACES.get(article.position, f"第{article.position}条"),
        reads, counts.looking, counts.likes, counts.shares, "-" if counts.comments is None else counts.comments,
        f"{listed_from(world):%Y-%m-%d}",
    )  # fmt: skip


def _figures(world: World, units: Sequence[Unit], path: Path) -> list[File]:
    sheet, known = Sheet(FIGURES), [unit for unit in units if given(world, unit)]
    for number, unit in enumerate(known):
        name, row = called(world, unit, "wechat"), _row(world, figures(world, unit))
        for _ in range(2 if number % 7 == 3 else 1):
            (sheet.add if names(world)[name] == 1 else sheet.add_wrong)(name, *row)
    if not known:
        return []
    name, row = called(world, known[0], "wechat"), _row(world, figures(world, known[0]))
    sheet.add_wrong(name, f"{world.period}-06-31", *row[1:])
    sheet.add_wrong(name, row[0], "保密", *row[2:])
    sheet.add_wrong("没有登记的公众号", *row)
    return [File("wechat", path, "owner", write_csv(sheet, path, "gb18030"))]


def _row(world: World, known: Figures) -> tuple[Cell, ...]:
    day = f"{world.as_of - timedelta(days=1):%Y/%m/%d}"
    entry = "是" if known.miniprogram else "否"
    return day, known.followers, known.gained, known.menu, entry, known.messages, known.answered
