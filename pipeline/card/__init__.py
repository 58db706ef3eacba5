"""What a card prints, as one frozen record: the numbers of one unit beside those of the units it is compared with."""

from __future__ import annotations

from dataclasses import replace

from ... import registry
from ...contract import FAILED, CardContext, IndicatorRow, Level, Status, Unit
from ..board import Board
from ..site.chinese import said
from .activity import activity
from .channels import channel_scores
from .cities import around, leads
from .exemplars import exemplars
from .findings import judged
from .headlines import headlines
from .indicators import extremes, indicator_rows
from .known import Known, known_of
from .moves import moves
from .spread import spread
from .statements import statements
from .sure import content_hash, look_counts

__all__ = ["card_context"]


def card_context(board: Board, unit: Unit) -> CardContext:
    """The card of one unit of any level. KeyError for a unit that the period has no observation of."""
    known = known_of(board, unit)
    rows = indicator_rows(known)
    kind, cities = around(board, unit)
    others = [c.score for c in cities if c.score is not None and c.code != unit.code]
    findings, counts = judged(known)
    way, gains = moves(known)
    scheme = board.scored.scheme
    context = CardContext(
        unit=unit,
        name=unit.name_en if board.lang == "en" and unit.name_en else unit.name,
        lang=board.lang,
        period=board.period,
        as_of=board.as_of,
        scheme=scheme.id,
        scheme_title=scheme.title_en if board.lang == "en" else scheme.title,
        scheme_source=said(scheme.source, board.lang),
        population=str(unit.level),
        peers_title=_peers(known),
        simulated=any(o.simulated for o in known.observations.values()),
        headlines=headlines(known),
        channels=channel_scores(known),
        indicators=rows,
        cities_kind=kind,
        cities=cities,
        cities_mean=sum(others) / len(others) if others and kind in ("cities", "districts") else None,
        strengths=extremes(rows, best=True),
        weaknesses=extremes(rows, best=False),
        exemplars=exemplars(known),
        looks=look_counts(known),
        unobserved=tuple(r for r in rows if _unseen(r)),
        weights=dict(scheme.weights),
        content_hash=content_hash(known.observations),
        before=board.season.before,
        province=_province(board, unit),
        activity=activity(known),
        findings=findings,
        finding_counts=counts,
        way=way,
        gains=gains,
        spread=spread(board) if kind == "cities" else (),
        city_leads=leads(board, cities) if kind in ("cities", "districts") else (),
        evidence_base=board.evidence_base,
        version=board.version,
        draws=board.draws,
    )
    return replace(context, statements=statements(context))


def _peers(known: Known) -> str:
    """Whom it is compared with, where that is more than its level."""
    wide = known.among.population != known.level.population and len(known.among.units) > 1
    return known.board.peers(known.among.population) if wide else ""


def _unseen(row: IndicatorRow) -> bool:
    return row.status in FAILED or row.status == Status.NOT_DECIDED


def _province(board: Board, unit: Unit) -> str:
    """Of a unit below a province that province's name in the card's language."""
    if unit.level not in (Level.PREFECTURE, Level.COUNTY):
        return ""
    found = registry.province_of(unit)
    return found.name_en if board.lang == "en" and found.name_en else found.name
