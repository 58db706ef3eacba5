"""dsci report"""

from __future__ import annotations

from pathlib import Path

import click

from ..contract import Unit
from .asked.cases import cases_of, cases_option
from .asked.options import base_option, existing, period_option, period_or_last, scheme_of, scheme_option, selection, store_option


@click.command()
@selection
@click.option("--all", "every", is_flag=True, help="All provincial units.")
@click.option("--national", is_flag=True, help="The book: all units in one PDF.")
@click.option("--chapter", "chapters", multiple=True, metavar="ID",
              help="A further chapter of the book: topics, one topic of posts, or a region as region:west.")  # fmt: skip
@cases_option
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out/cards"), show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
@click.option("--cluster", default="", metavar="ADDRESS", help="A Dask scheduler, as tcp://host:8786, whose workers print.")
@base_option
@scheme_option
@period_option
@store_option
def command(
    units: tuple[Unit, ...], every: bool, national: bool, chapters: tuple[str, ...], cases: str | None, lang: str, out: Path,
    workers: int, cluster: str, base: str, scheme: str, period: str, store: str,
) -> None:  # fmt: skip
    """Print report cards as PDF: of the provinces named, of --all, of each unit meant by --unit or --level; or the national book.

    Example: dsci report --province 浙江 --lang en
    """
    from ..pipeline import score_period
    from .asked.cards import refuse_other_trees
    from .shown.cards import board_of, print_book, print_cards

    if (chapters or cases) and not national:
        raise click.UsageError("--chapter and --cases are of the book: add --national")
    kept = existing(store)
    label = period_or_last(kept, period)
    rules = scheme_of(scheme)
    refuse_other_trees(rules)
    practices = cases_of(cases, lang)
    board = board_of(kept, score_period(kept, rules, label), label, lang, base)
    if national:
        click.echo(print_book(board, out, chapters, practices))
        return
    wanted = _meant(units, every)
    unmeasured = [u.name for u in wanted if u.code not in board.scored.rows]
    if len(unmeasured) == len(wanted):
        raise click.UsageError(f"nothing that is meant was measured in {label}: {_some(unmeasured) or 'no provincial unit'}")
    if unmeasured:
        click.echo(f"not measured in {label}: {_some(unmeasured)}", err=True)
    try:
        for path in print_cards(board, wanted, out, workers, cluster):
            click.echo(path)
    except ConnectionError as fault:
        raise click.UsageError(str(fault)) from fault


def _meant(units: tuple[Unit, ...], every: bool) -> list[Unit]:
    """Units named, or narrowed to; else the provincial ones: a province named stands for its cities too."""
    from ..registry import select

    asked = click.get_current_context().params
    if every:
        return [u for u in select() if u.provincial]
    if asked["unit"] or asked["level"] or asked["group"]:
        return list(units)
    return [u for u in units if u.provincial]


def _some(names: list[str]) -> str:
    return " ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
