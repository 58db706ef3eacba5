"""dsci schemes"""

from __future__ import annotations

from dataclasses import asdict

import click


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
def command(names: tuple[str, ...]) -> None:
    """List the schemes that ship. Of those named, or of files: what of each is published, what ours, what cannot be observed.

    Example: dsci schemes uestc-2023
    """
    from ..index import rulebook, scheme

    for name in names or scheme.available():
        try:
            found = scheme.load(name)
        except ValueError as fault:
            raise click.UsageError(str(fault)) from fault
        click.echo(f"{found.id}: {found.title} / {found.title_en}, {len(found.leaves)} indicators")
        origin = asdict(found.origin) if names else {"weights": found.origin.weights}
        for part, text in ({"source": found.source} | origin).items():
            click.echo(f"  {part}: {text}")
        for text in found.unobserved if names else ():
            click.echo(f"  not observed: {text}")
    books = (rulebook.load(name) for name in (() if names else rulebook.available()))
    for book in (book for book in books if book.ranking):  # flags are for a person to look at
        click.echo(f"{book.id}: {book.title} / {book.title_en}, {len(book.rules)} rules (dsci inspect, dsci score)")
        click.echo(f"  source: {book.source}")
