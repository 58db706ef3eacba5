"""`dsci score` by a rule book, on a small store made by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.cli import main
from dsci.contract import Finding, Letter, Override, Page, Result, Status
from dsci.index.rulebook import SHELF, available, load
from dsci.index.rulebook.ranking import OWN
from dsci.pipeline import measure_period
from dsci.pipeline.bookscore import score_book
from dsci.pipeline.handed import File
from dsci.pipeline.overriding import keep_override
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


def test_a_site_of_which_only_the_home_page_answered_has_no_points_and_no_rank(store: tuple[Store, str]) -> None:
    for name in ("inspection-2019", "census-2015", "guide-2017"):
        own = next(r for r in score_book(store[0], load(name), "2026") if (r.unit, r.kind) == (NINGBO.code, "index"))
        assert (own.score, own.rank) == (None, None), name


def test_what_was_seen_is_ranked(tmp_path: Path) -> None:
    """Without the letter that nobody answered for months no veto is broken, and the points count: 13 + 6 + 21 + 3 + 3 lost,
    with 30 + 10 + 25 + 20 × 9/20 + 15 × 1/2 = 81.5 of 100 seen: 100 − 46 / 0.815."""
    kept = open_store(str(tmp_path))
    kept.put([row for row in known() if not (isinstance(row, Letter) and row.asked and row.asked.month == 5)])
    list(measure_period(kept, [HANGZHOU], PERIOD, SEEN))
    found = score_book(kept, load("inspection-2019"), "2026")
    own = next(r for r in found if r.kind == "index" and r.population == "local")
    assert (own.rank, own.of, own.tier) == (1, 1, OWN) and own.score == 43.56
    parts = {r.node: r for r in found if r.kind == "part" and r.population == "local"}
    assert {name: r.score for name, r in parts.items()} == {
        "information": 17, "reading": 4, "services": 4, "interaction": None, "functions": 9,
    }  # fmt: skip
    assert parts["interaction"].coverage == pytest.approx(0.45) and not any(r.rank for r in parts.values())
    kept.close()


def test_a_unit_known_by_a_correction_alone_is_in_the_list(tmp_path: Path) -> None:
    kept = open_store(str(tmp_path))
    row = Override(NINGBO.code, "website.open_share", "2026", 0.5, Status.OK, "监测记录", "张", "", "", SEEN)
    keep_override(kept, row, File("log.csv", b"x"))
    own = next(r for r in score_book(kept, load("inspection-2019"), "2026") if r.kind == "index")
    assert (own.unit, own.score, own.tier) == (NINGBO.code, None, "不合格(单项否决)")
    kept.close()


def test_points_are_ranked_in_every_population_and_kept_once(store: tuple[Store, str]) -> None:
    book = load("census-2015")
    rows = [r for r in score_book(store[0], book, "2026") if r.kind == "index"]
    assert {r.population for r in rows} >= {"level:prefecture", "local"}
    assert all((r.rank is None) == (r.score is None) for r in rows)
    guide = {r.unit: r for r in score_book(store[0], load("guide-2017"), "2026") if r.population == "local"}
    assert (guide[HANGZHOU.code].rank, guide[HANGZHOU.code].of, guide[NINGBO.code].rank) == (1, 1, None)
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


def test_a_book_of_one_s_own_ranks_and_its_faults_are_named(store: tuple[Store, str], tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    shipped = (SHELF.folder / "guide-2017.toml").read_text(encoding="utf-8")
    own.write_text(shipped.replace('id = "guide-2017"', 'id = "own"'), "utf-8")
    asked = ["score", "--scheme", str(own), "--period", "2026", "--group", "local", "--store", store[1]]
    done = CliRunner().invoke(main, asked)
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert done.exit_code == 0 and rows[HANGZHOU.code]["rank"] == "1" and rows[HANGZHOU.code]["scheme"] == "own"
    own.write_text(own.read_text(encoding="utf-8") + "\nfoo = 1\n", "utf-8")
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 2 and "'foo'" in done.output


def test_schemes_lists_the_books() -> None:
    printed = CliRunner().invoke(main, ["schemes"]).output
    assert [name for name in available() if name not in printed] == ["flags-2026"]
