"""What would move the first index: the way to the next tier, and the single steps that give most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...contract import Step, Way
from ...index.arrays import StepError
from ...index.explain.cheapest import cheapest
from ...index.explain.gains import Gain, gains
from ...index.explain.goals import Goal, like_holders
from ...index.tiering import has_tiers
from .known import Known

MOST = 5  # steps of a way, and single steps on a card
SIFTED = 5_000  # ours: sets of a size that are all sifted for a card; of more the greatest gains are taken one by one
LEAST = 0.05  # points: what would be printed as 0.0 is no gain
POINTS = "分"


def moves(known: Known) -> tuple[Way | None, tuple[Step, ...]]:
    """The way to the next tier, and up to five single steps, the greatest gain first.

    Goals are the best values of those that the unit is compared with; ranks are those of its level. Without a way, its
    reason says why: unscored, no_tiers, unparted, top, none (no set of up to five steps). None where nothing can be said:
    nobody else has a score, or the scales rest on other periods too.
    """
    scored, node, unit = known.board.scored, known.season.front[0], known.code
    if scored.score(unit, node) is None:
        return _without(known, "unscored"), ()
    if known.among.best(node) is None:
        return None, ()
    goals = like_holders(scored, unit, known.among.holders(node))
    try:
        single = gains(scored, unit, node, goals, known.level.units)
    except ValueError:
        return None, ()
    steps = tuple(_step(known, gain) for gain in single[:MOST] if gain.points >= LEAST)
    return _way(known, goals, single), steps


def _without(known: Known, reason: str) -> Way:
    node = known.season.front[0]
    score, rank = known.board.scored.score(known.code, node), known.result(node).rank
    return Way(node, known.board.title(node), "", None, (), score, rank, reason)


def _way(known: Known, goals: Mapping[str, Goal], single: Sequence[Gain]) -> Way:
    board, node = known.board, known.season.front[0]
    if not has_tiers(board.scored.scheme, node):
        return _without(known, "no_tiers")
    try:
        way = cheapest(board.scored, known.code, node, goals, known.level.units, single, (SIFTED, MOST))
    except StepError:
        return _without(known, "unparted")
    except ValueError:
        return _without(known, "top")
    short = way.wanted - board.scored.must(known.code, node)
    if way.then is None or len(way.gains) > MOST:
        return Way(node, board.title(node), board.tier(way.tier), short, (), None, None, "none")
    steps = tuple(_step(known, gain) for gain in way.gains)
    return Way(node, board.title(node), board.tier(way.tier), short, steps, way.then.score, way.then.rank)


def _step(known: Known, gain: Gain) -> Step:
    """One step; of a whole channel or capability that is opened, `metric` is its node and the goal a score."""
    board = known.board
    leaf = board.scored.scheme.nodes[gain.node]
    return Step(
        metric=leaf.metric or leaf.id, title=board.title(gain.node), channel_title=board.title(_root(known, gain.node)),
        unit=board.metrics[leaf.metric].unit if leaf.metric else POINTS, value=gain.own, status=gain.status, goal=gain.goal,
        goal_unit=board.named(gain.of) if gain.of else "", gain=gain.points, rank=gain.then.rank, tier=board.tier(gain.then.tier),
    )  # fmt: skip


def _root(known: Known, node: str) -> str:
    parents = known.board.scored.scheme.parents
    while parents[node]:
        node = parents[node]
    return node
