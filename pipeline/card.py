"""What a card prints, as one frozen record: the numbers of one unit beside those of the units it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import numpy as np

from .. import registry
from ..channels import channels
from ..channels.roads import latest_looks
from ..contract import (
    FAILED,
    Account,
    CardContext,
    ChannelScore,
    CityRow,
    Evidence,
    Exemplar,
    Headline,
    IndicatorRow,
    Level,
    LookCount,
    Observation,
    Page,
    Period,
    Status,
    Unit,
)
from ..index.explain.exemplars import ahead, leaders, tops
from ..index.percentile import percentile
from ..index.scheme.model import Node
from ..index.scored import plain
from ..index.steps import rank
from .addresses import address_of
from .board import Board
from .overriding import measured_before, observations_in_force

PROVINCIAL = "provincial"
SHOWN = 5  # strengths and weaknesses on a card

def card_context(board: Board, unit: Unit) -> CardContext:
    """The card of one unit. KeyError for a unit that the period has no observation of."""
    level = f"level:{unit.level}"
    among = PROVINCIAL if PROVINCIAL in unit.groups else level
    observations = {o.metric: o for o in observations_in_force(board.store, unit=unit.code, period=board.period)}
    rows = _indicators(board, unit.code, among, observations)
    cities_kind, cities = _cities(board, unit)
    known = [c.score for c in cities if c.score is not None and c.code != unit.code]
    return CardContext(
        unit=unit,
        name=unit.name_en if board.lang == "en" and unit.name_en else unit.name,
        lang=board.lang,
        period=board.period,
        as_of=board.as_of,
        scheme=board.scored.scheme.id,
        scheme_title=board.scored.scheme.title_en if board.lang == "en" else board.scored.scheme.title,
        scheme_source=board.scored.scheme.source,
        population=str(unit.level),
        peers_title=board.peers(among) if among != level else "",
        simulated=any(o.simulated for o in observations.values()),
        headlines=tuple(_headline(board, unit, level, node) for node in _front(board)),
        channels=tuple(_channel(board, unit.code, level, among, root) for root in board.scored.scheme.roots),
        indicators=rows,
        cities_kind=cities_kind,
        cities=cities,
        cities_mean=sum(known) / len(known) if known and cities_kind == "cities" else None,
        strengths=_extremes(rows, best=True),
        weaknesses=_extremes(rows, best=False),
        exemplars=_exemplars(board, unit.code, among),
        looks=_looks(board, unit.code),
        unobserved=tuple(r for r in rows if r.status in FAILED or r.status == Status.NOT_DECIDED),
        weights=dict(board.scored.scheme.weights),
        content_hash=_hash(observations),
    )


def _front(board: Board) -> list[str]:
    """The indices on the front: comprehensive, website, and the other composites."""
    composites = [c.id for c in board.scored.scheme.composites]
    roots = [root.id for root in board.scored.scheme.roots]
    return [*composites[:1], *[r for r in roots if r == "website"], *composites[1:]] or roots[:1]


def _headline(board: Board, unit: Unit, level: str, node: str) -> Headline:
    own = board.results[level, node, unit.code]
    wide = board.results.get((PROVINCIAL, node, unit.code))
    last = board.before.get((unit.code, node))
    change = own.score - last if own.score is not None and last is not None else None
    return Headline(
        node=node, title=board.title(node), score=own.score, rank=own.rank, of=own.of, tier=board.tier(own.tier),
        coverage=own.coverage, rank_low=own.rank_low, rank_high=own.rank_high,
        group_rank=wide.rank if wide else None, group_of=wide.of if wide else 0, change=change,
    )  # fmt: skip


def _channel(board: Board, unit: str, level: str, among: str, root: Node) -> ChannelScore:
    own = board.results[level, root.id, unit]
    scores = board.column(among, root.id)
    lead = leaders(board.scored, among, board.members[among], board.spans, [root.id])
    accounts = [a for a in board.store.rows(Account, unit=unit, channel=root.id) if a.role != "absent"]
    return ChannelScore(
        channel=root.id, title=board.title(root.id), score=own.score,
        median=float(np.median(scores)) if scores.size else None,
        best=lead[0].score if lead else None, best_unit=board.named(lead[0].unit) if lead else "",
        rank=own.rank, of=own.of, coverage=own.coverage, status=_why(board, unit, root),
        accounts=tuple(a.name or a.id for a in accounts), all_scores=tuple(float(s) for s in np.sort(scores)),
    )  # fmt: skip


def _why(board: Board, unit: str, root: Node) -> str:
    """The status that most of a channel's indicators have where they have no value; '' where most have one."""
    leaves = [n.id for n in root.walk() if n.metric]
    row = board.scored.rows[unit]
    found = [str(board.scored.status[row, board.scored.leaf_columns[leaf]]) for leaf in leaves]
    most = max(dict.fromkeys(found), key=found.count)
    return "" if most in (Status.OK, Status.CENSORED) else most


def _indicators(board: Board, unit: str, among: str, observations: dict[str, Observation]) -> tuple[IndicatorRow, ...]:
    evidence: dict[str, list[str]] = {}
    for e in board.store.rows(Evidence, unit=unit, period=board.period):
        evidence.setdefault(e.metric, []).append(e.page)
    scheme, measured = board.scored.scheme, measured_before(board.store, unit, board.period)
    return tuple(
        _indicator(board, unit, among, (root, group, leaf), observations[leaf.metric], evidence.get(leaf.metric, []), measured)
        for root in scheme.roots
        for group in root.children
        for leaf in group.walk()
        if leaf.metric in observations
    )


