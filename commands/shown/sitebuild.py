"""The site from a store: boards, contexts, pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ...contract import BookContext, Download, Observation, Placed, Practice, Result, RuleFound, SiteContext, Standing, in_order
from ...index import scheme as schemes_that_ship
from ...index.scheme.model import Scheme
from ...pipeline import Board
from ...pipeline.book import book_context, rankings_of
from ...pipeline.leading import leaders_of
from ...pipeline.past import before_of
from ...pipeline.site import kept_results, placed, rules_found, site_context, standing_of
from ...store import Store
from ...templates import site as pages
from ...templates.painter import Painter
from ..asked.options import scheme_of
from .sitecrew import look_through, write_units
from .sitefiles import write_downloads

DEFAULT = "dsci-2026"


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
    pages.write_assets(order.out)
    findings, indicators = look_through(board, order.workers)
    board.season.held.update(findings)
    seen = [f for rows in findings.values() for f in rows]
    downloads = write_downloads(board, seen, indicators, order.out)
    sites, places = [], dict[str, dict[str, tuple[Placed, ...]]]()
    for lang in order.languages:
        site = _write(board.speaking(lang), schemes, order, downloads, rules_found(seen, lang))
        for code, own in placed(site.standings).items():
            places.setdefault(code, {})[lang] = own
        sites.append(site)
    return write_units(board, order.out, sites, places, findings, order.workers)


def _write(
    board: Board, schemes: Sequence[Scheme], order: Order, downloads: Sequence[Download], rules: Sequence[RuleFound]
) -> SiteContext:
    """Writes the pages of one language but for those of units; what all of that language share."""
    book = _book(board, order.practices.get(board.lang, ()))
    standings = tuple(_standings(board, book, schemes))
    site = site_context(book, standings, schemes, order.languages, board.evidence_base)
    press = pages.press(order.out, site)
    pages.write_rankings(press)
    pages.write_findings(press, rules, book.finding_counts)
    pages.write_overview(press, book, downloads)
    pages.write_data(press, book.definitions)
    return site


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
