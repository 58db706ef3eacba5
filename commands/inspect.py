"""dsci inspect"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from ..contract import Unit, inert
from .asked.options import existing, period_option, period_or_last, store_option

if TYPE_CHECKING:
    from ..index.rulebook.book import Book
    from ..store import Store
    from .shown.inspection import Inspected

WIDTH = 160  # columns of a table that is not printed to a terminal


@click.command()
@click.argument("units", nargs=-1, metavar="UNIT...")
@click.option("--province", multiple=True, metavar="NAME", help="A province and its prefectures, as 浙江 or 330000.")
@click.option("--book", "books", multiple=True, default=("inspection-2019",), metavar="NAME", show_default=True,
              help="inspection-2019, census-2015, guide-2017, flags-2026, or a TOML file; several may be given.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Also what is in order.")
@click.option("--no-services", is_flag=True, help="The units have no outward services: 办事服务 is left out, the rest ×4/3.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the column heads.")
@click.option("--out", default="", metavar="FILE", help="Write the findings to a .csv or .xlsx instead of printing them.")
@period_option
@store_option
def command(
    units: tuple[str, ...], province: tuple[str, ...], books: tuple[str, ...], everything: bool, no_services: bool, lang: str,
    out: str, period: str, store: str,
) -> None:  # fmt: skip
    """Findings by the state's rules: rule, page, what was seen, evidence; and the verdict. Exit code 1 where something fails.

    Official rules and this project's own checks are kept apart; what could not be judged is printed so.

    Example: dsci inspect 杭州 --book inspection-2019 --out findings.xlsx
    """
    from .shown.inspection import verdict_lines

    if not units and not province:
        raise click.UsageError("name a unit, or give --province")
    if out and not out.lower().endswith((".csv", ".xlsx")):
        raise click.UsageError(f"--out {out}: want a name that ends in .csv or .xlsx")
    chosen, rules, kept = _chosen(province, units), [_book(name) for name in books], existing(store)
    found = list(_inspected(kept, chosen, rules, period_or_last(kept, period), not no_services))
    if not found:
        raise click.UsageError("none of these units was measured: run dsci crawl and dsci measure")
    if out:
        _write(out, found, everything, lang)
    for one in found:
        if not out:
            _print(one, everything, lang)
        else:
            click.echo(f"{one.name} {one.book.id} {one.period}")
        for line in verdict_lines(one):
            click.echo(f"  {line}")
    sys.exit(1 if any(_fails(one) for one in found) else 0)


def _chosen(province: Sequence[str], names: Sequence[str]) -> list[Unit]:
    from ..registry import select

    try:
        return select(province, names)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def _book(name: str) -> Book:
    from ..pipeline.inspecting import load_book

    try:
        return load_book(name)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def _inspected(store: Store, units: Sequence[Unit], books: Sequence[Book], period: str, services: bool) -> Iterator[Inspected]:
    """Each measured unit by each book; those that were not measured are told of."""
    from ..contract import Period
    from ..index.rulebook.verdict import verdict
    from ..pipeline.inspecting import case, inspect
    from .shown.inspection import Inspected

    for unit in units:
        known = case(store, unit.code, Period.parse(period))
        if known is None:
            click.echo(f"{unit.name} {unit.code}: not measured in {period}", err=True)
            continue
        for book in books:
            findings = inspect(store, known, book)
            yield Inspected(unit.code, book, period, findings, verdict(book, findings, services))


def _fails(one: Inspected) -> bool:
    from ..index.rulebook.judging import failing

    score = one.verdict.score
    return any(failing(one.findings)) or (score is not None and score.passed is False)


def _print(one: Inspected, everything: bool, lang: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from .shown.inspection import HEADS, rows

    shown = (9, 8, 7, 6, 10, 12, 13, 14)  # outcome, severity, basis, wording, seen, points, page, evidence
    note = " · 模拟数据" if one.simulated else ""
    table = Table(title=f"{one.name} {one.unit} · {one.book.title} · {one.period}{note}", show_lines=False)
    for i in shown:
        table.add_column(HEADS[lang][i], overflow="fold", no_wrap=i in (7, 8, 9))
    for row in rows(one, everything):
        cells = ["" if row[i] is None else str(row[i]) for i in shown]
        table.add_row(*(Text(cell) for cell in (*cells[:-1], cells[-1][:10])))
    console = Console(file=sys.stdout)
    if not console.is_terminal:
        console = Console(file=sys.stdout, width=WIDTH)
    console.print(table)
    click.echo(f"来源: {one.book.source}")


def _write(out: str, found: Sequence[Inspected], everything: bool, lang: str) -> None:
    from .shown.inspection import HEADS, VERDICT_HEADS, rows, verdict_rows
    from .shown.workbook import write_xlsx

    lines: list[Sequence[object]] = [HEADS[lang], *(row for one in found for row in rows(one, everything))]
    if out.lower().endswith(".csv"):
        with click.open_file(out, "w", encoding="utf-8-sig") as file:
            csv.writer(file, lineterminator="\n").writerows([_plain(cell) for cell in line] for line in lines)
        return
    books = {one.book.id: one.book for one in found}
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "检查结果": lines,
        "结论": [VERDICT_HEADS[lang], *verdict_rows(found)],
        "说明": [("检查表", "题名", "来源"), *((b.id, b.title, b.source) for b in books.values())],
    }
    write_xlsx(out, sheets, wrap=True)


def _plain(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if isinstance(cell, (int, float)) else inert(text)
