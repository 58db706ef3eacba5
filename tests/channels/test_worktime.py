"""Working days as the State Council's office announced them."""

from __future__ import annotations

from datetime import date

import pytest

from dsci.channels.website.worktime import is_working_day, working_days

from .portal import moment


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-10-12T09:00", "2026-10-12T18:00", 0),  # Monday, the same day
        ("2026-10-12T09:00", "2026-10-16T18:00", 4),
        ("2026-10-16T23:59", "2026-10-19T00:01", 1),  # over a weekend
        ("2026-09-30T09:00", "2026-10-08T09:00", 1),  # over the National Day holiday of 1 to 7 October
        ("2026-10-08T09:00", "2026-10-10T09:00", 2),  # Friday and Saturday the 10th, which is worked
        ("2026-10-16T09:00", "2026-10-12T09:00", 0),  # answered before it was asked
        ("2035-06-01T09:00", "2035-06-11T09:00", 6),  # no calendar: Monday to Friday
    ],
)
def test_working_days(start: str, end: str, days: int) -> None:
    assert working_days(moment(start), moment(end)) == days


def test_holidays_and_shifted_days_of_the_notices() -> None:
    assert not is_working_day(date(2025, 1, 28)) and is_working_day(date(2025, 1, 26))  # Spring Festival 2025: Sunday worked
    assert is_working_day(date(2003, 5, 1)) and not is_working_day(date(2003, 5, 3))  # before the calendar begins


def test_the_days_of_a_moment_are_china_s() -> None:
    late = moment("2026-10-12T00:30").astimezone(tz=None)
    assert working_days(late, moment("2026-10-13T00:10")) == 1
