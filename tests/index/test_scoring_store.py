"""Scoring the store with what a file holds beside it: denominators, groups, a population of the scheme's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.cli import main
from dsci.contract import CHINA, Observation, Status
from dsci.index.scheme import load
from dsci.index.table import TableError, from_csv
from dsci.pipeline import load_scored, ranked_among
from dsci.store import Store, open_store

from .words import STATUS

SCHEME = """
id = "heads"
title = "人均"
title_en = "A head"
source = "this test"
levels = ["index", "item"]
normalise = "given"
origin = { structure = "ours", weights = "ours", normalisation = "ours", bindings = "ours", tiers = "ours" }
index = [{ id = "x", title = "x", title_en = "x" }]
item = [{ in = "x", metric = "website.services_count", per = "people", per_scale = 10 }]
""" + STATUS
HANGZHOU, SICHUAN = "330100", "510000"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    kept = open_store(str(tmp_path / "store"))
    moment = datetime(2026, 10, 31, tzinfo=CHINA)
    kept.put(
        Observation(unit, "website", "website.services_count", "2026", moment, value, Status.OK)
        for unit, value in ((HANGZHOU, 50.0), (SICHUAN, 80.0))
    )
    yield kept, str(tmp_path / "store")
    kept.close()


@pytest.fixture
def scheme(tmp_path: Path) -> str:
    path = tmp_path / "heads.toml"
    path.write_text(SCHEME, encoding="utf-8")
    return str(path)


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    path.write_text("unit,people\n330100,10\n510000,40\n", encoding="utf-8")
    return str(path)


def test_a_file_beside_the_store_gives_the_denominators(store: tuple[Store, str], scheme: str, people: str) -> None:
    found = load_scored(store[0], load(scheme), "2026", from_csv(people))
    assert (found.score(HANGZHOU, "x"), found.score(SICHUAN, "x")) == (50, 20)
    run = CliRunner().invoke(main, ["score", "--scheme", scheme, "--with", people, "--store", store[1]])
    assert run.exit_code == 0, run.output
    assert ",50.0," in run.output and ",20.0," in run.output


def test_names_beside_the_store_are_its_units_and_strangers_are_refused(
    store: tuple[Store, str], scheme: str, people: str, tmp_path: Path
) -> None:
    beside = tmp_path / "names.csv"
    asked = ["score", "--scheme", scheme, "--store", store[1], "--with"]
    beside.write_bytes("单位,people\n杭州,10\n四川省,40\n".encode("gbk"))
    by_name, by_code = (CliRunner().invoke(main, [*asked, file]) for file in (str(beside), people))
    assert by_name.exit_code == 0 and by_name.output == by_code.output and ",50.0," in by_name.output
    beside.write_text("unit,people\n甲,10\n乙,40\n", encoding="utf-8")
    run = CliRunner().invoke(main, [*asked, str(beside)])
    assert run.exit_code == 2 and "has none of the units: it names 甲, 乙 ..., here are 330100, 510000 ..." in run.output


def test_without_it_the_denominator_is_named(store: tuple[Store, str], scheme: str) -> None:
    with pytest.raises(TableError, match="no column people to divide by: give a table that has it by --with"):
        load_scored(store[0], load(scheme), "2026")
    run = CliRunner().invoke(main, ["score", "--scheme", scheme, "--store", store[1]])
    assert run.exit_code == 2 and "no column people to divide by" in run.output


def test_a_scheme_of_which_nothing_was_measured_is_refused(store: tuple[Store, str], people: str) -> None:
    for more in ([], ["--with", people]):
        run = CliRunner().invoke(main, ["score", "--scheme", "egdi", "--store", store[1], *more])
        assert run.exit_code == 2 and "egdi counts osi, tii, hci: none of it was measured in 2026" in run.output


def test_a_store_of_a_simulated_world_makes_simulated_scores(store: tuple[Store, str], scheme: str, people: str) -> None:
    """Also where what the scheme looks at stands in the file beside, or was not simulated itself."""
    assert not load_scored(store[0], load(scheme), "2026", from_csv(people)).table.simulated
    moment = datetime(2026, 10, 31, tzinfo=CHINA)
    store[0].put([Observation(HANGZHOU, "weibo", "weibo.other", "2026", moment, 1.0, Status.OK, simulated=True)])
    assert load_scored(store[0], load(scheme), "2026", from_csv(people)).table.simulated


def test_a_lower_bound_divides_nothing(store: tuple[Store, str], scheme: str, tmp_path: Path) -> None:
    beside = tmp_path / "people.csv"
    beside.write_text("unit,people\n330100,10万+\n510000,40\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["score", "--scheme", scheme, "--store", store[1], "--with", str(beside)])
    assert run.exit_code == 2 and "people is only a lower bound" in run.output and HANGZHOU in run.output


def test_level_region_and_province_are_groups(store: tuple[Store, str], scheme: str, people: str) -> None:
    table = load_scored(store[0], load(scheme), "2026", from_csv(people)).table
    assert table.units == (HANGZHOU, SICHUAN)
    assert table.labels("level") == ("prefecture", "province") and table.labels("province") == ("330000", "510000")
    assert len(set(table.labels("region"))) == 2


def test_a_scheme_may_rank_in_one_population(tmp_path: Path, scheme: str) -> None:
    text = Path(scheme).read_text(encoding="utf-8")
    for name, members in (("level:province", {SICHUAN}), ("local", {HANGZHOU})):
        path = tmp_path / "one.toml"
        path.write_text(f'population = "{name}"\n' + text, encoding="utf-8")
        found = ranked_among(load(path), [HANGZHOU, SICHUAN])
        assert {n: set(m) for n, m in found.items()} == {name: members}
    with pytest.raises(ValueError, match="ranks in local, and none of its units was measured"):
        ranked_among(load(path), [SICHUAN])
