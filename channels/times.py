"""Moments as platforms print them, read at the moment of observation. Without a zone they are China time.

What names no year or no day is never later than that moment: 12-31 seen on 2 January is last year's, and 今天 23:59 seen at
00:01 was printed before midnight. A platform's clock may run ahead of ours by SKEW: such a moment is the one of observation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

from ..contract import CHINA, china_date
from .counts import HALF_WIDTH

FIRST, LAST = 631_152_000, 4_102_444_800  # 1990 and 2100 in seconds; what lies outside is no moment
SKEW = timedelta(minutes=10)
UNITS = {"秒": 1, "分": 60, "小时": 3600, "天": 86400}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BACK = {"今天": 0, "昨天": 1, "前天": 2}

CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?"
ZONE = r"(?:\s?(Z|[+-]\d{2}:?\d{2}))?"
HAN_CLOCK = r"(\d{1,2})[:时](\d{2})(?:分|:(\d{2}))?"

Reader = Callable[[re.Match[str], datetime], datetime | None]


def read_time(value: object, seen_at: datetime) -> datetime | None:
    """The moment meant, in China time; None where the value names none. Relative words count back from `seen_at`."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _epoch(value)
    if not isinstance(value, str) or len(value) > 64:
        return None
    text = value.translate(HALF_WIDTH).strip()
    for pattern, reader in READERS:
        found = pattern.fullmatch(text)
        if found:
            try:
                return _sane(reader(found, seen_at))
            except (ValueError, OverflowError):  # 30 February, 25:61
                return None
    return None


def _sane(moment: datetime | None) -> datetime | None:
    return moment if moment and FIRST <= moment.timestamp() < LAST else None


def _epoch(number: float) -> datetime | None:
    """From seconds or milliseconds."""
    seconds = number / 1000 if LAST <= number < LAST * 1000 else number
    return datetime.fromtimestamp(seconds, CHINA) if FIRST <= seconds < LAST else None


def _moment(day: date, clock: tuple[str | None, ...] = (), zone: str | None = None) -> datetime:
    hour, minute, second = (int(part or 0) for part in (*clock, None, None, None)[:3])
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(zone)).astimezone(CHINA)


def _zone(text: str | None) -> timezone:
    if text is None:
        return CHINA
    if text == "Z":
        return UTC
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-ahead if text[0] == "-" else ahead)


def _past(moment: datetime, seen_at: datetime, clock: str | None) -> datetime | None:
    """The moment if it is over by then, as the platform's clock may tell it; None if it is to come."""
    slack = SKEW if clock else timedelta()
    return min(moment, seen_at.astimezone(CHINA)) if moment <= seen_at + slack else None


def _ago(found: re.Match[str], seen_at: datetime) -> datetime:
    return (seen_at - timedelta(seconds=float(found[1]) * UNITS[found[2]])).astimezone(CHINA)


def _day_back(found: re.Match[str], seen_at: datetime) -> datetime | None:
    moment = _moment(china_date(seen_at) - timedelta(days=BACK[found[1]]), found.groups()[1:])
    return _past(moment, seen_at, found[2]) or moment - timedelta(days=1)


def _dated(found: re.Match[str], _: datetime) -> datetime:
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    return _moment(day, found.groups()[-4:-1], found.groups()[-1])


def _yearless(found: re.Match[str], seen_at: datetime) -> datetime | None:
    """The latest such moment that is not after `seen_at`."""
    last = china_date(seen_at).year
    for year in range(last + 1, last - 9, -1):  # 29 February can lie eight years back
        try:
            moment = _past(_moment(date(year, int(found[1]), int(found[2])), found.groups()[2:]), seen_at, found[3])
        except ValueError:
            continue
        if moment:
            return moment
    return None


def _rfc(found: re.Match[str], _: datetime) -> datetime:
    return _moment(date(int(found[7]), MONTHS.index(found[1]) + 1, int(found[2])), found.groups()[2:5], found[6])


def _mail(found: re.Match[str], _: datetime) -> datetime:
    return _moment(date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])), found.groups()[3:6], found[7] or "Z")


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_pattern(r"\d{9,13}"), lambda found, _: _epoch(int(found[0]))),
    (_pattern("刚刚|刚才"), lambda _, seen_at: seen_at.astimezone(CHINA)),
    (_pattern(r"(\d{1,5})\s?个?(秒|分|小时|天)钟?前"), _ago),
    (_pattern(rf"(今天|昨天|前天)\s?(?:{CLOCK})?"), _day_back),
    (_pattern(rf"(?P<year>\d{{4}})([-./])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?:(?:T|\s{{1,2}}){CLOCK}{ZONE})?"), _dated),
    (_pattern(rf"(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日(?:\s?{HAN_CLOCK}{ZONE})?"), _dated),
    (_pattern(rf"(\d{{1,2}})-(\d{{1,2}})(?:\s{{1,2}}{CLOCK})?"), _yearless),
    (_pattern(rf"(\d{{1,2}})月(\d{{1,2}})日(?:\s?{HAN_CLOCK})?"), _yearless),
    (_pattern(rf"[A-Z][a-z]{{2}}, (\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}}) {CLOCK} (?:GMT|UTC|([+-]\d{{4}}))"), _mail),
    (_pattern(rf"[A-Z][a-z]{{2}} ({'|'.join(MONTHS)}) (\d{{1,2}}) {CLOCK} ([+-]\d{{4}}) (\d{{4}})"), _rfc),
)
