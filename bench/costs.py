"""What a stage of the line costs, as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MEGA = 1e6
MOST, LINEAR = 1500, 1.2  # megabytes that a stage may hold; times the processor of the first size that a unit may take (ours)
HEAD = f"{'units':>6} {'stage':8}{'wall s':>9}{'CPU s':>9}{'MB at most':>18}{'tables MB':>11}{'evidence MB':>13}{'site MB':>9}"


@dataclass(frozen=True)
class Cost:
    """What one stage of one size took: seconds by the clock and of the processor, megabytes at most; bytes on the disk then."""

    units: int
    stage: str
    wall: float
    processor: float
    memory: int
    tables: int
    evidence: int
    site: int

    @property
    def kept(self) -> int:
        """Bytes on the disk after the stage: of the store, or of the site."""
        return self.site if self.stage == "site" else self.tables + self.evidence


def said(cost: Cost) -> str:
    """A line of the table under HEAD."""
    disk = f"{cost.tables / MEGA:11.1f}{cost.evidence / MEGA:13.1f}{cost.site / MEGA:9.1f}"
    return f"{cost.units:6} {cost.stage:8}{cost.wall:9.1f}{cost.processor:9.1f}{'':8}{cost.memory:10}{disk}"


def table(found: Sequence[Cost]) -> Iterator[str]:
    """Per stage and size what a unit costs, and how many times that of the first size; of memory the whole."""
    yield ""
    yield "a unit's share, and how many times that of the first size (1.00 is linear); memory whole"
    columns = (("wall ms", 10), ("CPU ms", 10), ("times", 7), ("MB at most", 12), ("times", 7), ("KB kept", 10), ("times", 7))
    yield f"{'stage':8}{'units':>6}" + "".join(f"{name:>{width}}" for name, width in columns)
    for cost in sorted(found, key=lambda cost: [c.stage for c in found].index(cost.stage)):
        first = next(other for other in found if other.stage == cost.stage)
        kept, at_first = cost.kept / cost.units, first.kept / first.units
        yield (
            f"{cost.stage:8}{cost.units:6}{1000 * cost.wall / cost.units:10.1f}{1000 * cost.processor / cost.units:10.1f}"
            f"{times(cost, first):7.2f}{cost.memory:12}{cost.memory / max(1, first.memory):7.2f}"
            f"{kept / 1000:10.1f}{kept / max(1, at_first):7.2f}"
        )


def times(cost: Cost, first: Cost) -> float:
    """How many times the processor that a unit takes here of what it took there."""
    return cost.processor / cost.units / (first.processor / first.units)


def kept_to(found: Sequence[Cost]) -> bool:
    """No stage held more than it may, and no unit took more than at the first size."""
    first = {cost.stage: cost for cost in reversed(found)}
    return all(cost.memory <= MOST and times(cost, first[cost.stage]) <= LINEAR for cost in found)


def summary(found: Sequence[Cost]) -> str:
    """One line: each stage of the largest size, and what a unit takes by that of the first."""
    last = found[-1]
    parts = [
        f"{cost.stage} {cost.wall:.0f} s, at most {cost.memory} MB, a unit {times(cost, first):.2f} times that at {first.units}"
        for cost in found
        if cost.units == last.units and (first := next(other for other in found if other.stage == cost.stage))
    ]
    disk = f"store {(last.tables + last.evidence) / MEGA:.0f} MB, site {last.site / MEGA:.0f} MB"
    return f"{last.units} units: {'; '.join((*parts, disk))}"
