"""Runs in blocks: memory is that of a block, and the numbers do not depend on how many work on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from os import cpu_count
from typing import Protocol

import numpy as np
from numpy.random import Generator, SeedSequence, default_rng
from numpy.typing import NDArray

from ..arrays import Array, StepError
from .alternatives import FactorError
from .gaps import Missing
from .tree import Tree
from .weights import fixed_weights

CELLS = 65_536  # runs x units of a block: its arrays stay in a processor's cache
Runs = NDArray[np.int64]
Take = Callable[[Runs, Mapping[str, Array]], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """One way through the steps: a tree, what is missing in it, the shown scale of each node (factor on its scores)."""

    name: str
    tree: Tree
    missing: Missing | None
    shares: Mapping[str, float]  # of the tops of the tree
    scale: Mapping[str, float]


class Chance(Protocol):
    """Where what varies from run to run comes from."""

    def weights(self, setting: Setting, runs: Runs, rng: Generator) -> Mapping[str, Array]: ...

    def quantiles(self, count: int, runs: Runs, rng: Generator) -> Array: ...


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Which setting each run has, which indicator it omits (-1 none; None: no run omits any), and its chances."""

    settings: Sequence[Setting]
    setting: Runs
    omitted: Runs | None
    chance: Chance
    seed: int


def perform(plan: RunPlan, nodes: Sequence[str], take: Take, workers: int | None = None) -> None:
    """Hands the scores (runs x units) of those nodes to `take`, block by block; each block draws from a seed of its own.

    Blocks run on so many threads (default: processors); `take` must only write what belongs to the runs it is given.
    """
    for setting in plan.settings:
        _tried(setting)

    def one(block: tuple[int, int, Runs]) -> None:
        take(block[2], _scores(plan, nodes, *block))

    blocks = list(_blocks(plan))
    count = min(workers or cpu_count() or 1, len(blocks))
    if count <= 1:  # threads take longer to start than one block takes
        for block in blocks:
            one(block)
        return
    with ThreadPoolExecutor(count) as pool:
        for _done in pool.map(one, blocks):
            pass


def performed(plan: RunPlan, node: str, workers: int | None) -> Array:
    """Scores of a node in each run, runs x units. FactorError as `perform`."""
    scores = np.empty((len(plan.setting), len(plan.settings[0].tree.units)))

    def take(runs: Runs, found: Mapping[str, Array]) -> None:
        scores[runs] = found[node]

    perform(plan, [node], take, workers)
    return scores


def _tried(setting: Setting) -> None:
    """One run with the weights as they are and the worst of each missing value: FactorError where a step cannot take it."""
    gaps = setting.missing.filled(np.zeros((1, setting.missing.count))) if setting.missing else {}
    with _named(setting):
        setting.tree.scores(fixed_weights(setting.tree.branches, 1), gaps, None, ())


def _blocks(plan: RunPlan) -> Iterator[tuple[int, int, Runs]]:
    """Number, setting and runs of each block: of one setting, and of fixed size."""
    number = 0
    for setting in np.unique(plan.setting):
        runs = np.flatnonzero(plan.setting == setting)
        size = max(1, CELLS // len(plan.settings[setting].tree.units))
        for start in range(0, len(runs), size):
            yield number, int(setting), runs[start : start + size]
            number += 1


def _scores(plan: RunPlan, nodes: Sequence[str], number: int, which: int, runs: Runs) -> Mapping[str, Array]:
    setting, rng = plan.settings[which], default_rng(SeedSequence(plan.seed, spawn_key=(number,)))
    weights = plan.chance.weights(setting, runs, rng)
    gaps = setting.missing.filled(plan.chance.quantiles(setting.missing.count, runs, rng)) if setting.missing else {}
    omitted = None if plan.omitted is None else plan.omitted[runs]
    with _named(setting):
        scores = setting.tree.scores(weights, gaps, omitted, nodes)
    return {node: own if setting.scale.get(node, 1) == 1 else own * setting.scale[node] for node, own in scores.items()}


@contextmanager
def _named(setting: Setting) -> Iterator[None]:
    """A step's error as FactorError that says which way it was met."""
    try:
        yield
    except StepError as fault:
        raise FactorError(f"{setting.name}: {fault}") from fault
