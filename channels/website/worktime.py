"""Working days in China: weekends, the State Council's holidays and the days worked in exchange for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

import chinese_calendar

from ...contract import china_date

MAX_DAYS = 3660


def working_days(start: datetime, end: datetime) -> int:
    """Working days after the day of `start`, up to and including the day of `end`; counted for ten years at most.

    In the years that the library chinesecalendar covers (2004 to 2026 in its release 1.11.0, which follows the yearly notice
    of the State Council's office) holidays and shifted working days count as announced; in other years every Monday to
    Friday is a working day.
    """
    first, last = china_date(start), china_date(end)
    days = min((last - first).days, MAX_DAYS)
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, days + 1))


@cache
def is_working_day(day: date) -> bool:
    """True for a day on which offices work; for years without a calendar: Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
