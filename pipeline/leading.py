"""Who leads each channel of a population, since when, by which indicators, and the page to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median, median_low

import numpy as np

from ..contract import YES_NO, Beside, Captured, Leader, Picture
from ..index.explain import exemplars
from ..index.explain.parts import explain, indicators
from ..index.scored import plain
from ..index.trust.uncertainty import leading
from .board import Board
from .evidence import captured, look_ref

Paint = Callable[[Captured], Picture | None]
MOST = 6  # indicators told of a leader: ours
LEAST = 0.05  # points that are told: less would be printed as 0.0
DRAWS = 500  # for the share of draws that a lead holds in, where those of the rank intervals are not known


def leaders_of(board: Board, populations: Sequence[str], paint: Paint | None = None) -> tuple[Leader, ...]:
    """The leader of every channel in each of those populations, in that order; none of a channel where nobody has a score.

    `paint` makes the pictures; without it there are none.
    """
    return tuple(leader for name in populations for leader in _leaders(board, name, paint))


def _leaders(board: Board, population: str, paint: Paint | None) -> Iterator[Leader]:
    found, members = board.season.among[population].leaders, board.members[population]
    sure = leading(board.scored, members, list(found), draws=board.draws or DRAWS) if found else {}
    for lead in found.values():
        yield _leader(board, lead, sure.get((lead.node, lead.unit), 0.0), paint)


def _leader(board: Board, lead: exemplars.Leader, certain: float, paint: Paint | None) -> Leader:
    members, node, unit = board.members[lead.population], lead.node, lead.unit
    url, page = board.season.fronts[unit, node]
    shown = captured(board.store, page) if page and paint else None
    return Leader(
        population=lead.population, population_title=_title(board, lead.population), channel=node,
        channel_title=board.title(node), code=unit, unit=board.named(unit), score=lead.score, certain=certain,
        since=board.season.since(lead), runner_up=_next(board, lead, members), margin=lead.margin,
        how=tuple(how(board, unit, node, members)), look=look_ref(page) if page else None,
        picture=paint(shown) if paint and shown else None, url=url,
    )  # fmt: skip


def _title(board: Board, population: str) -> str:
    """A group's title; '' for a level, which has a phrase."""
    return "" if population.startswith("level:") else board.peers(population)


def how(board: Board, unit: str, node: str, members: Sequence[str], most: int = MOST) -> list[Beside]:
    """The indicators in which a unit is most ahead of the median of those units, by points of the node's score.

    The median is taken over those whose value is known, of scores and of values alike; of yes and no it is one of the two.
    """
    scored, rows, found = board.scored, [board.scored.rows[u] for u in members], list[Beside]()
    for part in indicators(explain(scored, unit, node)):
        values = scored.raw[rows, scored.leaf_columns[part.node]]
        seen = ~np.isnan(values) & ~np.isnan(scores := scored.column(part.node, members))
        theirs = plain(scored.raw[scored.rows[unit], scored.leaf_columns[part.node]])
        if part.score is None or theirs is None or np.count_nonzero(seen) < 2:
            continue
        points, own = part.effective * (part.score - float(np.median(scores[seen]))), values[seen].tolist()
        if points >= LEAST:
            metric = board.metrics.get(scored.scheme.nodes[part.node].metric)
            kind = metric.unit if metric else ""
            middle = median_low(own) if kind == YES_NO else median(own)
            found.append(Beside(metric.id if metric else part.node, board.title(part.node), kind, middle, "", theirs, points))
    return sorted(found, key=lambda row: -row.points)[:most]


def _next(board: Board, lead: exemplars.Leader, members: Sequence[str]) -> str:
    """The name of the unit that comes next, or that leads with it; '' where there is none."""
    scores = {u: s for u in members if u != lead.unit and (s := board.scored.score(u, lead.node)) is not None}
    return board.named(max(scores, key=lambda u: scores[u])) if scores else ""
