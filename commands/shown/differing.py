"""A difference between two scores as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from ...index.explain.difference import Line, Side, difference, from_median, totals
from ...index.explain.rows import profile
from ...index.scored import Scored
from ...store import Store
from ..asked.meant import name_of
from ..asked.scored import Loaded, beside_of
from ..asked.source import Source
from .explanation import title_of
from .placing import level_of, populations_of

KINDS = {
    "score": "own values", "others": "own values unchanged, the others moved the scale",
    "coverage": "seen on one side only, or imputed",
    "rule": "gates, deductions, bonuses", "scheme": "weights and methods",
    "profile": "a unit in the middle of every indicator would not have the median score: what lies between the two",
}  # fmt: skip
LEAST = 0.005  # points; smaller lines are put together


def difference_lines(scored: Scored, lines: Sequence[Line]) -> Iterator[str]:
    """A line a part, the greatest loss first, then what each kind sums to."""
    small = [line for line in lines if abs(line.points) < LEAST]
    for line in sorted((line for line in lines if abs(line.points) >= LEAST), key=lambda line: line.points):
        yield f"{line.points:+7.2f}  {_title(scored, line)}{_sides(line)}  {line.node}"
    if small:
        yield f"{sum(line.points for line in small) + 0.0:+7.2f}  smaller than {LEAST} points each: {len(small)}"
    for kind, points in totals(lines).items():
        yield f"{points:+7.2f}  in all: {kind} ({KINDS[kind]})"


def _title(scored: Scored, line: Line) -> str:
    return f"[{line.kind}] {line.title}" if line.kind in ("rule", "scheme", "profile") else title_of(scored, line.node)


def _sides(line: Line) -> str:
    if not any(line.statuses):
        return f"  [{line.kind}]" if line.kind == "coverage" else ""
    shown = [s if v is None else f"{v:g}" for v, s in zip(line.values, line.statuses, strict=True)]
    kind = f"  [{line.kind}]" if line.kind != "score" else ""
    return f"  {shown[0] or '—'} | {shown[1] or '—'}{_told_by_scores(line, shown)}{kind}"


def _told_by_scores(line: Line, shown: Sequence[str]) -> str:
    """Both scores where the values do not tell the sides apart: a median of scores counts the absent as 0, one of values not."""
    one, two = line.scores
    if shown[0] != shown[1] or one is None or two is None or abs(one - two) < LEAST:
        return ""
    return f", scores {one:.1f} | {two:.1f}"


def between(loaded: Loaded, unit: str, other: str, node: str) -> Iterator[str]:
    """Two units of one scoring."""
    scored = loaded.scored
    lines = difference(Side(scored, unit), Side(scored, other), node)
    one, two = ((name_of(code), scored.score(code, node) or 0.0) for code in (unit, other))
    yield _head(scored, node, one, two)
    yield from difference_lines(scored, lines)


def off_median(loaded: Loaded, unit: str, node: str, population: str) -> Iterator[str]:
    """A unit and the median of a population, by default of its level, else of the first in which it is ranked."""
    own, level = populations_of(loaded.populations, unit), level_of(loaded.populations, unit)
    if population and population not in own:
        raise click.UsageError(f"{unit} is not ranked in {population!r}, but in {', '.join(own)}")
    chosen = population or level
    scored = loaded.scored
    lines = from_median(scored, unit, node, own[chosen])
    middle = profile(scored, node, own[chosen]).score
    yield _head(scored, node, (name_of(unit), scored.score(unit, node) or 0.0), (f"median of {chosen}", middle))
    yield from difference_lines(scored, lines)


def since_last(loaded: Loaded, earlier: tuple[str, Scored], unit: str, node: str) -> Iterator[str]:
    """A unit in this period and in the one before."""
    scored, (period, before) = loaded.scored, earlier
    if unit not in before.rows:
        raise ValueError(f"{unit} was not measured in {period}")
    lines = difference(Side(scored, unit), Side(before, unit), node)
    now, then = ((f"{name_of(unit)} {p}", s.score(unit, node) or 0.0) for p, s in ((loaded.period, scored), (period, before)))
    yield _head(scored, node, now, then)
    yield from difference_lines(scored, lines)


def _head(scored: Scored, node: str, one: tuple[str, float], other: tuple[str, float]) -> str:
    return f"{title_of(scored, node)}: {one[0]} {one[1]:.2f}, {other[0]} {other[1]:.2f}, {one[1] - other[1]:+.2f}"


def earlier_of(loaded: Loaded, source: Source) -> tuple[str, Scored]:
    """The period before, and its scores by the same scheme. UsageError where there is none."""
    from ...contract import Observation, in_order, order
    from ...pipeline import load_scored

    store: Store | None = loaded.store
    if store is None:
        panel = source.panel()
        known = list(panel)
    else:
        known = [label for (label, _count) in store.count(Observation, "period")]
    before = in_order(label for label in known if order(label) < order(loaded.period))
    if not before:
        raise click.UsageError(f"there is no period before {loaded.period or 'this one'}")
    last = before[-1]
    return last, panel[last] if store is None else load_scored(store, loaded.scored.scheme, last, beside_of(source.beside))
