"""Counts as platforms print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsci.channels.counts import LARGEST, Count, prints_none, read_count


@pytest.mark.parametrize(
    ("printed", "value", "censored"),
    [
        (0, 0, False),
        (63357736, 63357736, False),
        (12.0, 12, False),
        ("12", 12, False),
        (" 12 ", 12, False),
        ("1234.0", 1234, False),
        ("1,234", 1234, False),
        ("12,345,678", 12345678, False),
        ("１２３", 123, False),
        ("９９，９９９", 99999, False),
        ("１.２万", 12000, False),
        ("1.2万", 12000, False),
        ("178.2万", 1782000, False),
        ("3.4亿", 340000000, False),
        ("10万+", 100000, True),
        ("100万+", 1000000, True),
        ("１００万＋", 1000000, True),
        ("100000+", 100000, True),
        ("3千", 3000, False),
        ("1.5千", 1500, False),
        ("169.8w", 1698000, False),
        ("1.2W", 12000, False),
        ("10w+", 100000, True),
        ("10 万 +", 100000, True),
        ("1,234.5万", 12345000, False),
        ("１，２３４．５万", 12345000, False),
        ("1\xa0234", None, False),
        ("0", 0, False),
        ("0万", 0, False),
        ("0.5万", 5000, False),
    ],
)
def test_printed_counts(printed: object, value: int | None, censored: bool) -> None:
    assert read_count(printed) == (None if value is None else Count(value, censored))


@pytest.mark.parametrize(
    "printed",
    [
        None, "", "-", "—", "+", "万", "abc", "12.5", "1.00001万", "1,23", "1,2345", "1e5", "-3", -3, 12.5, True, False,
        float("nan"), float("inf"), 1e300, 10**400, LARGEST + 1, "9" * 5000, "1٣", "12万人",
        "10万余", "约10万", "1.2万万", "1.2k", "1w2", "--", [12], {"count": 12}, b"12",
    ],
)  # fmt: skip
def test_what_is_no_count(printed: object) -> None:
    assert read_count(printed) is None


@given(st.integers(0, 99_999_999))
def test_every_way_of_printing_says_the_same(number: int) -> None:
    assert read_count(number) == read_count(str(number)) == read_count(f"{number:,}") == Count(number)
    full_width = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_count(full_width) == Count(number)
    assert read_count(f"{number}+") == Count(number, True)
    assert read_count(f"{number // 10**4}.{number % 10**4:04}万") == Count(number)


@pytest.mark.parametrize("printed", [None, "", " - ", "－", "--", "——"])
def test_what_stands_where_no_count_is_told(printed: object) -> None:
    assert prints_none(printed) and read_count(printed) is None
    assert not any(map(prints_none, ("0", 0, "无", False, [])))


def shown(number: int, unit: str) -> str:
    """As a platform would print it, cut to one decimal: 12345 is 1.2万."""
    scale = {"千": 10**3, "万": 10**4, "亿": 10**8}[unit]
    return f"{number // scale}.{number % scale * 10 // scale}{unit}"


@given(st.integers(0, LARGEST), st.sampled_from("千万亿"))
def test_what_is_cut_is_off_by_less_than_its_last_digit(number: int, unit: str) -> None:
    scale = {"千": 10**3, "万": 10**4, "亿": 10**8}[unit]
    read = read_count(shown(number, unit))
    assert read is not None and 0 <= number - read.value < scale / 10


@given(st.integers(0, LARGEST), st.integers(0, LARGEST), st.sampled_from("千万亿"))
def test_more_is_never_read_as_less(one: int, other: int, unit: str) -> None:
    low, high = (read_count(shown(n, unit)) for n in sorted((one, other)))
    assert low and high and low.value <= high.value


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.binary(), st.text("0123456789.,千万亿wW+- ", max_size=12)))
def test_nothing_crashes_and_nothing_is_made_up(printed: object) -> None:
    count = read_count(printed)
    if count is not None:
        assert 0 <= count.value <= LARGEST
        assert count.value == 0 or any(c in "123456789１２３４５６７８９" for c in str(printed))
