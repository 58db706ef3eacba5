"""The channels of a unit beside everybody else's."""

from __future__ import annotations

from ...contract import ChannelScore, Status
from ...index.scheme.model import Node
from ..addresses import standing_on
from .known import Known

PARTLY = "ABSENT_PARTLY"  # a key of the phrases of statuses


def channel_scores(known: Known) -> tuple[ChannelScore, ...]:
    """A row per top node of the scheme."""
    return tuple(_channel(known, root) for root in known.board.scored.scheme.roots)


def _channel(known: Known, root: Node) -> ChannelScore:
    board, own, node = known.board, known.result(root.id), root.id
    lead = known.among.leaders.get(node)
    accounts = standing_on(known.season.accounts.get((known.code, node), ()), board.as_of)
    return ChannelScore(
        channel=node, title=board.title(node), score=own.score, median=known.among.middle(node),
        best=lead.score if lead else None, best_unit=board.named(lead.unit) if lead else "", rank=own.rank, of=own.of,
        coverage=own.coverage, status=_why(known, node, own.score), accounts=tuple(a.name or a.id for a in accounts),
        all_scores=known.among.sorted[node], change=known.season.change(known.code, node),
    )  # fmt: skip


def _why(known: Known, node: str, score: float | None) -> str:
    """The same, but of a channel that has points PARTLY: most of it is absent, and something is there."""
    why = why_of(known, node)
    return PARTLY if why == Status.ABSENT and score else why


def why_of(known: Known, node: str) -> str:
    """The commonest status of a channel's indicators without a value; '' where at least half have one."""
    scored = known.board.scored
    row = scored.rows[known.code]
    found = [str(scored.status[row, scored.leaf_columns[n.id]]) for n in scored.scheme.nodes[node].walk() if n.metric]
    without = [status for status in found if status not in (Status.OK, Status.CENSORED)]
    return max(dict.fromkeys(without), key=without.count) if 2 * len(without) > len(found) else ""
