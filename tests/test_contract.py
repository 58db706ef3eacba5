"""Moments and periods as people write them."""

from __future__ import annotations

import pytest

from dsci.contract import CHINA, Period, moment_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-10-31T20:00:00+08:00", "2026-10-31T20:00:00+08:00"),
        ("2026-10-31T20:00", "2026-10-31T20:00:00+08:00"),
        ("2026-10-31", "2026-10-31T23:59:59.999999+08:00"),
    ],
)
def test_a_moment_without_a_zone_is_china_time_and_a_date_its_end(text: str, iso: str) -> None:
    assert moment_of(text).astimezone(CHINA).isoformat() == iso


def test_what_is_no_moment_is_named() -> None:
    with pytest.raises(ValueError, match=r"31\.10\.2026"):
        moment_of("31.10.2026")


def test_periods() -> None:
    quarter = Period.parse("2026Q4")
    assert (quarter.start.isoformat(), quarter.end.isoformat()) == ("2026-10-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00")
    assert Period.parse("2026-12").end == quarter.end
    with pytest.raises(ValueError, match="2026Q5"):
        Period.parse("2026Q5")
