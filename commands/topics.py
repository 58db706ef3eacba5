"""dsci topics"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ..contract import Unit
from .asked.options import existing, out_option, selection, store_option, write_csv

if TYPE_CHECKING:
    from ..channels.website.topics import Topic
    from ..store import Store


@click.command()
@selection
@store_option
@out_option
def command(units: tuple[Unit, ...], store: str, out: str) -> None:
    """What people write to their governments about: letters by printed category and by department.

    Counts of the 180 days before the last look, their share, the share answered, median days to an answer, and the change
    against the 180 days before. Nobody's words are kept, so none can be printed.

    Example: dsci topics --province 浙江 --out topics.csv
    """
    from ..channels.website.topics import Topic

    kept = existing(store)
    rows = [topic for unit in units for topic in _of(kept, unit)]
    write_csv(rows, out, Topic)
    told = len({row.unit for row in rows})
    click.echo(f"{len(rows)} rows; {told} of {len(units)} units have letters", err=True)


def _of(store: Store, unit: Unit) -> Iterator[Topic]:
    """The topics of one unit over all that is known of it."""
    from ..channels.table import View
    from ..channels.website.topics import topics
    from ..contract import Letter, Mailbox, Page, Period, Reply, Site

    looks = store.rows(Page, unit=unit.code, channel="website")
    if looks:
        last = max(page.seen_at for page in looks)
        facts = store.facts((Site, Letter, Reply, Mailbox), unit.code, "website")
        yield from topics(unit, View([], looks, facts, Period.parse(f"{last:%Y}"), last))
