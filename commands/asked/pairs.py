"""Two periods, each by its scheme, out of the store or of anyone's CSV with a column of periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from .scored import Loaded
from .source import Source

if TYPE_CHECKING:
    from ...index.scored import Scored

MOST = 5  # periods of a trend


@dataclass(frozen=True)
class Pair:
    """Then and now. `rescored`: then by the scheme of now, None where that is the same; `series`: all periods up to now."""

    before: Loaded
    after: Loaded
    rescored: Scored | None
    series: Mapping[str, Scored]


def pair_of(source: Source, old: str, before: str, after: str) -> Pair:
    """Both periods and, for the trend, those before them, five at most. UsageError with what is wrong."""
    from ...contract import order

    scheme, data = source.scheme, source.data
    if before == after and old == scheme:
        raise click.UsageError("name two periods, or an --old scheme")
    if data:
        panel = source.panel()
        first = panel if old == scheme else replace(source, meta=None).panel(old)
        for period in (before, after):
            if period not in panel:
                raise click.UsageError(f"{data} has no period {period}; it has {', '.join(panel)}")
        sides = [Loaded(s, {"all": s.table.units}, p) for s, p in ((first[before], before), (panel[after], after))]
        names = list(panel)[: list(panel).index(after) + 1][-MOST:]
        return Pair(sides[0], sides[1], None if old == scheme else panel[before], {name: panel[name] for name in names})
    now, then = source.load(period=after), source.load(old, before)
    again = None if old == scheme else source.load(period=before).scored
    held = {after: now.scored, before: then.scored if again is None else again}
    names = [p for p in _measured(now) if order(p) <= order(after)][-MOST:]
    return Pair(then, now, again, {
        p: held[p] if p in held else source.load(period=p).scored for p in names
    })  # fmt: skip


def _measured(found: Loaded) -> list[str]:
    from ...contract import Observation, in_order

    return in_order(label for (label, _count) in found.store.count(Observation, "period")) if found.store else []
