"""The elements of a framework, and what can be wrong with the tree that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Fault


@dataclass(frozen=True, slots=True)
class Element:
    """One row: an indicator (level 1) or what indicators are put together to; '' and None where nothing is stated."""

    line: int
    level: int
    code: str
    name: str
    parent: str
    indicator: bool
    direction: int = 1
    weight: float = 1.0
    denominator: str = ""
    target: float | None = None
    lower: float | None = None
    upper: float | None = None
    scale: float | None = None
    clip: bool | None = None


def tree_faults(rows: Sequence[Element]) -> Iterator[Fault]:
    """Codes that stand twice, parents that are not there or not above, and families that weigh nothing."""
    known: dict[str, Element] = {}
    parents = {row.parent for row in rows}
    for row in rows:
        if row.code in known:
            yield Fault(row.line, f"{row.code} stands already in line {known[row.code].line}")
        known.setdefault(row.code, row)
    for row in rows:
        above = known.get(row.parent)
        if row.parent and above is None:
            yield Fault(row.line, f"{row.code}: no parent {row.parent!r}")
        elif above is not None and above.level <= row.level:
            yield Fault(row.line, f"{row.code}: its parent {row.parent} stands on level {above.level}, not above {row.level}")
        elif above is not None and above.indicator:
            yield Fault(row.line, f"{row.code}: its parent {row.parent} is an indicator")
        if not row.indicator and row.code not in parents:
            yield Fault(row.line, f"{row.code}: nothing stands below it")
        if not row.parent and row.level < max(other.level for other in rows):
            yield Fault(row.line, f"{row.code}: no parent, and it is not on the highest level")
    for parent in parents:
        own = [row for row in rows if row.parent == parent]
        if own and not any(row.weight for row in own):
            yield Fault(own[0].line, f"all weights below {parent or 'the top'} are 0")
