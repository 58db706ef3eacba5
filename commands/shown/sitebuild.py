"""The site from a store: boards, contexts, pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ...contract import BookContext, Download, Observation, Practice, Result, RuleFound, Standing, in_order
from ...index import scheme as schemes_that_ship
from ...index.scheme.model import Scheme
from ...pipeline import Board, card_context
from ...pipeline.book import book_context, rankings_of
from ...pipeline.leading import leaders_of
from ...pipeline.past import before_of
from ...pipeline.site import kept_results, placed, rules_found, site_context, standing_of, unit_looks
from ...progress import Stage
from ...registry import units
from ...store import Store
from ...templates import site as pages
from ...templates.painter import Painter
from ..asked.options import scheme_of
from .sitefiles import write_downloads

DEFAULT = "dsci-2026"
FEW = 40  # units: so few are written by one process, another takes longer to start


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: the first language lies at the root; `practices` by language."""

    languages: tuple[str, ...]
    out: Path
    practices: Mapping[str, tuple[Practice, ...]]
    workers: int


def chosen(store: Store, names: Sequence[str]) -> list[Scheme]:
    """The schemes named; else the default one and those that ship and were scored. UsageError for one that there is not."""
    if names:
        return [scheme_of(name) for name in dict.fromkeys(names)]
    scored = {str(row[0]) for row in store.count(Result, "scheme")}
    others = [name for name in schemes_that_ship.available() if name in scored and name != DEFAULT]
    return [scheme_of(name) for name in (DEFAULT, *others)]


def build(board: Board, schemes: Sequence[Scheme], order: Order) -> int:
    """Writes the site and gives how many units have a page. The board is of the first scheme; the others are shown as kept."""
    scored = board.scored
    seen = [f for rows in board.season.findings(scored.table.units).values() for f in rows]
    pages.write_assets(order.out)
    downloads = write_downloads(board, seen, order.out)
    for lang in order.languages:
        board = board.speaking(lang)
        _write(board, schemes, order, downloads, rules_found(seen, lang))
    return len(scored.table.units)


def _write(
    board: Board, schemes: Sequence[Scheme], order: Order, downloads: Sequence[Download], rules: Sequence[RuleFound]
) -> None:
    """Writes the pages of one language."""
    book = _book(board, order.practices.get(board.lang, ()))
    standings = tuple(_standings(board, book, schemes))
    press = pages.press(order.out, site_context(book, standings, schemes, order.languages, board.evidence_base))
    pages.write_rankings(press)
    pages.write_findings(press, rules, book.finding_counts)
    pages.write_overview(press, book, downloads)
    places, known = placed(standings), units()
    codes = [unit.code for unit in press.site.units]
    pages.write_data(press, book.definitions)
    stage = Stage(f"site {board.lang}", len(codes))

    def shown(code: str) -> pages.Shown:
        card = card_context(board, known[code])
        return card, places.get(code, ()), unit_looks(board.store, code, board.period, card.name, board.lang)

    for _ in pages.write_units(press, map(shown, codes), order.workers if len(codes) > FEW else 1):
        stage.step()
    stage.close()


def _book(board: Board, practices: tuple[Practice, ...]) -> BookContext:
    populations = [name for name in board.members if name == "provincial" or name == "level:prefecture"]
    with Painter(board.lang) as paint:
        return book_context(board, (), practices, leaders_of(board, populations, paint))


def _standings(board: Board, book: BookContext, schemes: Sequence[Scheme]) -> Iterator[Standing]:
    """The rankings of every scheme and period that was scored up to the one shown, newest first."""
    measured = in_order(str(row[0]) for row in board.store.count(Observation, "period"))
    upto = measured[: measured.index(board.period) + 1]
    for scheme in schemes:
        for period in reversed(upto):
            if (scheme.id, period) == (book.scheme, book.period):
                yield from standing_of(scheme, board.period, book.rankings, board.lang)
                continue
            found = kept_results(board.store, scheme, period)
            before = before_of(board.store, scheme.id, period)
            then = kept_results(board.store, scheme, before) if before else []
            if found:
                yield from standing_of(scheme, period, rankings_of(scheme, board.lang, found, then), board.lang)
            elif period == board.period:
                click.echo(f"{scheme.id} has not scored {board.period}: dsci score --scheme {scheme.id} does", err=True)
