"""Social indices: numbers published elsewhere, and sums small enough to do by hand."""

from __future__ import annotations

import csv
from math import e, log
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dsci.channels import indices
from dsci.channels.indices import bci, vci, wci_2, wci_10z, wci_v14_2, wci_v14_2_shares, weibo_city
from dsci.cli import main

COUNTS = st.lists(st.integers(0, 100_001), min_size=1, max_size=5)


def rows(reference: Path, name: str) -> list[dict[str, str]]:
    with (reference / "reference/published" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def of(total: int, largest: int, articles: int) -> list[int]:
    """So many articles with that sum, of which one has the largest count."""
    left, size = total - largest, articles - 1
    return [largest, *(left // size + (n < left % size) for n in range(size))]


def test_the_worked_example_of_wci_2() -> None:
    """10,000 reads of 100 articles, at most 300; 4,000 likes, at most 60 (gulangu.com/a/344.html)."""
    assert wci_2(of(10_000, 300, 100), of(4_000, 60, 100)) == pytest.approx(411.4875079, abs=1e-6)


def test_the_published_example_of_wci_2(reference: Path) -> None:
    told = {row["field"]: float(row["value"]) for row in rows(reference, "wci_example.tsv")}
    articles = round(told["阅读总数R"] / told["平均阅读R/n"])
    reads = of(int(told["阅读总数R"]), int(told["最高阅读Rmax"]), articles)
    likes = of(int(told["点赞总数Z"]), int(told["最高点赞Zmax"]), articles)
    assert wci_2(reads, likes) == pytest.approx(told["published WCI"], abs=1e-6)


def test_the_published_city_index(reference: Path) -> None:
    cities = rows(reference, "weibo_city_competitiveness_2023Q3.tsv")
    assert len(cities) >= 11
    for row in cities:
        parts = (float(row[name]) for name in ("communication_传播力", "service_服务力", "interaction_互动力"))
        assert weibo_city(*parts) == pytest.approx(float(row["competitiveness_竞争力指数"]), abs=0.01), row["unit"]


def test_the_city_index_by_hand() -> None:
    assert weibo_city(94.61, 86.91, 94.17) == pytest.approx(91.76, abs=0.01)  # 成都, 2023 Q3
    assert weibo_city(100, 0, 0) == 30 and weibo_city(0, 100, 0) == weibo_city(0, 0, 100) == 35


def test_the_10z_form_by_hand() -> None:
    """Two articles in two days: R/d = R/n = 2, Rmax = 3; 10Z is 10 in every place."""
    reads = 0.85 * log(3) + 0.15 * log(4)
    assert wci_10z(2, [1, 3], [1, 1]) == pytest.approx(10 * (0.8 * reads + 0.2 * log(11)) ** 2)
    assert wci_10z(1, [5], [0]) == pytest.approx(wci_2([5], [0])), "the factor belongs to likes only"


def test_v14_2_by_hand() -> None:
    """Three articles in two days, the first a headline: R/d 15, R/n 10, Rt/d 6, Rmax 14; 10Z' 0, but for the one with one."""
    per_day, per_article, first, most = 15, 10, 6, 14
    reads = 0.85 * (0.6 * log(per_day + 1) + 0.2 * log(per_article + 1) + 0.1 * log(first + 1) + 0.1 * log(most + 1))
    looking = 0.09 * (0.6 * log(5 + 1) + 0.2 * log(10 / 3 + 1) + 0.1 * log(5 + 1) + 0.1 * log(10 + 1))
    likes = 0.06 * (0.6 * log(10 + 1) + 0.2 * log(20 / 3 + 1) + 0.1 * 0 + 0.1 * log(20 + 1))
    found = wci_v14_2(2, [12, 14, 4], [1, 0, 0], [0, 0, 2], [True, False, False])
    assert found == pytest.approx(12 * (reads + looking + likes) ** 2)


def test_v14_2_of_one_headline_a_day_is_one_number() -> None:
    """One article, one day: all four parts are equal, so the index is 12 times the square of one."""
    part = 0.85 * log(100 + 1) + 0.09 * log(30 + 1) + 0.06 * log(20 + 1)
    assert wci_v14_2(1, [100], [3], [2], [True]) == pytest.approx(12 * part**2)
    part = 0.70 * log(100 + 1) + 0.09 * log(30 + 1) + 0.06 * log(20 + 1) + 0.15 * log(40 + 1)
    assert wci_v14_2_shares(1, [100], [3], [2], [4], [True]) == pytest.approx(12 * part**2)


def test_bci_and_vci_by_hand() -> None:
    assert bci(0, 0, 0, 0) == 0
    assert bci(round(e**3) - 1, 0, 0, 0) == pytest.approx(160 * 0.2 * log(20))
    assert bci(0, 9, 0, 0) == bci(0, 0, 9, 0) == pytest.approx(160 * 0.8 * 0.4 * log(10))
    assert bci(0, 0, 0, 9) == pytest.approx(160 * 0.8 * 0.2 * log(10))
    logs = {31: 3.433987, 121: 4.795791, 46: 3.828641, 901: 6.803505}
    assert all(log(count) == pytest.approx(by_table, abs=1e-6) for count, by_table in logs.items())
    assert vci(30, 120, 45, 900) == pytest.approx(725.63, abs=0.01)  # 160 × (0.2 × 3.434 + 0.8 × (1.918 + 1.531 + 1.361))


def test_nothing_published_is_zero_and_a_count_below_zero_is_none() -> None:
    assert wci_2([], []) == wci_10z(30, [], []) == wci_v14_2(30, [], [], [], []) == wci_v14_2_shares(30, [], [], [], [], []) == 0
    with pytest.raises(ValueError, match="below 0: -5"):
        bci(1, -5, 0, 0)
    with pytest.raises(ValueError, match="zip"):
        wci_v14_2(30, [1], [1], [1], [True, False])


@given(COUNTS, st.data())
def test_more_of_anything_is_never_less(reads: list[int], data: st.DataObject) -> None:
    rest = [data.draw(st.lists(st.integers(0, 5000), min_size=len(reads), max_size=len(reads))) for _ in range(3)]
    heads = data.draw(st.lists(st.booleans(), min_size=len(reads), max_size=len(reads)))
    place = data.draw(st.integers(0, len(reads) - 1))
    more = [n + (i == place) for i, n in enumerate(reads)]
    assert wci_2(more, rest[0]) >= wci_2(reads, rest[0])
    assert wci_10z(30, rest[0], more) >= wci_10z(30, rest[0], reads)
    assert wci_v14_2(30, more, rest[0], rest[1], heads) >= wci_v14_2(30, reads, rest[0], rest[1], heads)
    assert wci_v14_2_shares(30, reads, *rest, heads) <= wci_v14_2_shares(30, more, *rest, heads)


def test_the_listing_says_what_is_unverified() -> None:
    assert len({row.id for row in indices.VERSIONS}) == len(indices.VERSIONS) == 7
    for row in indices.VERSIONS:
        assert callable(getattr(indices, row.id)) and row.source and row.version
        assert row.verified != ("UNVERIFIED" in row.formula)
    assert indices.cited("wci_v14_2") == "微信传播指数 WCI, V14.2: https://php1.cn/detail/LiYong_Python_Ji_d963fc68.html"
    told = CliRunner().invoke(main, ["indices"])
    assert told.exit_code == 0 and told.output.count("- unverified") == 2 and "0.85 ln(R'+1)" in told.output
