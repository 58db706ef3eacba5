"""What of a site is each unit's own, made by several processes, each of which opens the store again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...contract import Finding, Placed, SiteContext
from ...pipeline import Board, card_context
from ...pipeline.many import by_many, enough
from ...pipeline.site import unit_looks
from ...progress import Stage
from ...registry import units
from ...templates import site as pages
from .analystrows import HEAD, unit_lines
from .packed import Packed, pack

SIZE = 20  # units that are done at once

Places = Mapping[str, tuple[Placed, ...]]  # by language


@dataclass(frozen=True)
class Speaking:
    """The board and the press of each language; no press before there are pages to write."""

    boards: Mapping[str, Board]
    presses: Mapping[str, pages.Press]


def _speaking(board: Board, out: Path, sites: Sequence[SiteContext]) -> Speaking:
    board = board.speaking(board.lang)
    boards = {lang: board.speaking(lang) for lang in ("zh", *(site.lang for site in sites))}
    return Speaking(boards, {site.lang: pages.press(out, site) for site in sites})


def look_through(board: Board, workers: int) -> tuple[dict[str, list[Finding]], Packed]:
    """Of every unit the findings of the rules, and its lines of the analyst's workbook under their head."""
    codes, findings, lines = board.scored.table.units, dict[str, list[Finding]](), Packed(HEAD)
    stage, words = Stage("site, what was seen", len(codes)), dict[str, str]()
    for some in _crew(board, Path(), (), _seen, _parts(codes), workers):
        found, own = some
        lines.add(own)
        for code in found:
            findings[code] = [_once(finding, words) for finding in found[code]]
            stage.step()
    stage.close()
    return findings, lines


def _once(finding: Finding, words: dict[str, str]) -> Finding:
    """The finding with the texts that many share held in memory once."""
    book, rule, wording, seen = (words.setdefault(t, t) for t in (finding.book, finding.rule, finding.wording, finding.seen))
    return replace(finding, book=book, rule=rule, wording=wording, seen=seen)


def _seen(speaking: Speaking, codes: Sequence[str]) -> tuple[dict[str, Sequence[Finding]], tuple[int, bytes]]:
    board = speaking.boards["zh"]  # one workbook for all languages
    found = dict(board.season.findings(codes))
    lines = [line for code in codes for line in unit_lines(board, code)]
    _forget(board, codes)
    return found, pack(lines)


def write_units(
    board: Board, out: Path, sites: Sequence[SiteContext], places: Mapping[str, Places],
    findings: Mapping[str, Sequence[Finding]], workers: int,
) -> int:  # fmt: skip
    """How many units had their pages, data and evidence written, in every language. `places` by unit."""
    codes = [unit.code for unit in sites[0].units]
    stage = Stage("site, pages of units", len(codes))
    parts = ([(code, places.get(code, {}), findings[code]) for code in some] for some in _parts(codes))
    for some in _crew(board, out, sites, _written, parts, workers):
        for _code in some:
            stage.step()
    stage.close()
    return len(codes)


def _written(speaking: Speaking, some: Sequence[tuple[str, Places, Sequence[Finding]]]) -> list[str]:
    for code, places, findings in some:
        for lang, press in speaking.presses.items():
            board = speaking.boards[lang]
            board.season.held[code] = list(findings)
            card = card_context(board, units()[code])
            pages.write_unit(press, card, places.get(lang, ()))
            pages.write_unit_data(press, card)
            pages.write_evidence(press, unit_looks(board.store, code, board.period, card.name, lang))
        _forget(board, [code])
    return [code for code, _, _ in some]


def _forget(board: Board, codes: Sequence[str]) -> None:
    """Lets go of findings that are needed no more."""
    for code in codes:
        board.season.held.pop(code, None)


def _crew(board: Board, out: Path, sites: Sequence[SiteContext], work: Any, parts: Iterator[Any], workers: int) -> Iterator[Any]:
    """What the processes make of each part."""
    workers = enough(workers, len(board.scored.table.units))
    given = (board if workers < 2 else replace(board, given=None), out, tuple(sites))
    yield from by_many(_speaking, given, work, parts, workers)


def _parts(codes: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(codes), SIZE):
        yield list(codes[start : start + SIZE])
