"""Periods, their order, and days, in China time; lengths of time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")
BARE = re.compile(r"\d{4}-?\d\d-?\d\d")  # a date without a time of day
LENGTH = re.compile(r"(?=[0-9])(?:([0-9]{1,4})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,5})s)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, quarter or month in China time, as `2026`, `2026Q3`, `2026-09`. End is exclusive."""

    label: str
    start: datetime
    end: datetime

    @classmethod
    def parse(cls, label: str) -> Period:
        """The period of that label. ValueError names what was given."""
        found = re.fullmatch(r"(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?", label)
        if not found:
            raise ValueError(f"period {label!r}: want a year, quarter or month as 2026, 2026Q3, 2026-09")
        year, quarter, month = int(found[1]), found[2], found[3]
        first = int(month) if month else 3 * int(quarter) - 2 if quarter else 1
        months = 1 if month else 3 if quarter else 12
        last = first + months
        end = datetime(year + (last > 12), last - 12 * (last > 12), 1, tzinfo=CHINA)
        return cls(label, datetime(year, first, 1, tzinfo=CHINA), end)


def order(label: str) -> tuple[tuple[int, float, str], ...]:
    """What periods are sorted by, whatever they are called: numbers as numbers (9, 10; 2.5, 2.25), digits within words too."""
    if re.fullmatch(r"-?\d+(?:\.\d+)?", label):
        return ((0, float(label), ""),)
    parts = (part for part in re.split(r"(\d+)", label) if part)
    return tuple((0, float(part), "") if part.isdecimal() else (1, 0.0, part) for part in parts)


def in_order(labels: Iterable[str]) -> list[str]:
    """Periods from the first to the last."""
    return sorted(labels, key=order)


def moment_of(text: str) -> datetime:
    """An ISO moment; one without a zone is China time, a bare date its end. ValueError names what was given."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"moment {text!r}: want ISO 8601, as 2026-10-31 or 2026-10-31T20:00:00+08:00") from None
    if BARE.fullmatch(text):
        found += timedelta(days=1, microseconds=-1)
    return found if found.tzinfo else found.replace(tzinfo=CHINA)


def beginning_of(text: str) -> datetime:
    """An ISO moment; of a bare date its beginning in China. ValueError names what was given."""
    found = moment_of(text)
    return found.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0) if BARE.fullmatch(text) else found


def china_text(moment: datetime) -> str:
    """A moment as people in China read it: 2026-10-31 23:59."""
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def china_date(moment: datetime) -> date:
    """The calendar day of a moment in China."""
    return moment.astimezone(CHINA).date()


def seconds_of(text: str) -> int:
    """Seconds of a length of time written as 2h, 90m, 1h30m or 45s. ValueError names what was given."""
    found = LENGTH.fullmatch(text)
    seconds = 3600 * int(found[1] or 0) + 60 * int(found[2] or 0) + int(found[3] or 0) if found else 0
    if not seconds:
        raise ValueError(f"length of time {text!r}: want hours, minutes, seconds, as 2h, 90m, 1h30m, 45s")
    return seconds
