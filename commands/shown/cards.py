"""Cards from a scored period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...contract import CardContext, Observation, Result, Unit
from ...index.scored import Scored
from ...index.trust.uncertainty import Intervals
from ...pipeline import Board, card_context
from ...progress import Stage
from ...store import Store
from ...templates.render import render_many


def print_cards(
    store: Store,
    scoring: tuple[Scored, Intervals, list[Result]],
    period: str,
    units: Sequence[Unit],
    folder: Path,
    lang: str,
    workers: int,
) -> Iterator[Path]:
    """The paths of the units' cards as they are printed; units that the period did not measure are left out."""
    scored, spans, found = scoring
    as_of = max(o.as_of for o in store.rows(Observation, period=period))
    board = Board(store, scored, spans, found, period, as_of, lang)
    wanted = [u for u in units if u.code in scored.rows]
    stage = Stage(f"cards {lang}", len(wanted))
    contexts: Iterator[CardContext] = (card_context(board, u) for u in wanted)
    for path in render_many(contexts, folder, workers):
        stage.step()
        yield path
    stage.close()
