"""Cards and the book from a scored period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...contract import CardContext, Practice, Result, Unit
from ...index.scored import Scored
from ...index.trust.uncertainty import Intervals
from ...pipeline import Board, card_context
from ...pipeline.board import as_of, told_of
from ...progress import Stage
from ...store import Store
from ...templates.render import render_many

Scoring = tuple[Scored, Intervals, list[Result]]
LED = ("provincial", "level:prefecture", "level:county")  # populations whose leaders have a page


def board_of(store: Store, scoring: Scoring, period: str, lang: str, base: str = "", draws: int = 1000) -> Board:
    """The board of a period that was just scored, with as many draws as `score_period` makes."""
    scored, spans, found = scoring
    told = set(told_of(scored.scheme))
    kept = [r for r in found if r.node in told]
    return Board(store, scored, spans, kept, period, as_of(store, period), lang, base, draws)


def print_cards(board: Board, units: Sequence[Unit], folder: Path, workers: int, cluster: str = "") -> Iterator[Path]:
    """The paths of the units' cards as they are printed, here or by the workers of a cluster; units that the period did not
    measure are left out. ConnectionError where there is no such cluster."""
    wanted = [u for u in units if u.code in board.scored.rows]
    stage = Stage(f"cards {board.lang}", len(wanted))
    contexts: Iterator[CardContext] = (card_context(board, u) for u in wanted)
    for path in _on_cluster(cluster, contexts, folder) if cluster else render_many(contexts, folder, workers):
        stage.step()
        yield path
    stage.close()


def _on_cluster(address: str, contexts: Iterator[CardContext], folder: Path) -> Iterator[Path]:
    from ...cluster.engine import engine
    from ...cluster.printing import render_on

    with engine(address) as running:
        yield from render_on(running, contexts, folder)


def print_book(board: Board, folder: Path, chapters: Sequence[str] = (), practices: tuple[Practice, ...] = ()) -> Path:
    """The path of the national book. UsageError for a chapter that there is not."""
    import click

    from ...pipeline.book import book_context
    from ...pipeline.leading import leaders_of
    from ...templates.painter import Painter

    stage = Stage(f"book {board.lang}", 2)
    populations = [name for name in LED if name in board.members]
    with Painter(board.lang) as paint:
        leaders = leaders_of(board, populations, paint)
    try:
        context = book_context(board, chapters, practices, leaders)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    stage.step()
    (path,) = render_many([context], folder, 1)
    stage.close()
    return path
