"""The index engine beside plain numpy doing the same work: build, rerun with other weights, uncertainty, sensitivity."""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme.methods import Filling, Methods
from dsci.index.scheme.model import Node, Normalise, Origin, Scheme, Treatment
from dsci.index.scored import Scored
from dsci.index.table import Table
from dsci.index.trust.factors import Factors
from dsci.index.trust.given import Run, run_design
from dsci.index.trust.uncertainty import uncertainty
from dsci.index.trust.weights import Dirichlet

from . import plain

PILLARS = 8
SIZES = ((31, 60, 10_000), (51, 49, 10_000), (337, 100, 10_000), (3194, 100, 1_000))


@dataclass(frozen=True)
class Case:
    """A made-up table with gaps and outliers, as the engine takes it and as numpy does."""

    scheme: Scheme
    table: Table
    tree: plain.Tree
    draws: int

    @classmethod
    def of(cls, units: int, indicators: int, draws: int) -> Case:
        rng = np.random.default_rng(7)
        x = np.exp(rng.normal(0, rng.uniform(0.2, 1.3, indicators), (units, indicators)))
        x[rng.random(x.shape) < 0.03] = np.nan
        pillar = np.arange(indicators) % PILLARS
        tables = Table.of([f"u{i}" for i in range(units)], [f"i{i}" for i in range(indicators)], x)
        return cls(_scheme(pillar), tables, plain.Tree(pillar), draws)


def _scheme(pillar: np.ndarray) -> Scheme:
    policy = {Status.OK: "value", Status.NOT_TRIED: "impute"}
    size = np.bincount(pillar)

    def leaf(i: int) -> Node:
        how = {"normalise": Normalise("minmax"), "policy": policy, "treat": Treatment("winsorise_log")}
        return Node(f"i{i}", "indicator", "", "", 1 / int(size[pillar[i]]), "", metric=f"i{i}", **how)

    below = [tuple(leaf(int(i)) for i in np.flatnonzero(pillar == p)) for p in range(PILLARS)]
    inner = tuple(Node(f"p{p}", "pillar", "", "", 1 / PILLARS, "", children) for p, children in enumerate(below))
    top = Node("index", "index", "", "", 1.0, "", inner)
    methods = Methods(filling=Filling("mean"))
    return Scheme("bench", "", "", "", Origin("", "", "", "", ""), ("index", "pillar", "indicator"), (top,), methods=methods)


Pair = tuple[Callable[[], object], Callable[[], object]]


def works(case: Case) -> Iterator[tuple[str, Pair]]:
    """Each work by name: the engine's, and numpy's."""
    scored, x = score(case.scheme, case.table), case.table.values
    filled = plain.imputed(x)
    ready = plain.minmax(plain.treated(filled, 5))
    same(scored, plain.index(ready, case.tree, np.ones(x.shape[1]), np.ones(PILLARS)))
    yield "build", (lambda: score(case.scheme, case.table), lambda: plain.build(x, case.tree))
    weights = np.random.default_rng(1).uniform(0.75, 1.25, (100, x.shape[1] + PILLARS))
    leaves, pillars = weights[:, : x.shape[1]], weights[:, x.shape[1] :]
    names = [*case.table.indicators, *(f"p{p}" for p in range(PILLARS))]
    runs = [Run(weights=dict(zip(names, row, strict=True))) for row in weights.tolist()]
    yield "100 weight sets", (lambda: run_design(scored, runs, "index"), lambda: plain.index(ready, case.tree, leaves, pillars))
    units = case.table.units
    factors = Factors(weights=Dirichlet())
    yield f"{case.draws:,} draws", (
        lambda: uncertainty(scored, units, factors, runs=case.draws).standings["index"].high,
        lambda: plain.uncertainty(ready, case.tree, case.draws),
    )
    rng = np.random.default_rng(2)
    design = [(int(rng.integers(1, 6)), bool(rng.integers(2)), int(rng.integers(100)), bool(rng.integers(2))) for _ in range(600)]
    four = [_run(points, z, runs[k], geometric) for points, z, k, geometric in design]
    first = replace(scored, scheme=case.scheme)
    yield "600 runs, 4 factors", (
        lambda: run_design(first, four, "index"),
        lambda: plain.analysis(filled, case.tree, design, (leaves, pillars)),
    )


def _run(points: int, zscore: bool, weighted: Run, geometric: bool) -> Run:
    normalisation = "zscore:10:2" if zscore else "minmax:1:100"
    return Run(str(points), normalisation, "geometric" if geometric else "arithmetic", weights=weighted.weights)


def same(scored: Scored, other: np.ndarray) -> None:
    """AssertionError where the two do not give the same scores: they would not be doing the same work."""
    np.testing.assert_allclose(scored.scores[:, scored.columns["index"]], other, rtol=1e-9)


def timed(pair: Pair, repeat: int) -> tuple[list[float], list[float]]:
    """Medians of processor and clock seconds, the engine's and numpy's, taken in turn."""
    spent: tuple[list[tuple[float, float]], ...] = ([], [])
    for _ in range(repeat):
        for work, own in zip(pair, spent, strict=True):
            began = time.process_time(), time.perf_counter()
            work()
            own.append((time.process_time() - began[0], time.perf_counter() - began[1]))
    ours, theirs = ([median(column) for column in zip(*own, strict=True)] for own in spent)
    return ours, theirs


def peak(work: Callable[[], object]) -> float:
    """Most memory that the work held at once, in MB."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Prints a line a size and work: milliseconds of the engine and of numpy, the ratio, and the engine's most memory."""
    parser = argparse.ArgumentParser(prog="python -m bench.index", description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    print(f"{'units x indicators':20}{'work':22}{'ours ms':>10}{'clock':>10}{'numpy ms':>10}{'clock':>10}{'ratio':>8}{'MB':>8}")
    for size in SIZES:
        for name, pair in works(Case.of(*size)):
            ours, theirs = timed(pair, given.repeat)
            cells = "".join(f"{1000 * seconds:10.1f}" for seconds in (*ours, *theirs))
            shape = f"{size[0]} x {size[1]}"
            print(f"{shape:20}{name:22}{cells}{ours[0] / theirs[0]:8.2f}{peak(pair[0]):8.1f}", flush=True)


if __name__ == "__main__":
    main()
