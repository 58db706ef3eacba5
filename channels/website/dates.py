"""Dates as portals print them, all in China time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from ...contract import CHINA, china_date

_BETWEEN = r"-/.－／．"  # of a date, as keyboards of both widths give them
DATE = rf"(\d{{4}})\s?[{_BETWEEN}年]\s?(\d{{1,2}})\s?[{_BETWEEN}月]\s?(\d{{1,2}})(?!\d)\s?日?"
TIME = r"(?:[\sT]{0,3}(\d{1,2})\s?[:：∶时]\s?(\d{1,2})(?:\s?[:：∶分]\s?(\d{1,2}))?)?"
MOMENT = re.compile(r"(?<!\d)" + DATE + TIME)
_LABEL = r"(?:发布|发文|更新|公开|提交|来信|回复)?(?:时间|日期)?\s?[:：∶]?\s?"
_FORMS = {
    "47号": re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d", re.A),
    "seconds": re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.A),
    "date": re.compile(r"\d{4}-\d\d-\d\d", re.A),
}  # of TIME_FORMS; 47号 writes YYYY-MM-DD HH:MM
_WHOLE = re.compile(rf"[\[(（【]?\s?{_LABEL}{DATE}{TIME}\D{{0,2}}")
_DAY = re.compile(r"[\[(（【]?\s?(\d{2})(?:-|月)(\d{2})日?\s?[\])）】]?")
_URL = (
    re.compile(r"/t(\d{4})(\d{2})(\d{2})_"),
    re.compile(r"/((?:19|20)\d\d)[-/]?(\d{2})[-/]?(\d{2})/"),
    re.compile(r"/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})/"),
)
MAX_TEXT = 60


def read_date(text: str, seen_at: datetime) -> datetime | None:
    """The moment that this short text is, brackets and label aside; None if it is anything else.

    A day without a year is the latest such day not after the moment of observation.
    """
    if not 4 < len(text) <= MAX_TEXT:
        return None
    text = " ".join(text.split())
    found = _WHOLE.fullmatch(text)
    if found:
        return moment(*found.groups())
    day = _DAY.fullmatch(text)
    return _latest(int(day[1]), int(day[2]), seen_at) if day else None


def find_date(text: str) -> datetime | None:
    """The first full date anywhere in a text."""
    return next((m for m in (moment(*found.groups()) for found in MOMENT.finditer(text)) if m), None)


def url_date(url: str) -> datetime | None:
    """The day in an address: of creation, not of publication."""
    days = (moment(*found.groups()) for pattern in _URL if (found := pattern.search(url)))
    return next((day for day in days if day), None)


def time_form(text: str) -> str:
    """How that time is written, of TIME_FORMS; '' for none."""
    return next((name for name, form in _FORMS.items() if form.fullmatch(text)), "other" if text else "")


def moment(
    year: str, month: str, day: str, hour: str | None = None, minute: str | None = None, second: str | None = None
) -> datetime | None:
    """The moment of these digits; None where the calendar has no such day."""
    try:
        start = datetime(int(year), int(month), int(day), tzinfo=CHINA)
    except ValueError:
        return None
    clock = (int(hour or 0), int(minute or 0), int(second or 0))
    if not 1949 <= start.year <= 2100:
        return None
    return start.replace(hour=clock[0], minute=clock[1], second=clock[2]) if clock < (24,) and max(clock[1:]) < 60 else start


def _latest(month: int, day: int, seen_at: datetime) -> datetime | None:
    today = china_date(seen_at)
    for year in range(today.year, today.year - 5, -1):
        try:
            found = datetime(year, month, day, tzinfo=CHINA)
        except ValueError:
            continue
        if found.date() <= today:
            return found
    return None


def days_between(earlier: datetime, later: datetime) -> int:
    """Days between two moments by China's calendar."""
    return (china_date(later) - china_date(earlier)) // timedelta(days=1)
