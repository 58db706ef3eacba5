"""Counts as platforms print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsci.channels.counts import LARGEST, Count, read_count


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
    ],
)
def test_printed_counts(printed: object, value: int, censored: bool) -> None:
    assert read_count(printed) == Count(value, censored)


@pytest.mark.parametrize(
    "printed",
    [
        None, "", "-", "—", "+", "万", "abc", "12.5", "1.00001万", "1,23", "1,2345", "1e5", "-3", -3, 12.5, True, False,
        float("nan"), float("inf"), 1e300, 10**400, LARGEST + 1, "9" * 5000, "1٣", "12万人", [12], {"count": 12}, b"12",
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


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.binary(), st.text("0123456789.,万亿+- ", max_size=12)))
def test_nothing_crashes_and_nothing_is_made_up(printed: object) -> None:
    count = read_count(printed)
    if count is not None:
        assert 0 <= count.value <= LARGEST
        assert count.value == 0 or any(c in "123456789１２３４５６７８９" for c in str(printed))
