"""Who leads each channel, since when, in what it is ahead, and where to look."""

from __future__ import annotations

from ...contract import Beside, Exemplar
from ...index.explain.exemplars import Ahead, Leader, ahead
from ...index.scored import plain
from .known import Known

SHOWN = 4  # indicators where it is ahead


def exemplars(known: Known) -> tuple[Exemplar, ...]:
    """A row per channel in which anybody has a score; the unit itself where it leads."""
    return tuple(_exemplar(known, lead) for lead in known.among.leaders.values())


def _exemplar(known: Known, lead: Leader) -> Exemplar:
    board, node = known.board, lead.node
    better = ahead(board.scored, known.code, lead.unit, node, SHOWN) if lead.unit != known.code else []
    url, look = known.season.fronts[lead.unit, node]
    return Exemplar(
        channel=node, channel_title=board.title(node), unit=board.named(lead.unit), score=lead.score,
        own_score=board.scored.score(known.code, node), strong_at=tuple(board.title(a.node) for a in better), url=url,
        code=lead.unit, since=known.season.since(lead), how=tuple(_beside(known, lead, a) for a in better),
        evidence=look.id[:10] if look else "",
    )  # fmt: skip


def _beside(known: Known, lead: Leader, better: Ahead) -> Beside:
    board, scored = known.board, known.board.scored
    column, row, theirs = (
        scored.leaf_columns[better.node], scored.rows[known.code], scored.rows[lead.unit]
    )  # fmt: skip
    metric = board.metrics[scored.scheme.nodes[better.node].metric]
    return Beside(
        metric=metric.id, title=board.title(better.node), unit=metric.unit, own=plain(scored.raw[row, column]),
        own_status=str(scored.status[row, column]), theirs=plain(scored.raw[theirs, column]), points=better.points,
    )  # fmt: skip
