"""The rate of points 得分率: of the full mark that a scheme states, refused where it states none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.cli import main
from dsci.index.engine import score
from dsci.index.periods.marks import full_marks
from dsci.index.periods.points import rates
from dsci.index.scheme import load
from dsci.index.table import Table

CELLS = {"u": (4, 10, 50, 70), "v": (10, 0, 100, 100)}  # a 42.5 and 100, b 60 and 100, all 49.5 and 100


def test_a_composite_has_a_full_mark_of_its_own(tiny: Callable[..., object], table: Callable[..., Table]) -> None:
    """Scores out of 110: 54.45 and 110, mean 82.225; as shares 0.495 and 1."""
    scored = score(tiny('nodes = ["a", "b"]', 'nodes = ["a", "b"]\nfull = 110'), table(CELLS))
    found = {r.node: r for r in rates(scored)}
    assert (found["all"].mean, found["all"].full) == pytest.approx((82.225, 110))
    assert found["all"].rate == pytest.approx(0.7475) and (found["b"].full, found["b"].rate) == pytest.approx((100, 0.8))


def test_of_the_scale_that_a_scheme_states(tiny: Callable[..., object], table: Callable[..., Table]) -> None:
    """On 0..10 the same shares of ten."""
    scored = score(tiny('normalise = "goalposts"', 'normalise = "goalposts"\nscale = [0, 10]'), table(CELLS))
    found = {r.node: r for r in rates(scored)}
    assert (found["all"].mean, found["all"].full, found["all"].rate) == pytest.approx((7.475, 10, 0.7475))


def test_values_given_as_they_are_have_no_full_mark() -> None:
    """The UN's indices lie on 0..1, which the scheme does not state: a mean of 0.6 is not 0.6 %."""
    scored = score(load("egdi"), Table.of(["u", "v"], ["osi", "tii", "hci"], [[0.5, 0.6, 0.7], [0.6, 0.6, 0.6]]))
    found = {r.node: r for r in rates(scored)}
    assert found["egdi"].mean == pytest.approx(0.6) and (found["egdi"].full, found["egdi"].rate) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ('weight = 0.6', 'weight = 0.6\nfull = 40', {"a": 40, "all": 100, "a.many": 100}),
        ('worst = 0\nbest = 10\n', 'normalise = "zscore"\n', {"a.many": None, "a": None, "all": None, "b": 100}),
        ('worst = 0\nbest = 10\n', 'normalise = "steps"\nsteps = [[0, 0], [5, 80]]\n', {"a.many": 80, "a": 85, "all": 91}),
        ('title_en = "All"', 'title_en = "All"\naggregate = "copeland"', {"all": None, "a": 100}),
        ('title_en = "All"', 'title_en = "All"\naggregate = "ladder"', {"all": 2}),
        ('title_en = "All"', 'title_en = "All"\naggregate = "topsis"', {"all": 100}),
    ],
)  # fmt: skip
def test_the_full_mark_of_a_node(
    tiny: Callable[..., object], table: Callable[..., Table], old: str, new: str, marks: dict[str, float | None]
) -> None:
    found = full_marks(score(tiny(old, new), table(CELLS)))
    assert {node: found[node] for node in marks} == pytest.approx(marks)


def test_the_command_says_what_it_has_no_rate_of(tiny_file: Callable[..., Path], tmp_path: Path) -> None:
    data = tmp_path / "table.csv"
    data.write_text("unit,period,osi,tii,hci\nu,2024,0.5,0.6,0.7\nu,2026,0.6,0.6,0.9\n", encoding="utf-8")
    words = ("--scheme", "egdi", "--data", str(data), "--out", str(tmp_path / "o"))
    done = CliRunner().invoke(main, ["periods", "2024", "2026", *words])
    assert done.exit_code == 0, done.output
    assert "no rate of points without a full mark, which egdi does not state: egdi, osi, tii, hci" in done.output
