"""What a rater is shown: pages that the crawl saw, or the address at which people visit an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from ...channels.roads import latest_looks
from ...channels.rubrics import Item
from ...contract import Page, Period, Status
from ...store import Store
from ..addresses import address_of


@dataclass(frozen=True, slots=True)
class Shown:
    """One address, when the crawl saw it, and the id of the page that holds its bytes ('' of an account's address)."""

    url: str
    seen_at: datetime | None
    page: str = ""


def pages_of(store: Store, unit: str, item: Item, period: str, random: Random) -> tuple[Shown, ...]:
    """What of a unit is shown for an item, drawn by `random`; () where nothing was seen."""
    span = Period.parse(period)
    if not item.look:
        url = address_of(store, unit, item.channel, span.end - timedelta(days=1))
        return (Shown(url, None),) if url else ()
    looks = [p for p in store.rows(Page, unit=unit, channel=item.channel) if span.start <= p.seen_at < span.end]
    seen = [p for p in latest_looks(looks, span.end) if p.status is Status.OK and p.url.startswith(("http://", "https://"))]
    for purpose in item.look:
        found = sorted((p for p in seen if p.purpose == purpose), key=lambda p: (p.url, p.id))
        if found:
            drawn = random.sample(found, min(item.pages, len(found)))
            return tuple(Shown(p.url, p.seen_at, p.id) for p in drawn)
    return ()
