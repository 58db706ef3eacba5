"""What the audit's tables say that a person should look at: rules, each with its threshold and where that is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..correlation import Correlation
from .influence import Removal
from .reliability import Components
from .statistics import Statistics


@dataclass(frozen=True, slots=True)
class Marks:
    """From where on something is remarkable.

    `twins`: COINr's `get_corr_flags`; `opposed` and `weak`: the limits of its coloured correlation tables; `alpha`: Nunnally,
    Psychometric Theory, 1978, p. 245; `size`: COINr's `get_denom_corr`. `seen` is COINr's `get_stats`, there for indicators.
    `moved` is ours: the mean shift of ranks, as a share of the units.
    """

    seen: float = 0.65
    twins: float = 0.9
    opposed: float = -0.4
    weak: float = 0.3
    alpha: float = 0.7
    size: float = 0.6
    moved: float = 0.05


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: `rule` (see RULES), the nodes or indicators it is about, the number and the limit it crosses."""

    rule: str
    node: str
    other: str
    value: float
    limit: float


RULES = (
    "few", "zeros", "repeated", "outliers", "unseen", "against", "weak", "twins", "twins_across", "opposed", "size", "unreliable",
    "manifold", "heavy", "silent",
)  # fmt: skip


def of_statistics(rows: Iterable[Statistics]) -> Iterator[Finding]:
    """few: values of too few units. zeros: mostly 0. repeated: few different values. outliers: a distribution far from even."""
    for row in rows:
        available, nonzero, unique, _ = row.shares
        if row.few:
            yield Finding("few", row.indicator, "", available, row.limits.available)
        if row.zeros:
            yield Finding("zeros", row.indicator, "", nonzero, row.limits.nonzero)
        if row.repeated:
            yield Finding("repeated", row.indicator, "", unique, row.limits.unique)
        if row.outliers and row.skewness is not None:
            yield Finding("outliers", row.indicator, "", row.skewness, row.limits.skewness)


def of_availability(means: Mapping[str, float | None], marks: Marks) -> Iterator[Finding]:
    """unseen: a node of which, in the mean of the units, too little was observed."""
    for node, mean in means.items():
        if mean is not None and mean < marks.seen:
            yield Finding("unseen", node, "", mean, marks.seen)


def of_parents(rows: Iterable[Correlation], marks: Marks) -> Iterator[Finding]:
    """against: a child that falls where its parent rises. weak: one that hardly moves with it. `rows`: parent and child."""
    for row in rows:
        if row.value is not None and row.value < marks.weak:
            rule, limit = ("against", 0.0) if row.value < 0 else ("weak", marks.weak)
            yield Finding(rule, row.second, row.first, row.value, limit)


def of_pairs(rows: Iterable[Correlation], within: bool, marks: Marks) -> Iterator[Finding]:
    """twins: two indicators that say the same and so count twice. opposed: two of one branch that undo each other."""
    for row in rows:
        if row.value is not None and row.value > marks.twins:
            yield Finding("twins" if within else "twins_across", row.first, row.second, row.value, marks.twins)
        elif row.value is not None and within and row.value < marks.opposed:
            yield Finding("opposed", row.first, row.second, row.value, marks.opposed)


def of_size(rows: Iterable[Correlation], marks: Marks) -> Iterator[Finding]:
    """size: an indicator that goes with how big a unit is and is not divided by that."""
    for row in rows:
        if row.value is not None:
            yield Finding("size", row.first, row.second, row.value, marks.size)


def of_branches(
    alphas: Mapping[str, float | None], parts: Mapping[str, Components | None], marks: Marks
) -> Iterator[Finding]:
    """unreliable: a branch of low alpha. manifold: a branch that measures more than one thing."""
    for node, value in alphas.items():
        if value is not None and value < marks.alpha:
            yield Finding("unreliable", node, "", value, marks.alpha)
    for node, found in parts.items():
        if found and found.dimensions > 1:
            yield Finding("manifold", node, "", float(found.dimensions), 1.0)


def of_removals(rows: Sequence[Removal], units: int, marks: Marks) -> Iterator[Finding]:
    """heavy: an element on which the ranks rest. silent: one that could be left out without any rank changing."""
    for row in rows:
        limit = marks.moved * units
        if row.shift is not None and row.shift > limit:
            yield Finding("heavy", row.node, "", row.shift, limit)
        elif row.shift == 0:
            yield Finding("silent", row.node, "", 0.0, 0.0)
