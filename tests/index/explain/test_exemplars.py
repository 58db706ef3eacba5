"""Nearest better peers, province and cities, channels that part, and the exemplars that a report names."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dsci import registry
from dsci.contract import Account, Status
from dsci.index.explain import peers as nearest
from dsci.index.explain.coordination import movement, shared, together
from dsci.index.explain.differentiation import partings
from dsci.index.explain.exemplars import leaders
from dsci.index.explain.peers import peers
from dsci.index.explain.published import beside, named, source
from dsci.index.percentile import percentile

from .conftest import of, tree, two_levels

BLOCKED, NAN = Status.BLOCKED, float("nan")
UNITS = {
    "u": (40, 40, 40, 40), "near": (45, 40, 40, 50), "far": (100, 100, 100, 100), "worse": (39, 40, 40, 40),
    "dark": (90, BLOCKED, BLOCKED, BLOCKED),
}  # fmt: skip


def test_the_nearest_that_is_better() -> None:
    """near differs by 5 in a1 (0.45) and by 10 in b2 (0.2): √(0.45·25 + 0.2·100) = √31.25. far by 60 throughout."""
    scored = of(two_levels(), UNITS)
    found = peers(scored, "u", "all", list(UNITS))
    assert [(p.unit, p.distance, p.common) for p in found] == [
        ("near", pytest.approx(31.25**0.5), pytest.approx(1)), ("far", pytest.approx(60), pytest.approx(1)),
    ]  # fmt: skip
    assert [(a.node, a.points) for a in found[0].ahead] == [("a1", pytest.approx(2.25)), ("b2", pytest.approx(2))]
    assert peers(scored, "far", "all", list(UNITS)) == []
    assert [p.unit for p in peers(scored, "u", "all", ["far"])] == ["far"]


def test_a_peer_of_which_little_was_seen_is_passed_over() -> None:
    """dark has a score of 90 by a1 alone: 0.45 of the weight."""
    scored = of(two_levels(), UNITS)
    assert scored.score("dark", "all") == 90 and "dark" not in [p.unit for p in peers(scored, "u", "all", list(UNITS))]


def test_distances_are_of_scores_before_full_marks() -> None:
    """Shown out of 20 and 40, a1 still differs by 5 of 100 and b2 by 10."""
    marks = {"a1": 20.0, "b2": 40.0}
    scored = of(two_levels().mapped(lambda n: replace(n, full=marks.get(n.id))), UNITS)
    assert peers(scored, "u", "all", ["near"])[0].distance == pytest.approx(31.25**0.5)


def test_only_the_nearest_are_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(nearest, "ahead", lambda scored, unit, other, node, most: seen.append(other) or [])
    scored = of(two_levels(), {"u": (1,) * 4} | {f"v{i}": (2 + i,) * 4 for i in range(9)})
    assert [p.unit for p in peers(scored, "u", "all", list(scored.table.units), most=2)] == ["v0", "v1"] == seen


@pytest.mark.parametrize(
    ("score", "scores", "wanted"),
    [
        (9, (9, 5, 1), 100), (5, (9, 5, 1), 50), (1, (9, 5, 1), 0), (5, (9, 5, 5, 1, NAN), 50), (5, (5 + 1e-12, 5, 1), 75),
        (5, (5,), 50),
    ],
)  # fmt: skip
def test_percentiles_by_hand(score: float, scores: tuple[float, ...], wanted: float) -> None:
    """Of 5 + 1e-12, 5, 1 the first two are one: one below and half of the other, of two."""
    assert percentile(score, np.array(scores)) == pytest.approx(wanted)


def test_who_was_hardly_seen_is_no_exemplar() -> None:
    """dark has 90 by 0.45 of the weight alone."""
    known = ["u", "near", "dark"]
    scored = of(two_levels(), UNITS)
    assert max(known, key=lambda unit: scored.must(unit, "all")) == "dark"
    lead = leaders(scored, "here", known)[0]
    assert (lead.unit, lead.of, lead.margin) == ("near", 2, pytest.approx(0.45 * 5 + 0.2 * 10))
    assert leaders(scored, "here", ["dark"]) == []


CITIES = {"P": ("p1", "p2"), "Q": ("q1", "q2"), "R": ("r1", "r2"), "S": ("s1",)}
SCORES = {"P": 80, "p1": 70, "p2": 50, "Q": 60, "q1": 40, "q2": 60, "R": 40, "r1": 45, "r2": BLOCKED, "S": 20, "s1": BLOCKED}


def test_province_and_cities() -> None:
    scored = of(tree({"i": (1, None)}, top="website"), {unit: (score,) for unit, score in SCORES.items()})
    rows = {row.province: row for row in together(scored, CITIES, ["website"])}
    assert (rows["P"].own, rows["P"].cities_mean, rows["P"].gap, rows["P"].spread) == pytest.approx((80, 60, 20, 10))
    assert (rows["R"].cities, rows["R"].gap, rows["R"].spread) == (1, -5, None)
    assert (rows["S"].cities, rows["S"].cities_mean, rows["S"].gap) == (0, None, None)
    (move,) = movement(list(rows.values()))
    assert (move.provinces, move.level, move.mean_gap, move.moved) == (3, pytest.approx(1), pytest.approx(25 / 3), None)


def test_they_move_together_or_not() -> None:
    """P and its cities rise by 10 and 6, Q's by 2 and 1, R falls by 4 while its city rises by 9: ranks 3 2 1 and 2 1 3."""
    scheme = tree({"i": (1, None)}, top="website")
    later = {"P": 90, "p1": 76, "p2": 56, "Q": 62, "q1": 41, "q2": 61, "R": 36, "r1": 54}
    old, new = (of(scheme, {u: (now.get(u, BLOCKED),) for u in SCORES}) for now in (SCORES, later))
    rows = together(new, CITIES, ["website"], old)
    assert (rows[0].change, rows[0].cities_change) == pytest.approx((10, 6))
    assert movement(rows)[0].moved == pytest.approx(-0.5)


