"""Ratings to observations: the raters' mean, where they agree enough; else the reason why it does not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...channels.rubrics import items
from ...contract import Evidence, Judgement, Method, Observation, Status
from .agreeing import Agreed, counting

ALL_BLIND = "no rater could judge it"


def observations(
    rows: Iterable[Judgement], agreement: Mapping[str, Agreed], sheets: Mapping[str, str], simulated: bool
) -> Iterator[tuple[Observation, list[Evidence]]]:
    """One observation for every item and unit in one period's judgements: 0 to 100, `seen` raters of `wanted` who were asked.
    Its evidence: the workbooks (`sheets`: page id by hash) and the pages that the raters were shown."""
    groups: dict[tuple[str, str], list[Judgement]] = {}
    for row in counting(row for row in rows if row.metric in items()):  # the rubric may have lost an item since
        groups.setdefault((row.unit, row.metric), []).append(row)
    for (unit, metric), mine in sorted(groups.items()):
        pages = dict.fromkeys([*(sheets[row.sheet] for row in mine), *(page for row in mine for page in row.pages)])
        evidence = [Evidence(unit, metric, mine[0].period, page) for page in pages]
        yield _observation(mine, agreement[metric].why, simulated), evidence


def _observation(rows: Sequence[Judgement], held: str, simulated: bool) -> Observation:
    first, item = rows[0], items()[rows[0].metric]
    levels = [row.value for row in rows if row.value is not None]
    why = "" if levels and not held else held if levels else ALL_BLIND
    value = None if why else item.points(sum(levels) / len(levels))
    wanted = max(len(rows), *(row.asked for row in rows))
    return Observation(
        first.unit, item.channel, item.id, first.period, max(row.at for row in rows), value,
        Status.NOT_DECIDED if why else Status.OK, None, why, str(Method.RATING), len(levels), wanted, simulated,
    )  # fmt: skip
