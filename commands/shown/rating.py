"""What `dsci worksheet` says: sheets written, files taken, agreement per item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ...channels.rubrics import Item, items
from ...contract import Judgement
from ...index.agreement import TENTATIVE
from ...pipeline import worksheets
from ...registry import short_name, units
from ...store import Store
from ...store.world import simulated

RATERS = "raters"  # the folder that is handed out
SHOWN = 50  # faults of a file on the screen
HELD = {
    "few": f"不采用：双评单位少于 {worksheets.FEWEST} 个，一致性未知",
    "alike": "不采用：所有评分相同，一致性未知",
    "apart": f"不采用：α 低于 {TENTATIVE}",
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A row of `dsci worksheet agreement`, for those who open it in Excel."""

    指标: str
    名称: str
    评分员数: int
    单位数: int
    双评单位数: int
    一致率: float | None
    Cohen_kappa: str
    Krippendorff_alpha: float | None
    结论: str


def items_of(names: Sequence[str]) -> tuple[Item, ...]:
    """The items of those ids or channels; all where none is named. UsageError for one that there is not."""
    known = items()
    wrong = [name for name in names if not any(name in (item.id, item.channel) for item in known.values())]
    if wrong:
        raise click.UsageError(f"no item {wrong[0]!r}; there are {', '.join(known)}")
    return tuple(item for item in known.values() if not names or item.id in names or item.channel in names)


def export_lines(
    store: Store, plan: worksheets.Plan, tasks: Sequence[worksheets.Task], blind: str, folder: Path
) -> Iterator[str]:
    """Writes sheets and key; a line on each, and on what will be too little."""
    key = worksheets.key_of(plan.period, plan.seed, tasks)
    codes = {task.code: short_name(units()[task.unit]) for task in tasks} if blind == "none" else {}
    about = worksheets.Round(key.id, plan.period, key.raters, blind, simulated(store), codes)
    folder.mkdir(parents=True, exist_ok=True)
    worksheets.write_key(key, folder / worksheets.KEY)
    for rater, path in zip(key.raters, worksheets.write_sheets(about, tasks, folder / RATERS), strict=True):
        yield f"{path}：{sum(rater in task.raters for task in tasks)} 项评分"
    yield f"{folder / worksheets.KEY}：代码对应的单位，请勿交给评分员"
    for item in plan.items:
        mine = [task for task in tasks if task.item == item.id]
        twice = sum(len(task.raters) > 1 for task in mine)
        few = f"；少于 {worksheets.FEWEST} 个，无法判断一致性，评分将不采用" if twice < worksheets.FEWEST else ""
        yield f"{item.zh}：{len(mine)} 个单位，{twice} 个由两人评{few}"


def taken_lines(one: worksheets.Taken) -> Iterator[str]:
    """What came of a file: one line, or its faults."""
    if one.wrong:
        yield f"{one.file}：有 {len(one.wrong)} 处错误，整个文件未导入"
        yield from (f"  {wrong}" for wrong in one.wrong[:SHOWN])
        if len(one.wrong) > SHOWN:
            yield f"  另有 {len(one.wrong) - SHOWN} 处"
        return
    again = "" if one.new or not one.rated else "（已导入过，没有变化）"
    yield f"{one.file}：{one.rater} 评 {one.rated} 项，未评 {one.blank} 项{again}"


def agreement_lines(store: Store, period: str) -> Iterator[str]:
    """A line an item, of everything that was rated in the period."""
    for row in agreement_rows(store, period):
        figures = f"一致率 {_figure(row.一致率)}，κ {row.Cohen_kappa or '—'}，α {_figure(row.Krippendorff_alpha)}"
        yield f"{row.名称}：{row.单位数} 个单位，双评 {row.双评单位数} 个，{figures}；{row.结论}"


def agreement_rows(store: Store, period: str) -> Iterator[AgreementRow]:
    """The agreement on each item that was rated in a period."""
    for one in worksheets.agreed(store.rows(Judgement, period=period)).values():
        kappas = "、".join(f"{a}–{b} {kappa:.3f}" for a, b, kappa in one.kappas)
        yield AgreementRow(
            one.item, one.title, one.raters, one.units, one.twice, _rounded(one.same), kappas, _rounded(one.alpha),
            HELD.get(one.held, "采用"),
        )  # fmt: skip


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _figure(number: float | None) -> str:
    return "—" if number is None else f"{number:.3f}"
