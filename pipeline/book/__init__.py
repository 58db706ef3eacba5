"""What the national book prints, as one frozen record: the numbers of all units by one scheme and period."""

from __future__ import annotations

from collections.abc import Sequence

from ...contract import BookContext, Leader, Overview, Practice, Ranking, Tile
from ..board import Board
from ..site.chinese import said
from . import topics
from .appendix import addresses, definitions, digest, looks
from .gathered import Gathered, gather
from .nation import Nation
from .national import sentences
from .overview import overview
from .ranking import ranking, rankings_of
from .tiles import tiles

__all__ = ["book_context", "rankings_of"]


def book_context(
    board: Board, chapters: Sequence[str] = (), practices: tuple[Practice, ...] = (), leaders: tuple[Leader, ...] = ()
) -> BookContext:
    """The book of a scored period. ValueError for a chapter that there is not.

    `chapters`: `topics`, one topic of posts, or `region:east`; a regional one becomes two where cities were measured, the
    second as `region:east:prefecture`. Topics are counted only where a chapter is about them: every post is read for it.
    """
    topics.refuse_unknown(chapters)
    found = gather(board, chapters)
    tree, scheme, units, when = found.tree, board.scored.scheme, board.scored.table.units, (board.period, board.as_of)
    rankings = tuple(ranking(tree, name, found.now, found.before) for name in found.populations)
    overviews = tuple(overview(tree, name, found.now, found.past) for name in found.populations)
    shown = tiles(tree, board.scored, found.now, found.populations)
    return BookContext(
        name="", lang=board.lang, period=board.period, periods=board.season.periods, as_of=board.as_of, scheme=scheme.id,
        scheme_title=scheme.title_en if board.lang == "en" else scheme.title, scheme_source=said(scheme.source, board.lang),
        simulated=board.scored.table.simulated, content_hash=digest(board.scored), version=board.version, draws=board.draws,
        channels=tree.channels, channel_titles=tuple(tree.title(channel) for channel in tree.channels),
        coverage=found.coverage, units=len(units),
        statements=sentences(_nation(found, rankings, overviews, shown)),
        rankings=rankings, overviews=overviews, tiles=shown, problems=found.problems, finding_counts=found.counts,
        topics=topics.topics(board.store, tree, units, *when) if topics.wanted(chapters) else (),
        leaders=leaders, practices=practices, definitions=definitions(tree, board.scored),
        addresses=addresses(board.store, tree, units, board.as_of), looks=looks(board.store, units, *when),
        weights=dict(scheme.weights), chapters=found.chapters, evidence_base=board.evidence_base,
    )  # fmt: skip


def _nation(found: Gathered, rankings: Sequence[Ranking], overviews: Sequence[Overview], shown: Sequence[Tile]) -> Nation:
    """What the sentences are made of: the first population of more than one unit, or the first."""
    place = next((n for n, ranking in enumerate(rankings) if ranking.of > 1), 0)
    before = found.before.period if found.before else ""
    told = (found.problems, found.coverage, found.vetoed, before)
    return Nation(rankings[place], overviews[place], found.tree.counted, shown, *told)
