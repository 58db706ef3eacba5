"""The channels of a unit beside everybody else's."""

from __future__ import annotations

from ...contract import ChannelScore, Status
from ...index.scheme.model import Node
from .known import Known


def channel_scores(known: Known) -> tuple[ChannelScore, ...]:
    """A row per top node of the scheme."""
    return tuple(_channel(known, root) for root in known.board.scored.scheme.roots)


def _channel(known: Known, root: Node) -> ChannelScore:
    board, own, node = known.board, known.result(root.id), root.id
    lead = known.among.leaders.get(node)
    accounts = [a for a in known.season.accounts.get((known.code, node), ()) if a.role != "absent"]
    return ChannelScore(
        channel=node, title=board.title(node), score=own.score, median=known.among.middle(node),
        best=lead.score if lead else None, best_unit=board.named(lead.unit) if lead else "", rank=own.rank, of=own.of,
        coverage=own.coverage, status=why_of(known, node), accounts=tuple(a.name or a.id for a in accounts),
        all_scores=known.among.sorted[node], change=known.season.change(known.code, node),
    )  # fmt: skip


def why_of(known: Known, node: str) -> str:
    """The status that most of a channel's indicators have where they have no value; '' where most have one."""
    scored = known.board.scored
    row = scored.rows[known.code]
    found = [str(scored.status[row, scored.leaf_columns[n.id]]) for n in scored.scheme.nodes[node].walk() if n.metric]
    most = max(dict.fromkeys(found), key=found.count)
    return "" if most in (Status.OK, Status.CENSORED) else most
