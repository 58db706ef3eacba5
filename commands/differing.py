"""A difference between two scores as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from ..index.explain.difference import Line, Side, difference, from_median, totals
from ..index.explain.rows import profile
from ..index.scored import Scored
from ..store import Store
from .explanation import title_of
from .placing import level_of, named, populations_of
from .scored import Loaded, panel_of

KINDS = {
    "score": "own values", "others": "own values unchanged, the others moved the scale",
    "coverage": "seen on one side only, or imputed",
    "rule": "gates, deductions, bonuses", "scheme": "weights and methods", "profile": "median score less score of the medians",
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
    return f"  {shown[0] or '—'} | {shown[1] or '—'}{kind}"


def between(loaded: Loaded, unit: str, other: str, node: str) -> Iterator[str]:
    """Two units of one scoring."""
    scored = loaded.scored
    lines = difference(Side(scored, unit), Side(scored, other), node)
    yield _head(scored, node, (named(unit), scored.score(unit, node) or 0.0), (named(other), scored.score(other, node) or 0.0))
    yield from difference_lines(scored, lines)


def off_median(loaded: Loaded, unit: str, node: str, population: str) -> Iterator[str]:
    """A unit and the median of a population, by default of its level, else of the first in which it is ranked."""
    own = populations_of(loaded.populations, unit)
    if population and population not in own:
        raise click.UsageError(f"{unit} is not ranked in {population!r}, but in {', '.join(own)}")
    chosen = population or level_of(loaded.populations, unit)
    scored = loaded.scored
    lines = from_median(scored, unit, node, own[chosen])
    middle = profile(scored, node, own[chosen]).score
    yield _head(scored, node, (named(unit), scored.score(unit, node) or 0.0), (f"median of {chosen}", middle))
    yield from difference_lines(scored, lines)


def since_last(loaded: Loaded, earlier: tuple[str, Scored], unit: str, node: str) -> Iterator[str]:
    """A unit in this period and in the one before."""
    scored, (period, before) = loaded.scored, earlier
    if unit not in before.rows:
        raise ValueError(f"{unit} was not measured in {period}")
    lines = difference(Side(scored, unit), Side(before, unit), node)
    now, then = ((f"{named(unit)} {p}", s.score(unit, node) or 0.0) for p, s in ((loaded.period, scored), (period, before)))
    yield _head(scored, node, now, then)
    yield from difference_lines(scored, lines)


def _head(scored: Scored, node: str, one: tuple[str, float], other: tuple[str, float]) -> str:
    return f"{title_of(scored, node)}: {one[0]} {one[1]:.2f}, {other[0]} {other[1]:.2f}, {one[1] - other[1]:+.2f}"


def earlier_of(
    loaded: Loaded, scheme: str, data: str | None, meta: str | None, key: str, beside: str | None
) -> tuple[str, Scored]:
    """The period before, and its scores by the same scheme. UsageError where there is none."""
    from ..contract import Observation
    from ..pipeline import load_scored

    store: Store | None = loaded.store
    if store is None:
        panel = panel_of(scheme, data or "", meta, key, beside)
        before = [period for period in panel if period < loaded.period]
    else:
        before = [label for (label, _count) in store.count(Observation, "period") if label < loaded.period]
    if not before:
        raise click.UsageError(f"there is no period before {loaded.period or 'this one'}")
    last = max(before)
    return last, panel[last] if store is None else load_scored(store, loaded.scored.scheme, last)
