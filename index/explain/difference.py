"""Why one score is not another: parts that add up to the difference, by indicator.

The way from one side to the other has five steps, each taken apart by Shapley's value: the rules that hold for the one are
taken back; what counts on its side alone is left out; the indicators that count on both change their values; what counts on
the other side alone is put in; its rules are applied. So what is called a difference in an indicator was seen on both sides.
The steps and their order are ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..scheme.model import Scheme
from ..scored import Scored
from ..steps import aggregate
from .game import Game
from .rows import Row, Side, branches_below, profile, row_of
from .ruled import of_rules

__all__ = ["KINDS", "Line", "Side", "difference", "from_median", "totals"]
KINDS = ("score", "others", "coverage", "rule", "scheme", "profile")
TITLES = {
    "scheme": ("口径（权重与方法）", "weights and methods"),
    "profile": ("各指标中位数与得分中位数之差", "the median score is not the score of the medians"),
}
Key = tuple[str, str, str]  # node, kind, title of a rule
Pair = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a difference, in points of the node's score, first side minus second.

    `kind`: score (the indicator's own value), others (its value is the same, its scale moved with the other units), coverage
    (counts on one side only, or was imputed), rule (gate, deduction, bonus), scheme (weights and methods differ), profile
    (the median score is not the score of the medians). Values and scores of both sides where the node is an indicator.
    """

    node: str
    title: str
    title_en: str
    kind: str
    points: float
    values: Pair = (None, None)
    scores: Pair = (None, None)
    statuses: tuple[str, str] = ("", "")


def difference(one: Side, other: Side, node: str) -> tuple[Line, ...]:
    """Lines whose points sum to the first side's score minus the second's, in the tree's order.

    ValueError where a side has no score there, or the two trees differ below the node.
    """
    if any(node not in side.scored.columns for side in (one, other)):
        raise ValueError(f"no node {node!r} in both schemes")
    games = [Game(side.scored, branches_below(side.scored, node), node) for side in (one, other)]
    trees = [{b.id: b.children for b in game.branches.values()} for game in games]
    if trees[0] != trees[1]:
        raise ValueError(f"the two schemes have not the same tree below {node}")
    return _lines(games, [row_of(side, node) for side in (one, other)])


def from_median(scored: Scored, unit: str, node: str, members: Sequence[str] | None = None) -> tuple[Line, ...]:
    """Lines whose points sum to a unit's score minus the median score of the members (default: all units of the table).

    Indicators are held against their own medians. A unit in the middle of every indicator is not in the middle of the
    scores: what is left between the two is the line `profile`.
    """
    game = Game(scored, branches_below(scored, node), node)
    own, middle = row_of(Side(scored, unit), node), profile(scored, node, scored.table.units if members is None else members)
    lines = _lines([game, game], [own, middle])
    rest = own.score - middle.score - sum(line.points for line in lines)
    return (*lines, Line(node, *TITLES["profile"], "profile", rest))


def totals(lines: Sequence[Line]) -> dict[str, float]:
    """Points by kind, for the kinds that occur."""
    kinds = [kind for kind in KINDS if any(line.kind == kind for line in lines)]
    return {kind: sum(line.points for line in lines if line.kind == kind) for kind in kinds}


def _lines(games: Sequence[Game], rows: Sequence[Row]) -> tuple[Line, ...]:
    found: dict[Key, float] = {}
    for key, points in _parts(games, rows):
        found[key] = found.get(key, 0.0) + points
    place = {node: i for i, node in enumerate(games[0].scored.scheme.kinds)}
    ordered = sorted(found, key=lambda key: (KINDS.index(key[1]) > 2, place[key[0]]))
    return tuple(_line(games[0].scored.scheme, rows, key, found[key]) for key in ordered)


def _parts(games: Sequence[Game], rows: Sequence[Row]) -> Iterator[tuple[Key, float]]:
    top, both = games[0].top, [name for name in rows[0].leaves if name in rows[1].leaves]
    common = [{name: row.leaves[name] for name in both} for row in rows]
    alive = [game.values(at) for game, at in zip(games, common, strict=True)]
    for sign, game, row in zip((1, -1), games, rows, strict=True):
        yield from (((n, "rule", t), sign * p) for n, t, p in of_rules(game, row.leaves, row.rules))
    if any(np.isnan(side[top]) for side in alive):
        yield (top, "coverage", ""), games[0].total(rows[0].leaves) - games[1].total(rows[1].leaves)
        return
    for sign, game, row, at, side in zip((1, -1), games, rows, common, alive, strict=True):
        alone = _alone(game, top, game.values(row.leaves), side)
        yield from (((n, "coverage", ""), sign * p) for n, p in game.parts({**at, **alone}, at).items() if alone)
    played = games if _unlike(*games) else games[:1]
    for game in played:
        yield from (((n, _kind(n, rows), ""), p / len(played)) for n, p in game.parts(*common).items())
    if len(played) > 1:
        by_scheme = sum(games[0].total(at) - games[1].total(at) for at in common) / 2
        same = _sums(games[0]) == _sums(games[1])
        yield (top, "others" if same else "scheme", ""), by_scheme


def _alone(game: Game, node: str, full: dict[str, float], shared: dict[str, float]) -> dict[str, float]:
    """The topmost nodes that have a score, and none by the indicators that both sides share."""
    if np.isnan(full.get(node, np.nan)):
        return {}
    if np.isnan(shared.get(node, np.nan)):
        return {node: full[node]}
    below = game.branches[node].children if node in game.branches else ()
    return {name: score for child in below for name, score in _alone(game, child, full, shared).items()}


def _unlike(one: Game, other: Game) -> bool:
    """Whether the two value the same scores differently."""
    if one.scored is other.scored:
        return False
    return _sums(one) != _sums(other) or any(b.aggregate in aggregate.AMONG for b in one.branches.values())


def _sums(game: Game) -> list[tuple[object, ...]]:
    tree = (game.branches[name] for name in sorted(game.branches))
    return [(game.factor, b.id, b.aggregate, b.power, tuple(np.round(b.weights, 12))) for b in tree]


def _kind(node: str, rows: Sequence[Row]) -> str:
    if any(row.handling.get(node) == "impute" for row in rows):
        return "coverage"
    one, other = ((row.values.get(node), row.statuses.get(node)) for row in rows)
    return "others" if one == other and one[0] is not None else "score"


def _line(scheme: Scheme, rows: Sequence[Row], key: Key, points: float) -> Line:
    node, kind, rule = key
    titles = TITLES.get(kind) or ((rule, rule) if rule else (scheme.title_of(node), scheme.title_of(node, "en")))
    if node not in rows[0].values or kind == "rule":
        return Line(node, *titles, kind, points)
    one, other = rows
    return Line(
        node, *titles, kind, points, (one.values[node], other.values[node]),
        (one.leaves.get(node), other.leaves.get(node)), (one.statuses[node], other.statuses[node]),
    )  # fmt: skip