def test_platforms_in_common() -> None:
    rows = [Account("P", "app", "ios", "1"), Account("p1", "app", "ios", "1"), Account("p2", "app", "ios", "2"),
            Account("q1", "app", "ios", "1"), Account("P", "weibo", "weibo", "", role="absent")]  # fmt: skip
    (found,) = shared(rows, CITIES)
    assert (found.province, found.platform, found.id, found.cities) == ("P", "ios", "1", ("p1",))


def test_channels_that_part() -> None:
    """Of three units u is first on a (100) and last on b (0): spread 50; v in the middle of both."""
    cells = {"u": (90, 90, 10, 10), "v": (50, 50, 50, 50), "w": (10, 10, BLOCKED, BLOCKED), "x": (20, 20, 90, 90)}
    scored = of(two_levels(), cells)
    found = partings(scored, list(scored.table.units), ["a", "b"])
    assert found[0].unit == "u" and (found[0].high, found[0].low) == ("a", "b")
    assert found[0].percentiles == pytest.approx({"a": 100, "b": 0}) and found[0].spread == pytest.approx(50)
    assert {row.unit for row in found} == {"u", "v", "x"}


def test_the_exemplars_that_a_report_names() -> None:
    """The five of the 2023 report's abstract; each a unit of the registry, one a channel."""
    rows = named()
    assert [row.channel for row in rows] == ["website", "weibo", "wechat", "app", "video"]
    assert [(row.name, row.words) for row in rows][:2] == [("重庆市人民政府", "服务完备的政务网站"), ("上海发布", "发展成熟")]
    units = registry.units()
    assert [units[row.unit].name for row in rows] == ["重庆市", "上海市", "上海市", "上海市", "重庆市"]
    assert "978-7-5227-2885-8" in source()


def test_where_they_stand_here() -> None:
    scored = of(tree({"i": (1, None)}, top="website"), {"500000": (70,), "310000": (90,), "110000": (BLOCKED,)})
    (row,) = beside(scored, list(scored.table.units))
    assert (row.named.unit, row.score, row.rank, row.of) == ("500000", 70, 2, 2)
    (row,) = beside(scored, ["310000"])
    assert (row.score, row.rank, row.of) == (None, None, 1)


def test_who_leads_together_is_named_and_no_lead_holds() -> None:
    """w is behind by a difference that only rounding made: all three lead, whatever the interval says."""
    scored = of(tree({"i": (1, None)}, top="website"), {"u": (90,), "v": (90,), "w": (90 - 1e-12,), "x": (10,)})
    spans = {("all", "website", unit): (1, 1) for unit in "uvw"}
    (lead,) = leaders(scored, "all", "uvwx", spans)
    assert (lead.unit, lead.tied, lead.margin, lead.survives, lead.of) == ("u", ("v", "w"), 0.0, False, 4)
    (lead,) = leaders(scored, "all", "vx", spans)
    assert (lead.unit, lead.tied, lead.margin, lead.survives) == ("v", (), pytest.approx(80), True)
