"""What was looked at, and a hash over what was observed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from ...channels import channels
from ...channels.roads import latest_looks
from ...contract import LookCount, Observation
from .known import Known


def look_counts(known: Known) -> tuple[LookCount, ...]:
    """The last look at each address by channel and how it ended, the most frequent first."""
    order, as_of = list(channels()), known.board.as_of
    counts: dict[tuple[str, str], int] = {}
    for page in latest_looks([p for p in known.pages.values() if p.channel in order], as_of):
        counts[page.channel, page.status] = counts.get((page.channel, page.status), 0) + 1
    return tuple(LookCount(c, s, n) for (c, s), n in sorted(counts.items(), key=lambda i: (order.index(i[0][0]), -i[1])))


def content_hash(observations: Mapping[str, Observation]) -> str:
    """16 hex digits over metric, status and value of everything observed."""
    lines = "\n".join(f"{o.metric} {o.status} {o.value!r}" for _, o in sorted(observations.items()))
    return sha256(lines.encode()).hexdigest()[:16]
