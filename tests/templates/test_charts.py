"""Charts keep to their data, and colours can be told apart."""

from __future__ import annotations

from itertools import pairwise
from math import hypot, isclose

import pytest

from dsci.templates.charts import along, diamond, ring, spoke, within
from dsci.templates.charts.months import bars, peak, unknown
from dsci.templates.charts.standing import MANY, crowd, held, reach
from dsci.templates.palette import PALETTE, RAMP, custom_properties, shade


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["ink", "muted", "own", "median", "best", "warn"])
def test_text_and_marks_stand_out_from_the_paper(name: str) -> None:
    assert contrast(getattr(PALETTE, name), PALETTE.paper) >= 4.5


@pytest.mark.parametrize("step", RAMP)
def test_figures_can_be_read_on_every_shade(step: object) -> None:
    assert contrast(step.ground, step.text) >= 4.5  # type: ignore[attr-defined]


def test_shades_stay_apart_in_grey() -> None:
    light = [luminance(s.ground) for s in RAMP]
    assert all(a / b > 1.2 for a, b in pairwise(light))


def test_classes_of_the_ramp() -> None:
    assert [RAMP.index(shade(s)) for s in (-1, 0, 19.9, 20, 59, 60, 80, 100, 120)] == [0, 0, 0, 1, 2, 3, 4, 4, 4]


def test_the_stylesheet_gets_every_colour() -> None:
    assert f"--own:{PALETTE.own};" in custom_properties()


def test_spokes_go_clockwise_from_the_top() -> None:
    assert spoke(0, 5, 100) == (0, -100)
    assert spoke(1, 5, 100)[0] > 0 > spoke(4, 5, 100)[0]
    assert all(isclose(hypot(*spoke(i, 5, 80)), 80, abs_tol=0.01) for i in range(5))


def test_a_full_ring_is_closed() -> None:
    (run,) = ring([10, 20, 30, 40, 50], 80)
    assert len(run) == 6 and run[0] == run[-1]


def test_a_missing_score_breaks_the_ring_and_is_not_the_centre() -> None:
    runs = ring([50, None, 30, None, 20], 80)
    assert [len(r) for r in runs] == [1, 2]
    assert all(hypot(x, y) > 1 for run in runs for x, y in run)
    assert ring([None] * 5, 80) == []


def test_marks_stay_on_the_scale() -> None:
    assert (within(-3), within(50), within(120)) == (0, 50, 100)
    assert (along(25, 224), along(130, 224), along(-1, 224)) == (56, 224, 0)
    assert diamond(10, 5, 2) == "8,5 10,3 12,5 10,7"


def test_few_units_are_dots_and_many_are_lines() -> None:
    assert crowd([0, 50, 50, 100], 200, 10) == "M0 10h.01M100 10h.01M200 10h.01"
    assert crowd([50] * MANY, 200, 10, tall=4) == "M100 6v8"


def test_an_interval_of_ranks_reaches_over_the_scores_that_hold_them() -> None:
    scores = [10, 20, 30, 40, 50]  # ranks 5 to 1
    assert reach(scores, 2, 4, 100) == (20, 40)
    assert reach(scores, 1, 9, 100) == (10, 50), "more ranks than scores"
    assert reach(scores, None, None, 100) is None and reach([], 1, 2, 100) is None


def test_a_label_stays_inside() -> None:
    assert (held(2, 30, 300), held(150, 30, 300), held(299, 30, 300), held(5, 30, 40)) == (30, 150, 270, 30)


def test_months_that_were_not_seen_are_no_bars() -> None:
    counts = [None, None, 0, 4, 8]
    assert bars(counts, 50, 40).count("M") == 2 and "v-40h" in bars(counts, 50, 40)
    assert (unknown(counts, 50), unknown([None], 50), unknown([3], 50)) == (20, 50, 0)
    assert (peak(counts), peak([None, 0]), peak([])) == (4, None, None)