def _indicator(
    board: Board,
    unit: str,
    among: str,
    path: tuple[Node, Node, Node],
    own: Observation,
    pages: list[str],
    before: Mapping[str, str],
) -> IndicatorRow:
    root, group, leaf = path
    metric, scored = board.metrics[leaf.metric], board.scored
    score = scored.score(unit, leaf.id)
    scores = board.column(among, leaf.id)
    rows = [scored.rows[u] for u in board.members[among]]
    raw = scored.raw[rows, scored.leaf_columns[leaf.id]]
    known = raw[~np.isnan(raw)]
    best_unit, best = _best(board, unit, among, leaf)
    return IndicatorRow(
        metric=metric.id, channel=root.id, channel_title=board.title(root.id), group=group.id, group_title=board.title(group.id),
        title=board.title(leaf.id), unit=metric.unit, direction=metric.direction, value=own.value,
        bound=own.status is Status.CENSORED, status=own.status, reason=own.reason, score=score,
        percentile=None if score is None else percentile(score, scores),
        median=float(np.median(known)) if known.size else None, best=best,
        best_unit=board.named(best_unit) if best_unit else "", evidence=pages[0][:10] if pages else "", pages=len(pages),
        method=own.method, measured=before.get(own.metric, ""),
    )  # fmt: skip


def _best(board: Board, unit: str, among: str, leaf: Node) -> tuple[str, float | None]:
    """Of those with the highest score the one with the best value by the metric's direction, the unit itself where it has it."""
    scored, direction = board.scored, board.metrics[leaf.metric].direction
    first, column = tops(scored, leaf.id, board.members[among]), scored.leaf_columns[leaf.id]
    values = {u: plain(scored.raw[scored.rows[u], column]) for u in first}
    seen = {u: direction * value for u, value in values.items() if value is not None}
    best = max(seen or values, key=lambda u: (seen.get(u, 0.0), u == unit), default="")
    return best, values.get(best)


def _extremes(rows: tuple[IndicatorRow, ...], best: bool) -> tuple[IndicatorRow, ...]:
    """The indicators where the unit stands highest, or lowest, among those it is compared with."""
    ranked = sorted((r for r in rows if r.percentile is not None), key=lambda r: (r.percentile or 0.0, r.score or 0.0))
    beside = [r for r in ranked if r.percentile != 50]  # the median itself is neither
    chosen = [r for r in (reversed(beside) if best else beside) if ((r.percentile or 0) > 50) is best]
    once: dict[tuple[str, str], IndicatorRow] = {}
    for r in chosen:  # an absent channel is one weakness, not ten
        once.setdefault((r.channel, r.status) if r.status == Status.ABSENT else (r.metric, ""), r)
    return tuple(once.values())[:SHOWN]


def _cities(board: Board, unit: Unit) -> tuple[str, tuple[CityRow, ...]]:
    """The province's prefectures; a municipality's districts where measured, else the municipalities themselves."""
    known = registry.units()
    level = Level.COUNTY if unit.level is Level.MUNICIPALITY else Level.PREFECTURE
    inside = [c for c in board.scored.table.units if known[c].parent == unit.code and known[c].level is level]
    if inside:
        kind = "cities" if level is Level.PREFECTURE else "districts"
    elif unit.level is Level.MUNICIPALITY:
        kind, inside = "municipalities", board.members.get(f"level:{Level.MUNICIPALITY}", [])
    else:
        return "none", ()
    rows = sorted((_city(board, known[code]) for code in inside), key=lambda c: (c.level_rank or 10**6, c.code))
    places = rank.competition(np.array([np.nan if row.score is None else row.score for row in rows]))
    return kind, tuple(replace(row, rank=int(place) or None) for row, place in zip(rows, places, strict=True))


def _city(board: Board, unit: Unit) -> CityRow:
    level = f"level:{unit.level}"
    top = _front(board)[0]
    own = board.results[level, top, unit.code]
    of_channels = tuple(board.scored.score(unit.code, root.id) for root in board.scored.scheme.roots)
    name = board.named(unit.code)
    return CityRow(unit.code, name, own.score, None, own.rank, own.of, own.coverage, of_channels)


def _exemplars(board: Board, unit: str, among: str) -> tuple[Exemplar, ...]:
    found = []
    for lead in leaders(board.scored, among, board.members[among], board.spans):
        better = ahead(board.scored, unit, lead.unit, lead.node) if lead.unit != unit else []
        titles = tuple(board.title(a.node) for a in better)
        found.append(
            Exemplar(
                channel=lead.node,
                channel_title=board.title(lead.node),
                unit=board.named(lead.unit),
                score=lead.score,
                own_score=board.scored.score(unit, lead.node),
                strong_at=titles,
                url=address_of(board.store, lead.unit, lead.node),
            )
        )
    return tuple(found)


def _looks(board: Board, unit: str) -> tuple[LookCount, ...]:
    period = Period.parse(board.period)
    pages = [p for p in board.store.rows(Page, unit=unit) if period.start <= p.seen_at <= board.as_of]
    counts: dict[tuple[str, str], int] = {}
    for page in latest_looks([p for p in pages if p.channel in channels()], board.as_of):
        counts[page.channel, page.status] = counts.get((page.channel, page.status), 0) + 1
    order = list(channels())
    return tuple(LookCount(c, s, n) for (c, s), n in sorted(counts.items(), key=lambda i: (order.index(i[0][0]), -i[1])))


def _hash(observations: dict[str, Observation]) -> str:
    """16 hex digits over metric, status and value of everything observed."""
    lines = "\n".join(f"{o.metric} {o.status} {o.value!r}" for _, o in sorted(observations.items()))
    return sha256(lines.encode()).hexdigest()[:16]
