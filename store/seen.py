"""When units were last seen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, case, func, select

from ..contract import FAILED, NO_PAGES, Page, Status
from .faults import refusals
from .kept import Store
from .tables import FINISHED, table_of

NOBODY = frozenset({Status.REFUSED, Status.DNS, Status.TIMEOUT, Status.TLS})  # what a look ends in where nobody is heard


def last_answers(
    store: Store, channel: str, reaches: Collection[str], aside: Collection[str], upto: datetime
) -> dict[str, datetime]:
    """Moment of the last answered look of each unit on that channel, of runs that came to the unit's end and not later than
    `upto`. `reaches` are the ends that count, `aside` purposes that do not."""
    page = table_of(Page)
    ended = and_(FINISHED.c.run == page.c.run, FINISHED.c.unit == page.c.unit, FINISHED.c.channel.in_(list(reaches)))
    counts = and_(
        page.c.channel == channel, page.c.status.not_in(list(FAILED)), page.c.purpose.not_in(list(aside)), page.c.seen_at <= upto
    )
    query = select(page.c.unit, func.max(page.c.seen_at)).join(FINISHED, ended).where(counts).group_by(page.c.unit)
    if not (store.has(page) and store.has(FINISHED)):
        return {}
    with refusals(store.tables), store.engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def unanswered(store: Store, run: str, channel: str) -> set[str]:
    """Codes of the units of which every look at a page in that run found no host that answers. Looks that were not
    made count neither way."""
    page = table_of(Page)
    answered = func.sum(case((page.c.status.in_(list(NOBODY)), 0), else_=1))
    mine = and_(
        page.c.run == run, page.c.channel == channel, page.c.purpose.not_in(list(NO_PAGES)), page.c.status != Status.NOT_TRIED
    )
    if not store.has(page):
        return set()
    with refusals(store.tables), store.engine.connect() as connection:
        return set(connection.execute(select(page.c.unit).where(mine).group_by(page.c.unit).having(answered == 0)).scalars())
