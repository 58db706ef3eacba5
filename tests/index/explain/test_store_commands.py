"""The commands that explain, on a store: a scheme that ranks one population, columns handed in, periods and their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dsci.cli import main
from dsci.commands.asked.scored import loaded
from dsci.commands.shown.leading import has_earlier
from dsci.contract import Observation
from dsci.store import open_store

METRICS = ("a.many", "a.late", "b.one", "b.two")
HANGZHOU, NINGBO, SICHUAN = "330100", "330200", "510000"
# all = 0.6 a + 0.4 b; a = 0.75 many (0..10) + 0.25 late (20..0); b = (one + two)/2 (0..100)
PERIODS = {
    "9": {HANGZHOU: (4, 10, 40, 20), NINGBO: (8, 10, 40, 20), SICHUAN: (9, 0, 80, 80)},
    "10": {HANGZHOU: (6, 10, 40, 20), NINGBO: (8, 10, 60, 20), SICHUAN: (9, 0, 80, 80)},
}
ONE_POPULATION = ('normalise = "goalposts"', 'normalise = "goalposts"\npopulation = "local"')


@pytest.fixture
def store(tmp_path: Path) -> str:
    kept = open_store(str(tmp_path / "store"))
    for period, units in PERIODS.items():
        for unit, cells in units.items():
            kept.put([
                Observation(unit, m[0], m, period, datetime(2026, 6, 1, tzinfo=UTC), v, "OK")
                for m, v in zip(METRICS, cells, strict=True)
            ])  # fmt: skip
    kept.close()
    return str(tmp_path / "store")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize(
    "words",
    [
        ("gains", "四川"), ("explain", "四川", "--against", "median"), ("exemplars", "--peers", "四川"),
        ("compare", "四川", "--exemplar"), ("explain", "四川", "--against", "median", "--population", "provincial"),
    ],
)  # fmt: skip
def test_a_unit_that_the_scheme_does_not_rank(store: str, tiny_file: Callable[..., Path], words: tuple[str, ...]) -> None:
    done = run(*words, "--scheme", str(tiny_file(*ONE_POPULATION)), "--store", store, "--period", "10")
    assert done.exit_code == 2, done.output
    assert "四川省 is ranked in none of the scheme's populations: local" in done.output


def test_its_score_is_explained_all_the_same(store: str, tiny_file: Callable[..., Path]) -> None:
    done = run("explain", "四川", "--scheme", str(tiny_file(*ONE_POPULATION)), "--store", store, "--period", "10")
    assert done.exit_code == 0 and "with a score (competition)" not in done.output


def test_the_period_before_is_told_by_its_number(store: str, tiny_file: Callable[..., Path]) -> None:
    """9 comes before 10, though not as text; 杭州 0.6·57.5 + 0.4·30 = 46.5 after 37.5."""
    words = ("--scheme", str(tiny_file()), "--store", store, "--period")
    done = run("explain", "杭州", "--against", "last", *words, "10")
    assert "杭州市 10 46.50, 杭州市 9 37.50, +9.00" in done.output
    assert "there is no period before 9" in run("explain", "杭州", "--against", "last", *words, "9").output
    earlier = [has_earlier(loaded(words[1], period=period, store=store)) for period in ("9", "10")]
    assert earlier == [False, True]


def test_a_trend_has_its_periods_in_order(store: str, tiny_file: Callable[..., Path], tmp_path: Path) -> None:
    done = run("periods", "9", "10", "--scheme", str(tiny_file()), "--store", store, "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    head = (tmp_path / "out" / "趋势.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.startswith("代码,名称,9,10,")


def test_columns_handed_in_hold_for_the_period_before_too(store: str, tiny_file: Callable[..., Path], tmp_path: Path) -> None:
    """a.many by 2 people of 杭州: 3 now and 2 before of 10, so 0.45·10 up."""
    scheme = tiny_file('metric = "a.many"', 'metric = "a.many"\nper = "people"')
    people = tmp_path / "people.csv"
    people.write_text(f"unit,people\n{HANGZHOU},2\n{NINGBO},4\n{SICHUAN},8\n", encoding="utf-8")
    words = ("--scheme", str(scheme), "--store", store, "--period", "10", "--with", str(people))
    done = run("explain", "杭州", "--against", "last", *words)
    assert done.exit_code == 0, done.output
    assert "杭州市 10 33.00, 杭州市 9 28.50, +4.50" in done.output


CLASSES = """tiers = { method = "gaps", node = "all" }
tier = [
  { label = "A", label_en = "A" }, { label = "B", label_en = "B" },
  { label = "C", label_en = "C" }, { label = "D", label_en = "D" },
]
"""


def classes(path: Path) -> str:
    """The tiny scheme with four classes out of the scores, for which three units are too few."""
    head, *rest = path.read_text(encoding="utf-8").split("[[tier]]")
    path.write_text(CLASSES + head + "[[composite]]" + rest[-1].split("[[composite]]", 1)[1], encoding="utf-8")
    return str(path)


def test_a_population_too_small_for_its_classes_is_noted(store: str, tiny_file: Callable[..., Path]) -> None:
    """As `dsci score` does: no class and why, not a refusal."""
    words = ("--scheme", classes(tiny_file()), "--store", store)
    for told in (run("explain", "杭州", *words), run("gains", "杭州", "--toward", "best", *words)):
        assert told.exit_code == 0, told.output
        assert "cannot be cut into 4 classes" in told.output
    told = run("periods", "9", "10", *words, "--population", "level:prefecture")
    assert told.exit_code == 0 and "no classes in 9: 2 scores cannot be cut into 4 classes" in told.output, told.output


def test_who_is_not_ranked_is_told_so(store: str, tiny_file: Callable[..., Path]) -> None:
    done = run("explain", "四川", "--scheme", str(tiny_file(*ONE_POPULATION)), "--store", store, "--period", "10")
    assert "not ranked in this scheme's populations: local" in done.output


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("uestc-2023", "uestc-2023 ranks only local (Local governments: municipalities and prefectures)"),
        ("maturity", "cards want the channels website, weibo, wechat, app, video as top nodes; maturity has maturity"),
    ],
)
def test_a_card_of_a_scheme_that_has_none_is_refused(store: str, scheme: str, told: str) -> None:
    done = run("report", "--province", "四川", "--scheme", scheme, "--store", store)
    assert done.exit_code == 2 and told in done.output


def test_a_book_of_rules_is_no_scheme_to_explain(store: str) -> None:
    done = run("explain", "四川", "--scheme", "inspection-2019", "--store", store)
    assert done.exit_code == 2 and "see dsci inspect UNIT --book inspection-2019" in done.output


def test_no_shared_platform_is_told(store: str, tiny_file: Callable[..., Path]) -> None:
    kept = open_store(store)
    kept.put([
        Observation("330000", m[0], m, "10", datetime(2026, 6, 1, tzinfo=UTC), v, "OK")
        for m, v in zip(METRICS, (5, 10, 50, 50), strict=True)
    ])  # fmt: skip
    kept.close()
    done = run("exemplars", "--coordination", "--scheme", str(tiny_file()), "--store", store, "--period", "10")
    assert done.exit_code == 0 and "shared platforms: none is known" in done.output, done.output
