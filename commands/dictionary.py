"""dsci dictionary"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import click

HEAD = """# The data dictionary

Made by `dsci dictionary > docs/DATA.md` from the tables themselves; a test compares. Every table can be written with
`dsci export TABLE`. Moments are ISO 8601 in UTC; shares run from 0 to 1; an empty cell is no value, and `status` says why.
"""


@click.command()
def command() -> None:
    """Print the data dictionary: every metric with its definition and source, every table with its columns.

    Example: dsci dictionary > docs/DATA.md
    """
    click.echo("\n".join(lines()))


def lines() -> Iterator[str]:
    """The dictionary as lines of Markdown."""
    from ..channels import channels
    from ..contract import Account, Evidence, Observation, Page, Result, Status, Unit

    yield HEAD
    yield "## Statuses\n"
    kinds = {True: "about our look: never a score, lowers coverage", False: "about the government, or a value"}
    for failed in (False, True):
        yield f"- {kinds[failed]}: " + " · ".join(f"`{s}`" for s in Status if s.failed is failed)
    for channel in channels().values():
        yield f"\n## {channel.zh} {channel.en} (`{channel.name}`)\n"
        yield "| metric | title | unit | better | capability | needs | definition | source |"
        yield "|---|---|---|---|---|---|---|---|"
        for m in channel.table.metrics:
            better = "more" if m.direction > 0 else "less"
            title = f"{m.zh} / {m.en}"
            yield f"| `{m.id}` | {title} | {m.unit} | {better} | {m.group} | {' '.join(m.needs)} | {m.made_of} | {m.source} |"
        if channel.endpoints:
            yield "\nLooks: " + "; ".join(f"`{e.purpose}` {e.address} ({e.recorded or 'unrecorded'})" for e in channel.endpoints)
    yield "\n## Tables\n"
    facts = dict.fromkeys(kind for channel in channels().values() for kind in channel.kinds)
    for kind in (Unit, Account, Page, *facts, Observation, Evidence, Result):
        yield f"### {kind.__name__}\n\n{' '.join((kind.__doc__ or '').split())}\n"
        yield "`" + "` `".join(f.name for f in fields(kind)) + "`\n"
