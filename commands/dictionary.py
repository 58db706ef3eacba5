"""dsci dictionary"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import click

HEAD = """# The data dictionary

Made by `dsci dictionary > docs/DATA.md` from the tables themselves; a test compares. Every table can be written with
`dsci export TABLE`. Moments are ISO 8601 in UTC; shares run from 0 to 1; an empty cell is no value, and `status` says why.
"""

NEEDS = """
`needs` are the looks that a metric rests on: `home` means that every one of them must have succeeded, `article?` that one
of a sample must have, `visit!` that a failed one is itself what is measured.
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
    from ..channels.rubrics import items
    from ..contract import Account, Completeness, Evidence, Finding, Judgement, Observation, Override, Page, Result, Status, Unit

    yield HEAD
    yield "## Statuses\n"
    kinds = {True: "about our look: never a score, lowers coverage", False: "about the government, or a value"}
    for failed in (False, True):
        yield f"- {kinds[failed]}: " + " · ".join(f"`{s}`" for s in Status if s.failed is failed)
    yield NEEDS
    for channel in channels().values():
        yield f"\n## {channel.zh} {channel.en} (`{channel.name}`)\n"
        yield "| metric | title | unit | better | capability | needs | definition | source |"
        yield "|---|---|---|---|---|---|---|---|"
        for m in channel.table.metrics:
            better = "more" if m.direction > 0 else "less"
            title = f"{m.zh} / {m.en}"
            yield f"| `{m.id}` | {title} | {m.unit} | {better} | {m.group} | {' '.join(m.needs)} | {m.made_of} | {m.source} |"
        yield "\n| look | address | real answers seen |"
        yield "|---|---|---|"
        for e in channel.endpoints:
            yield f"| `{e.purpose}` | {e.address} | {e.recorded or 'unrecorded'} |"
    yield "\n## Rated by people\n"
    yield "Made by `dsci worksheet`: 0 to 100 points, the mean of the raters' levels. `look`: whose pages raters are shown.\n"
    yield "| metric | title | capability | look | question and levels |"
    yield "|---|---|---|---|---|"
    for item in items().values():
        m = item.metric
        yield f"| `{m.id}` | {m.zh} / {m.en} | {m.group} | {' '.join(m.needs) or 'the account'} | {m.made_of} |"
    yield "\n## Tables\n"
    facts = dict.fromkeys(kind for channel in channels().values() for kind in channel.kinds)
    for kind in (Unit, Account, Page, Completeness, *facts, Observation, Evidence, Judgement, Override, Result, Finding):
        yield f"### {kind.__name__}\n\n{' '.join((kind.__doc__ or '').split())}\n"
        yield "`" + "` `".join(f.name for f in fields(kind)) + "`\n"
