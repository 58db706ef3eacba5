"""`dsci score` by a rule book, on a small store made by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import CliRunner

from dsci.cli import main
from dsci.contract import Finding, Page, Result
from dsci.index.rulebook import available, load
from dsci.pipeline import measure_period
from dsci.pipeline.bookscore import score_book
from dsci.store import Store, open_store

from ..channels.social import SEEN
from .test_inspect import HANGZHOU, NINGBO, PERIOD, known


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str]]:
    """杭州 as there; 宁波 was looked at, and only its home page answered."""
    folder = str(tmp_path_factory.mktemp("books"))
    kept = open_store(folder)
    rows = known()
    home = next(row for row in rows if isinstance(row, Page))
    kept.put([*rows, replace(home, id="other", unit=NINGBO.code)])
    list(measure_period(kept, [HANGZHOU, NINGBO], PERIOD, SEEN))
    yield kept, folder
    kept.close()


def test_a_broken_veto_has_no_points_and_no_rank(store: tuple[Store, str]) -> None:
    rows = {(r.population, r.unit): r for r in score_book(store[0], load("inspection-2019"), "2026") if r.kind == "index"}
    own = rows["local", HANGZHOU.code]
    assert (own.score, own.rank, own.tier) == (None, None, "不合格(单项否决)") and 0 < own.coverage < 1
    assert own.simulated
    assert store[0].rows(Finding, unit=HANGZHOU.code, book="inspection-2019", period="2026")


def test_points_are_ranked_in_every_population_and_kept_once(store: tuple[Store, str]) -> None:
    book = load("census-2015")
    rows = [r for r in score_book(store[0], book, "2026") if r.kind == "index"]
    assert {r.population for r in rows} >= {"level:prefecture", "local"}
    assert all((r.rank is None) == (r.score is None) for r in rows)
    score_book(store[0], book, "2026")
    kept = [r for r in store[0].rows(Result, scheme="census-2015", period="2026") if r.kind == "index"]
    assert sorted(r.unit + r.population for r in kept) == sorted(r.unit + r.population for r in rows)


def test_nothing_measured_is_said(store: tuple[Store, str]) -> None:
    with pytest.raises(ValueError, match="nothing was measured in 1999"):
        score_book(store[0], load("guide-2017"), "1999")


@pytest.mark.parametrize("name", ["inspection-2019", "census-2015", "guide-2017"])
def test_the_command_ranks_by_a_book(store: tuple[Store, str], name: str) -> None:
    done = CliRunner().invoke(main, ["score", "--scheme", name, "--period", "2026", "--group", "local", "--store", store[1]])
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["index"] for row in rows} == {name} and {row["code"] for row in rows} == {HANGZHOU.code, NINGBO.code}


def test_a_book_takes_no_table_and_flags_rank_nobody(store: tuple[Store, str]) -> None:
    done = CliRunner().invoke(main, ["score", "--scheme", "flags-2026", "--period", "2026", "--store", store[1]])
    assert done.exit_code == 2 and "a flag decides nothing" in done.output


def test_schemes_lists_the_books() -> None:
    printed = CliRunner().invoke(main, ["schemes"]).output
    assert [name for name in available() if name not in printed] == ["flags-2026"]
