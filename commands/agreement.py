"""dsci agreement"""

from __future__ import annotations

from pathlib import Path

import click

HALVES = {"all": slice(None), "odd": slice(0, None, 2), "even": slice(1, None, 2)}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rows", type=click.Choice(list(HALVES)), default="all", help="Only the 1st, 3rd, … or the 2nd, 4th, … text.")
@click.option("--why", is_flag=True, help="Print each text that is named otherwise, with the words that decided.")
def command(file: Path, rows: str, why: bool) -> None:
    """How far the rules of topics agree with texts labelled by hand: a TSV with the columns topic and text.

    Agreement in percent, Cohen's kappa, and for each topic precision and recall. The rules that ship were written before the
    labels of the project were seen, and improved on their odd rows only; the even rows say what they are worth.

    Example: dsci agreement tests/topics/labelled.tsv --rows even
    """
    from ..channels.topics import explain
    from ..channels.topics.agreement import agreement, read_labelled

    try:
        found = agreement(read_labelled(file)[HALVES[rows]])
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    tuned = "; the odd rows were tuned on, --rows even says what the rules are worth" if rows == "all" else ""
    click.echo(f"{found.texts} texts: agreement {found.share:.1%}, kappa {found.kappa:.3f}{tuned}")
    for row in found.topics:
        shares = ("   -" if share is None else f"{share:4.0%}" for share in (row.precision, row.recall))
        click.echo(f"  {row.topic:<10} precision {next(shares)}  recall {next(shares)}  of {row.labelled}")
    for labelled, named in found.differing if why else ():
        words = ", ".join(f"{kind} {word} {weight:+g}" for kind, word, weight in explain(labelled.text))
        click.echo(f"{labelled.topic}, rules {named}: {labelled.text}\n  {words}")
