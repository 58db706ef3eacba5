"""The two names of a post."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsci.channels.weibo.ids import mblogid_of, mid_of, post_id


@pytest.mark.parametrize(
    ("mid", "mblogid"),
    [
        ("4607741009594608", "K3fnuEfZK"),  # both stand in published answers
        ("4607667449893429", "K3dsQFvJr"),
        ("4383183661430868", "HyTZc60ew"),
        ("4414052358656728", "I5Tz5Ak0E"),
        ("730379578", "1b1AKe"),
        ("4405996207851235", "I2vZiwWsP"),
        ("10000000", "10000"),
        ("7", "7"),
        ("10000007", "10007"),
    ],
)
def test_known_pairs(mid: str, mblogid: str) -> None:
    assert (mblogid_of(mid), mid_of(mblogid)) == (mblogid, mid)
    assert post_id(mid) == mid


def test_short_names_are_taken_for_their_numbers() -> None:
    assert post_id("K3fnuEfZK") == "4607741009594608"


@given(st.integers(1, 10**19))
def test_there_and_back(number: int) -> None:
    assert mid_of(mblogid_of(str(number))) == str(number)


@pytest.mark.parametrize("name", ["", "K3-x", "K3fn/", "微博", "Z" * 25, "zzzzZZZZ", "1" * 25, " 1"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="post"):
        post_id(name)


@pytest.mark.parametrize("name", ["", "-1", "1.5", "abc", "１２", "1" * 25])
def test_what_is_no_number(name: str) -> None:
    with pytest.raises(ValueError, match="post"):
        mblogid_of(name)
