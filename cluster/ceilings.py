"""What no number of workers makes shorter, about: hosts that all units share are asked by one of them, at its pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from .. import registry
from ..spiders import settings
from ..spiders.gate import own_pace
from ..spiders.run import CrawlPlan, spiders_of


def ceilings(names: Sequence[str], plan: CrawlPlan, parts: int) -> Iterator[str]:
    """A line a channel: whose hosts are asked by how many processes, and about how many hours the looks of its budget take."""
    units, known = set(plan.units), registry.accounts(plan.accounts or None)
    own = [a for a in known if a.unit in units and a.role == "main"]
    for name in names:
        spider: Any = spiders_of()[name]
        counted = Counter(a.unit for a in own if (a.channel, a.platform in spider.platforms) == (name, True))
        looks = sum((spider.full if plan.depth == "full" else spider.budget).values())
        pause = 0.0 if plan.replica else own_pace(spider)
        yield _line(name, spider, counted, looks, pause, parts)


def _line(name: str, spider: Any, counted: Counter[str], looks: int, pause: float, parts: int) -> str:
    accounts = counted.total()
    each = f"a budget of {looks} looks each, one every {pause:g} s a host"
    if spider.hosts:
        hours = accounts * looks * pause / 3600
        return f"{name}: {accounts} accounts, {each}; {', '.join(spider.hosts)} with one worker: {_about(hours)}"
    longest = max(counted.values(), default=0) * looks * pause / 3600
    at_once = min(parts * settings.CONCURRENT_REQUESTS, accounts) or 1
    hours = max(longest, accounts * looks * pause / 3600 / at_once)
    return f"{name}: {accounts} portals in {parts} parts, {each}, {at_once} hosts at once: {_about(hours)}"


def _about(hours: float) -> str:
    return f"about {hours:.1f} h at that pace"
