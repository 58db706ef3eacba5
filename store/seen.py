"""When units were last seen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, select

from ..contract import FAILED, Page
from .kept import Store
from .tables import FINISHED, table_of


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
    with store.engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}
