"""dsci worksheet"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from ..contract import Unit
from .asked.options import existing, out_option, period_option, period_or_last, selection, store_option, write_csv

TWICE = 0.2  # ours: the share of the units that two raters get, so that their agreement can be told
PATH = click.Path(dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """What only a person can judge: sheets for raters, drawn and blinded, and their way back.

    Example: dsci worksheet export --item website.guide_clarity --province 浙江 --rater 甲 --rater 乙 --out out/rating
    """


@command.command()
@click.option("--item", "names", multiple=True, metavar="ID", help="As website.guide_clarity, or a channel. Default: all.")
@click.option("--rater", "raters", multiple=True, required=True, metavar="ID", help="An id that you choose, as 甲; no name.")
@click.option("--share", default=TWICE, show_default=True, help="Of the units, how many two raters get.")
@click.option("--draw", default=0, help="Draw so many of the units. Default: all.")
@click.option("--seed", default=1, show_default=True, help="Draws, codes and deals out; the same gives the same.")
@click.option("--blind", type=click.Choice(["code", "full", "none"]), default="code", show_default=True,
              help="code: codes for names, addresses as they are; full: addresses without host; none: names.")  # fmt: skip
@click.option("--out", required=True, metavar="FOLDER", help="Gets key.csv, which you keep, and raters/, which you hand out.")
@period_option
@selection
@store_option
def export(
    names: tuple[str, ...], raters: tuple[str, ...], share: float, draw: int, seed: int, blind: str, out: str, period: str,
    units: tuple[Unit, ...], store: str,
) -> None:  # fmt: skip
    """Write an XLSX for every rater: rubric, drop-downs, the pages that were seen. Without key.csv nothing can be read back.

    Example: dsci worksheet export --item website.guide_clarity --province 浙江 --rater 甲 --rater 乙 --out out/rating
    """
    from ..pipeline import worksheets
    from .shown.rating import export_lines, items_of

    kept, chosen, folder = existing(store), items_of(names), Path(out)
    label = period_or_last(kept, period)
    if (folder / worksheets.KEY).exists():
        raise click.UsageError(f"{folder / worksheets.KEY} 已存在：它是另一批评分表的钥匙，请换一个文件夹")
    plan = worksheets.Plan(label, chosen, tuple(u.code for u in units), raters, seed, share, draw)
    try:
        tasks = worksheets.draw(kept, plan)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    for line in export_lines(kept, plan, tasks, blind, folder):
        click.echo(line)


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option("--key", required=True, type=PATH, help="The key.csv that was written with the sheets.")
@store_option
def import_(files: tuple[Path, ...], key: Path, store: str) -> None:
    """Take filled sheets back: a file as a whole or, with every fault named by its cell, not at all (exit code 1).

    Then `dsci measure` makes observations of the ratings.

    Example: dsci worksheet import out/rating/raters/评分表-甲.xlsx out/rating/raters/评分表-乙.xlsx --key out/rating/key.csv
    """
    from ..pipeline import worksheets
    from .shown.rating import agreement_lines, taken_lines

    try:
        opened, given = worksheets.read_key(key), [(path.name, path.read_bytes()) for path in files]
    except (OSError, ValueError) as fault:
        raise click.UsageError(str(fault)) from fault
    kept = existing(store)
    found = [worksheets.take(kept, name, data, opened, datetime.now(UTC)) for name, data in given]
    for one in found:
        for line in taken_lines(one):
            click.echo(line, err=bool(one.wrong))
    for line in agreement_lines(kept, opened.period):
        click.echo(line)
    sys.exit(1 if any(one.wrong for one in found) else 0)


@command.command()
@period_option
@out_option
@store_option
def agreement(period: str, out: str, store: str) -> None:
    """How far raters agree on each item, and which items are held back, as CSV.

    Example: dsci worksheet agreement --out out/agreement.csv
    """
    from ..contract import Judgement
    from .shown.rating import AgreementRow, agreement_rows

    kept = existing(store)
    rated = [label for (label, _count) in kept.count(Judgement, "period")]
    if not rated or (period and period not in rated):
        raise click.UsageError(f"{period or '任何时期'}没有导入过评分：dsci worksheet import")
    write_csv(agreement_rows(kept, period or max(rated)), out, AgreementRow)
