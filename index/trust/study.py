"""The runs of one population: what each of them does, and where it is written down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.random import Generator, SeedSequence, default_rng

from ..arrays import Array
from .alternatives import FactorError
from .book import Book
from .chance import Fresh
from .factors import STEPS, Factors
from .runs import RunPlan, Runs, perform
from .settings import OWN, Ground, Way, relative, setting
from .standing import Standing


def design(factors: Factors, runs: int, seed: int) -> tuple[list[Way], Runs]:
    """The ways that are used, and which of them each run goes; alternatives are drawn independently."""
    rng = _stream(seed, 1)
    choices = [getattr(factors, name) or (OWN,) for name in STEPS]
    drawn = [rng.integers(len(texts), size=runs) for texts in choices]
    every = [Way(*texts) for texts in product(*choices)]
    which = np.ravel_multi_index(drawn, [len(texts) for texts in choices])
    used, place = np.unique(which, return_inverse=True)
    return [every[i] for i in used], place


def _stream(seed: int, number: int) -> Generator:
    """Random numbers of their own for what is drawn before the blocks, whose streams are (block,)."""
    return default_rng(SeedSequence(seed, spawn_key=(0, number)))


@dataclass(frozen=True)
class Study:
    """Runs of one population."""

    ground: Ground
    units: Sequence[str]
    factors: Factors
    runs: int
    seed: int

    def standings(self, nodes: Collection[str], workers: int | None, classes: bool) -> dict[str, Standing]:
        """Per node that of the units that have a score in it; a node that nobody of them has a score in is left out."""
        if self.runs < 1:
            raise FactorError(f"{self.runs} draws: want at least 1")
        plan, rows = self._plan()
        place = {row: i for i, row in enumerate(rows)}
        books = [Book.of(self.ground.scored, node, self.units, self.runs, place, classes) for node in nodes]

        def take(runs: Runs, scores: Mapping[str, Array]) -> None:
            for book in books:
                book.take(runs, scores[book.node])

        books = [book for book in books if book.units]
        if books:
            perform(plan, [book.node for book in books], take, workers)
        return {book.node: book.standing() for book in books}

    def _plan(self) -> tuple[RunPlan, list[int]]:
        """The runs, and which of the table's rows they score: all, where units are compared with each other."""
        scored, factors = self.ground.scored, self.factors
        ways, which = design(factors, self.runs, self.seed)
        everybody = relative(scored, [way.aggregation for way in ways])
        rows = list(range(len(scored.table.units))) if everybody else [scored.rows[unit] for unit in self.units]
        settings = [setting(self.ground, way, rows, factors.missing) for way in ways]
        omitted = _stream(self.seed, 2).integers(-1, len(scored.scheme.leaves), self.runs) if factors.leave_one_out else None
        return RunPlan(settings, which, omitted, Fresh(factors.weights), self.seed), rows
