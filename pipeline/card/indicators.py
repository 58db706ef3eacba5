"""A unit's indicators with their values, scores, places and evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...contract import YES_NO, Evidence, IndicatorRow, Status
from ...index.scheme.model import Node
from ..overriding import measured_before
from .known import Known

SHOWN = 5  # strengths and weaknesses on a card


def indicator_rows(known: Known) -> tuple[IndicatorRow, ...]:
    """A row per indicator that was observed, or could not be, in the scheme's order."""
    pages = _pages(known.evidence)
    before = measured_before(known.board.store, known.code, known.board.period)
    return tuple(
        _indicator(known, (root, group, leaf), pages.get(leaf.metric, []), before)
        for root in known.board.scored.scheme.roots
        for group in root.children
        for leaf in group.walk()
        if leaf.metric in known.observations
    )


def _pages(rows: Sequence[Evidence]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.metric, []).append(row.page)
    return found


def _indicator(known: Known, path: tuple[Node, Node, Node], pages: list[str], before: Mapping[str, str]) -> IndicatorRow:
    (root, group, leaf), board, among = path, known.board, known.among
    metric, own = board.metrics[leaf.metric], known.observations[leaf.metric]
    best, holders = among.bests[leaf.id]
    holder = known.code if known.code in holders else next(iter(holders), "")
    binary = metric.unit == YES_NO
    return IndicatorRow(
        metric=metric.id, channel=root.id, channel_title=board.title(root.id), group=group.id, group_title=board.title(group.id),
        title=board.title(leaf.id), unit=metric.unit, direction=metric.direction, value=own.value,
        bound=own.status is Status.CENSORED, status=own.status, reason=own.reason,
        score=board.scored.score(known.code, leaf.id), percentile=among.percentiles[leaf.id].get(known.code),
        median=None if binary else among.medians[leaf.id], best=best, best_unit=board.named(holder) if holder else "",
        evidence=pages[0][:10] if pages else "", pages=len(pages), method=own.method, measured=before.get(own.metric, ""),
        change=_change(known, leaf), share=among.shares[leaf.id] if binary else None,
        best_count=len(holders),
    )  # fmt: skip


def _change(known: Known, leaf: Node) -> float | None:
    """Points since the period before; None where one of the two has no score, or that period did not count it."""
    then = known.season.earlier
    if then is None or known.code not in then.rows or leaf.id not in then.columns:
        return None
    was, now = then.score(known.code, leaf.id), known.board.scored.score(known.code, leaf.id)
    return None if was is None or now is None else now - was


def extremes(rows: tuple[IndicatorRow, ...], best: bool) -> tuple[IndicatorRow, ...]:
    """The indicators where the unit stands highest, or lowest, among those it is compared with."""
    ranked = sorted((r for r in rows if r.percentile is not None), key=lambda r: (r.percentile or 0.0, r.score or 0.0))
    beside = [r for r in ranked if r.percentile != 50]  # the median itself is neither
    chosen = [r for r in (reversed(beside) if best else beside) if ((r.percentile or 0) > 50) is best]
    once: dict[tuple[str, str], IndicatorRow] = {}
    for r in chosen:  # an absent channel is one weakness, not ten
        once.setdefault((r.channel, r.status) if r.status == Status.ABSENT else (r.metric, ""), r)
    return tuple(once.values())[:SHOWN]
