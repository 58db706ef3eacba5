"""How much of what a crawl knew it looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ...contract import Completeness
from ...store import Store


def completeness(store: Store, run: str, names: Iterable[str]) -> Iterator[str]:
    """A line a channel: looked at of known, then the purposes of which something was left, and why."""
    for name in names:
        rows = store.rows(Completeness, run=run, channel=name)
        known, looked = sum(r.known for r in rows), sum(r.looked for r in rows)
        if known:
            left = "; ".join(_left(rows))
            yield f"{name}: looked at {looked} of {known} known ({looked / known:.0%})" + (f"; left: {left}" if left else "")


def _left(rows: list[Completeness]) -> Iterator[str]:
    for purpose in dict.fromkeys(r.purpose for r in rows):
        own = [r for r in rows if r.purpose == purpose]
        left = Counter[str]()
        for row in own:
            left[row.ended] += row.known - row.looked
        if why := [f"{count} {reason}" for reason, count in left.most_common() if reason]:
            yield f"{purpose} {', '.join(why)}"
