"""Steps scored by a unit's row alone come out as with the whole table; and only where they may."""

from __future__ import annotations

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index import engine
from dsci.index.explain import gains as told
from dsci.index.explain import goals as aims
from dsci.index.explain.cheapest import cheapest
from dsci.index.explain.gains import gains
from dsci.index.explain.goals import like_best, rescored
from dsci.index.explain.rowwise import of_itself
from dsci.index.scheme import load
from dsci.index.scored import Scored
from dsci.index.table import Table

from .conftest import MINMAX, by, of, two_levels

UNITS = tuple("uvwxyz")


@pytest.fixture(scope="module")
def scored() -> Scored:
    """The default scheme over six units drawn from a seed; u has no App."""
    scheme, random = load("dsci-2026"), np.random.default_rng(6)
    ends = {leaf.metric: (leaf.normalise.worst or 0.0, leaf.normalise.best or 0.0) for leaf in scheme.leaves}
    worst, best = np.array([ends[m] for m in scheme.columns if m in ends]).T
    values = worst + (best - worst) * random.random((len(UNITS), len(worst)))
    status = np.full(values.shape, Status.OK.value, object)
    status[0, [m.startswith("app.") for m in scheme.columns]] = Status.ABSENT.value
    status[1:3, ::7] = Status.BLOCKED.value
    values[status != Status.OK.value] = np.nan
    return engine.score(scheme, Table.of(UNITS, scheme.columns, values, status))


def test_steps_and_way_are_those_of_the_whole_table(scored: Scored, monkeypatch: pytest.MonkeyPatch) -> None:
    assert of_itself(scored)
    goals = like_best(scored, "u", "comprehensive", UNITS)
    fast, way = gains(scored, "u", "comprehensive", goals, UNITS), cheapest(scored, "u", "comprehensive", goals, UNITS)
    few = {step.leaves[0]: goals[step.leaves[0]] for step in fast[:6]} | {leaf: goals[leaf] for leaf in fast[0].leaves}
    alone = rescored(scored, "u", few)
    fast = gains(scored, "u", "comprehensive", few, UNITS)
    for module in (told, aims):
        monkeypatch.setattr(module, "of_itself", lambda _: False)
    slow, whole = gains(scored, "u", "comprehensive", few, UNITS), rescored(scored, "u", few)
    assert len(slow) == 6 and any(len(step.leaves) > 1 for step in slow)  # the App is opened as a whole
    for one, other in zip(fast, slow, strict=True):
        assert (one.node, one.leaves) == (other.node, other.leaves)
        assert (one.then.rank, one.then.tier) == (other.then.rank, other.then.tier)
        assert (one.points, one.effort) == (pytest.approx(other.points), pytest.approx(other.effort))
    for stage in ("scores", "coverage", "aggregated", "codes"):
        assert np.allclose(getattr(alone, stage), getattr(whole, stage), equal_nan=True)
    assert np.allclose(alone.raw, whole.raw, equal_nan=True)
    assert np.allclose(alone.table.values, whole.table.values, equal_nan=True)
    assert way.then is not None and way.fewest


def test_scales_of_the_sample_and_imputed_gaps_need_the_whole_table() -> None:
    rows = {"u": (1, 2, 3, 4), "v": (2, 3, 4, 9), "w": (3, 1, 1, 1)}
    assert of_itself(of(two_levels(), rows))
    assert not of_itself(of(by(two_levels(), MINMAX), rows))
