"""Rank intervals: the same for the same seed, no wider than what is varied, honest about what cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.results import results
from dsci.index.trust.uncertainty import FactorError, intervals

BLOCKED = Status.BLOCKED
PEOPLE = tuple(f"u{i}" for i in range(12))


@pytest.fixture
def cells(table):
    rng = np.random.default_rng(7)
    rows = {unit: (rng.uniform(0, 10), rng.uniform(0, 20), *rng.uniform(0, 100, 2)) for unit in PEOPLE}
    return table(rows)


@pytest.fixture
def gappy(table, cells):
    rows = dict(zip(cells.units, map(tuple, cells.values), strict=True))
    return table(rows | {"u0": (*rows["u0"][:2], BLOCKED, BLOCKED)})


def ranks(scored, population: dict[str, tuple[str, ...]]) -> dict[tuple[str, str, str], int | None]:
    return {(r.population, r.node, r.unit): r.rank for r in results(scored, population)}


def test_seed_decides_and_populations_do_not_disturb_each_other(tiny, gappy) -> None:
    found = score(tiny(), gappy)
    one = intervals(found, {"all": PEOPLE, "few": PEOPLE[:5]}, draws=200)
    assert one == intervals(found, {"few": PEOPLE[:5], "all": PEOPLE}, draws=200)
    assert {k: v for k, v in one.items() if k[0] == "few"} == intervals(found, {"few": PEOPLE[:5]}, draws=200)
    assert one != intervals(found, {"all": PEOPLE, "few": PEOPLE[:5]}, draws=200, seed=1)


def test_nothing_varied_gives_the_rank_itself(tiny, gappy) -> None:
    found, all_ = score(tiny(), gappy), {"all": PEOPLE}
    spans = intervals(found, all_, draws=20, vary=())
    own = ranks(found, all_)
    assert len(spans) == 12 + 12 + 11, "u0 has no score in b, and so no interval"
    assert spans == {key: (own[key], own[key]) for key in spans}


def test_firm_weights_give_the_rank_itself_too(tiny, cells) -> None:
    found, all_ = score(tiny(), cells), {"all": PEOPLE}
    own = ranks(found, all_)
    spans = intervals(found, all_, draws=50, concentration=1e12)
    assert spans == {key: (own[key], own[key]) for key in spans}
    loose = intervals(found, all_, draws=500, concentration=5)
    assert any(low < high for low, high in loose.values())
    assert all(low <= own[key] <= high for key, (low, high) in loose.items())


def test_a_unit_with_a_channel_unseen_is_the_less_certain_one(tiny, gappy) -> None:
    found = score(tiny(), gappy)
    spans = intervals(found, {"all": PEOPLE}, draws=500, vary=("missing",), nodes=("all",))
    width = {unit: high - low for (_, _, unit), (low, high) in spans.items()}
    assert width["u0"] == max(width.values()) >= 4
    assert all(width[unit] <= 1 for unit in PEOPLE[1:]), "only u0 moves past the others"


def test_missing_values_are_drawn_from_what_was_observed_there(tiny, table) -> None:
    """b of the unseen is 20 or 80 as the others' is: it ranks with the first or the last of them, never between."""
    rows = {f"{b}{i}": (5, 10, b, b) for b in (20, 80) for i in range(5)}
    found = score(tiny(), table({"mid": (5, 10, 50, 50), **rows, "dark": (5, 10, BLOCKED, BLOCKED)}))
    spans = intervals(found, {"p": found.table.units}, draws=400, vary=("missing",), nodes=("all",))
    assert spans["p", "all", "dark"] == (1, 7), "level with the other 20s, behind six"
    assert spans["p", "all", "mid"] == (6, 7)


def test_the_interval_holds_the_published_rank(tiny, table) -> None:
    """Published on its one seen channel (75) it is first; with the others' zero in the other (45) it is always last."""
    rows = {f"u{i}": (9, 0, 0, 0) for i in range(4)}
    found = score(tiny(), table({"dark": (10, 20, BLOCKED, BLOCKED), **rows}))
    spans = intervals(found, {"p": found.table.units}, draws=100, vary=("missing",), nodes=("all",))
    assert ranks(found, {"p": found.table.units})["p", "all", "dark"] == 1
    assert spans["p", "all", "dark"] == (1, 5)


def test_a_composites_own_weights_are_the_middle_of_its_draws(tiny, cells) -> None:
    found, all_ = score(tiny('nodes = ["a", "b"]', 'nodes = ["a", "b"]\nweights = [0.1, 0.9]'), cells), {"all": PEOPLE}
    own = ranks(found, all_)
    spans = intervals(found, all_, draws=20, concentration=1e12, nodes=("all",))
    assert spans == {key: (own[key], own[key]) for key in spans}


def test_a_single_unit_is_first(tiny, gappy) -> None:
    found = score(tiny(), gappy)
    assert set(intervals(found, {"one": ("u0",), "none": ("zz",)}, draws=10).values()) == {(1, 1)}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"vary": ("missing",)}, "missing cannot be varied: nothing is missing"),
        ({"vary": ("normalisation",)}, "unknown factor 'normalisation'; there are weights, missing"),
        ({"draws": 0}, "0 draws"),
        ({"concentration": 0.0}, "concentration 0.0"),
    ],
)
def test_factors_are_checked_before_the_first_draw(tiny, cells, options, said: str) -> None:
    with pytest.raises(FactorError, match=said):
        intervals(score(tiny(), cells), {"all": PEOPLE}, **options)


def test_intervals_stand_in_the_results(tiny, gappy) -> None:
    found = score(tiny(), gappy)
    spans = intervals(found, {"all": PEOPLE}, draws=50)
    rows = results(found, {"all": PEOPLE}, "2026", spans)
    assert {(r.node, r.unit): (r.rank_low, r.rank_high) for r in rows if r.rank_low} == {k[1:]: v for k, v in spans.items()}
