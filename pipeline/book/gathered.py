"""What the parts of a book are made of, read once: results of this period and those before, problems, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...contract import FindingCount, Problem, Result
from ..board import Board
from ..inspecting import load_book
from . import verdicts
from .populations import REGION, bases, in_region, ranked, regional
from .problems import best_first, problems
from .told import Told, told, within
from .tree import Tree


@dataclass(frozen=True)
class Gathered:
    """`populations`: the whole ones, then those of regional chapters; `past` has the oldest period first."""

    tree: Tree
    now: Told
    past: tuple[Told, ...]
    populations: tuple[str, ...]
    chapters: tuple[str, ...]
    problems: tuple[Problem, ...]
    counts: tuple[FindingCount, ...]
    vetoed: tuple[int, int]  # units that meet a veto, of those that one was decided of
    coverage: float  # mean over all units, of the top node

    @property
    def before(self) -> Told | None:
        """The period that changes are against."""
        return self.past[-1] if self.past else None


def gather(board: Board, chapters: Sequence[str]) -> Gathered:
    """All that the store tells for a book of that board."""
    tree, scored = Tree(board.scored.scheme, board.lang), board.scored
    whole = ranked(scored.scheme, board.members)
    now = told(board.period, (r for r in board.found if r.population in whole and r.node in tree.shown))
    past = [_told(board, tree, period, whole) for period in board.season.periods[:-1]]
    parts, (now, *past) = _parts(board, whole, chapters, (now, *past))
    books = [load_book(name) for name in verdicts.BOOKS]
    found = board.season.findings(scored.table.units)
    order = [scored.table.units[row] for row in best_first(tree, scored)]
    broken = verdicts.broken(tree, found, books, order)
    lacking = (*problems(tree, scored, board.season.earlier, board.metrics), *broken)
    coverage = float(np.mean([scored.covered(unit, tree.top) for unit in scored.table.units]))
    others = [chapter for chapter in chapters if not chapter.startswith(REGION)]
    return Gathered(
        tree, now, tuple(past), (*whole, *parts), (*others, *parts), lacking, verdicts.counts(tree, found, books),
        verdicts.vetoed(found, books), coverage,
    )  # fmt: skip


def _told(board: Board, tree: Tree, period: str, populations: Sequence[str]) -> Told:
    """An earlier period, but for its indicators."""
    where = {"scheme": tree.scheme.id, "period": period, "population": populations, "node": tree.shown}
    return told(period, board.store.rows(Result, **where))


def _parts(board: Board, whole: Sequence[str], chapters: Sequence[str], periods: Sequence[Told]) -> tuple[list[str], list[Told]]:
    """The populations of regional chapters that have a unit, and the periods with those added."""
    parts = {
        f"{REGION}{region}{ending}": (base, in_region(region))
        for region in regional(chapters)
        for base, ending in bases(whole)
        if in_region(region) & set(board.members[base])
    }
    found = list(periods)
    for part, (base, codes) in parts.items():
        found = [within(period, board.scored.scheme, base, part, codes) for period in found]
    return list(parts), found
