"""What the looks in a store say of each endpoint: how the last ones ended, who confirmed it, and what moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ...channels import Channel, Endpoint
from ...channels.roads import latest_looks
from ...contract import CHINA, IMPORTED, Page, Status
from ...store import Store

FIXED = re.compile(r"(?:https?:/)?(/[^?{#…]+)")  # of an address: what stands before its parameters
PLACE = re.compile(r"\[\d+\]")
VALUE = re.compile(r": (?:'[^\n]*'|\"[^\n]*\"|-?[\d.]+), not a ")
WHERE = re.compile(r": line \d+ column \d+ \(char \d+\)")


@dataclass
class Moved:
    """One way in which answers are of another shape than expected; `page` is the newest of them."""

    page: Page
    times: int = 1


@dataclass
class Looks:
    """The last looks at an endpoint, of one sort."""

    ended: Counter[Status] = field(default_factory=Counter)
    last: datetime | None = None
    confirmed: datetime | None = None  # the last of those that brought what was expected and can be told apart from others
    moved: dict[str, Moved] = field(default_factory=dict)

    def add(self, page: Page, alone: bool) -> None:
        self.ended[page.status] += 1
        self.last = max(self.last or page.seen_at, page.seen_at)
        if page.status is Status.OK and alone:
            self.confirmed = max(self.confirmed or page.seen_at, page.seen_at)
        if page.status is Status.CHANGED_SHAPE:
            known = self.moved.setdefault(problem(page.reason), Moved(page, 0))
            known.times += 1
            known.page = max(known.page, page, key=lambda p: (p.seen_at, p.id))


@dataclass
class Health:
    """What is known of one endpoint by looks of the three sorts."""

    endpoint: Endpoint
    real: Looks = field(default_factory=Looks)
    simulated: Looks = field(default_factory=Looks)
    imported: Looks = field(default_factory=Looks)

    def sort(self, page: Page) -> Looks:
        return self.imported if page.method in IMPORTED else self.simulated if page.simulated else self.real


def health(store: Store, channel: Channel) -> list[Health]:
    """How each endpoint of a channel does, by the last look at each address."""
    found = [Health(endpoint) for endpoint in channel.endpoints]
    for unit, _ in store.count(Page, "unit", channel=channel.name):
        looks = store.rows(Page, unit=unit, channel=channel.name)
        for page in latest_looks(looks, max(p.seen_at for p in looks)):
            owners = owners_of(page, found)
            for each in owners:
                each.sort(page).add(page, alone=len(owners) == 1)
    return found


def owners_of(page: Page, among: Sequence[Health]) -> list[Health]:
    """The endpoints that a look may have been at. Of several of one purpose, those that its address names, else the others."""
    same = [h for h in among if h.endpoint.purpose == page.purpose]
    if len(same) < 2 or page.method in IMPORTED:
        return same[:1]
    for address in (page.url, page.asked):
        if named := [h for h in same if (part := fixed(h.endpoint.address)) and part in address]:
            return named
    return [h for h in same if not fixed(h.endpoint.address)]


def fixed(address: str) -> str:
    """The part of an endpoint's address that is the same in all its addresses; '' where there is none, or several."""
    paths = [word for word in address.split() if "/" in word]
    found = FIXED.match(paths[0]) if len(paths) == 1 else None
    return found[1] if found else ""


def problem(reason: str) -> str:
    """A reason without what differs from look to look: places in lists, the value that stood there. Nothing in it steers a
    terminal."""
    shown = "".join(c if c.isprintable() else " " for c in reason)
    return WHERE.sub("", VALUE.sub(": not a ", PLACE.sub("[]", shown))) or "no reason given"


def lines(channel: str, found: Iterable[Health]) -> Iterator[str]:
    """A line an endpoint, and under it a line for each thing that moved."""
    for each in found:
        endpoint = each.endpoint
        known = endpoint.recorded or ("by import" if "by import only" in endpoint.address else "unrecorded")
        if not endpoint.recorded and each.real.confirmed:
            known += f", confirmed by a look of {_day(each.real.confirmed)}"
        sorts = (("", each.real), ("simulated: ", each.simulated), ("by import: ", each.imported))
        told = "; ".join(f"{word}{_told(looks)}" for word, looks in sorts if looks.last) or "never looked at"
        yield f"{channel} {endpoint.purpose}: {known}; {told}  {endpoint.address}"
        for word, looks in sorts:
            for what, moved in sorted(looks.moved.items(), key=lambda item: -item[1].times):
                times = "once" if moved.times == 1 else f"{moved.times} times"
                yield f"  {word}moved: {what}, {times}, last {_day(moved.page.seen_at)}, page {moved.page.id}"


def _told(looks: Looks) -> str:
    ended = ", ".join(f"{n} {status}" for status, n in looks.ended.most_common())
    return f"{ended}, last {_day(looks.last)}" if looks.last else ""


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
