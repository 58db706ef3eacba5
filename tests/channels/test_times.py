"""Moments as platforms print them, at a moment of observation that is an argument."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsci.channels.times import read_time
from dsci.contract import CHINA

SECOND_OF_JANUARY = datetime.fromisoformat("2026-01-02T20:00:00+08:00")


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        (1762747210, "2025-11-10T12:00:10+08:00"),
        ("1762747210", "2025-11-10T12:00:10+08:00"),
        (1762747210.0, "2025-11-10T12:00:10+08:00"),
        (1762747210000, "2025-11-10T12:00:10+08:00"),
        ("1762747210500", "2025-11-10T12:00:10.500+08:00"),
        ("刚刚", "2026-01-02T20:00:00+08:00"),
        ("50秒前", "2026-01-02T19:59:10+08:00"),
        ("3分钟前", "2026-01-02T19:57:00+08:00"),
        ("21小时前", "2026-01-01T23:00:00+08:00"),
        ("3天前", "2025-12-30T20:00:00+08:00"),
        ("今天 08:01", "2026-01-02T08:01:00+08:00"),
        ("今天 20:09", "2026-01-02T20:00:00+08:00"),
        ("今天 23:59", "2026-01-01T23:59:00+08:00"),
        ("01-02 20:05", "2026-01-02T20:00:00+08:00"),
        ("01-02 20:11", "2025-01-02T20:11:00+08:00"),
        ("01-02 19:59", "2026-01-02T19:59:00+08:00"),
        ("0秒前", "2026-01-02T20:00:00+08:00"),
        ("3 小时前", "2026-01-02T17:00:00+08:00"),
        ("2025-1-5 8:30", "2025-01-05T08:30:00+08:00"),
        ("2025/1/5", "2025-01-05T00:00:00+08:00"),
        ("2025-01-05T08:30:00.123+0800", "2025-01-05T08:30:00+08:00"),
        ("Sun, 05 Jan 2025 00:30:00 GMT", "2025-01-05T08:30:00+08:00"),
        ("Sun, 5 Jan 2025 08:30:00 +0800", "2025-01-05T08:30:00+08:00"),
        (" 2025年01月05日　08∶30 ", "2025-01-05T08:30:00+08:00"),
        (631152000, "1990-01-01T08:00:00+08:00"),
        ("昨天 09:12", "2026-01-01T09:12:00+08:00"),
        ("昨天09:12", "2026-01-01T09:12:00+08:00"),
        ("昨天", "2026-01-01T00:00:00+08:00"),
        ("前天 23:59", "2025-12-31T23:59:00+08:00"),
        ("01-02", "2026-01-02T00:00:00+08:00"),
        ("01-03", "2025-01-03T00:00:00+08:00"),
        ("12-31", "2025-12-31T00:00:00+08:00"),
        ("12-31 10:20", "2025-12-31T10:20:00+08:00"),
        ("12月31日", "2025-12-31T00:00:00+08:00"),
        ("12月31日 10:20", "2025-12-31T10:20:00+08:00"),
        ("02-29", "2024-02-29T00:00:00+08:00"),
        ("2025-01-05", "2025-01-05T00:00:00+08:00"),
        ("2025-1-5", "2025-01-05T00:00:00+08:00"),
        ("2025-01-05 08:30", "2025-01-05T08:30:00+08:00"),
        ("2025-01-05 08:30:12", "2025-01-05T08:30:12+08:00"),
        ("2025.01.05", "2025-01-05T00:00:00+08:00"),
        ("2025/01/05 14∶06", "2025-01-05T14:06:00+08:00"),
        ("２０２５-01-05", "2025-01-05T00:00:00+08:00"),
        ("2025年1月5日", "2025-01-05T00:00:00+08:00"),
        ("2025年1月5日 08:30", "2025-01-05T08:30:00+08:00"),
        ("2025年1月5日08时30分", "2025-01-05T08:30:00+08:00"),
        ("2025-01-05T16:30:00Z", "2025-01-06T00:30:00+08:00"),
        ("2020-08-04T07:57:44Z", "2020-08-04T15:57:44+08:00"),
        ("2025-10-31T04:00:00-07:00", "2025-10-31T19:00:00+08:00"),
        ("Wed Oct 19 23:44:36 +0800 2022", "2022-10-19T23:44:36+08:00"),
        ("Tue Feb 23 12:28:47 +0000 2021", "2021-02-23T20:28:47+08:00"),
    ],
)
def test_printed_moments(printed: object, moment: str) -> None:
    read = read_time(printed, SECOND_OF_JANUARY)
    assert read == datetime.fromisoformat(moment)
    assert read is not None and read.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "printed",
    [
        None, "", "-", "abc", True, 0, -1, 12, 20250105, "20250105", "202501050930", 10**400, float("nan"), float("inf"),
        "02-30", "13-01", "2025-13-01", "2023-02-29", "2025-1/5", "2025-01-05 25:61", "昨天 24:01", "99999999天前",
        "2025-01-05T08:30:00+99:00", "0000-01-01", "0001-01-01", "1970-01-01 08:00:00", "1989-12-31", "2100-01-02", 631151999,
        "Foo, 05 Jan 2025", "05 Jan 2025", "3个月前", "2周前", "昨天 下午", "1٣-01", [], {}, "9" * 70,
    ],
)  # fmt: skip
def test_what_is_no_moment(printed: object) -> None:
    assert read_time(printed, SECOND_OF_JANUARY) is None


def test_the_day_is_that_of_china_whatever_zone_the_observer_is_in() -> None:
    observer = datetime(2026, 1, 1, 17, 0, tzinfo=UTC)  # 2 January, 01:00 in China
    assert read_time("昨天 09:12", observer) == datetime(2026, 1, 1, 9, 12, tzinfo=CHINA)
    assert read_time("01-02", observer) == datetime(2026, 1, 2, tzinfo=CHINA)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)), st.integers(0, 364))
def test_a_day_without_a_year_is_never_in_the_future(moment: datetime, back: int) -> None:
    seen = moment.replace(tzinfo=CHINA)
    day = (seen - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0)
    assert read_time(day.strftime("%m-%d"), seen) == day


def test_a_page_made_before_midnight_and_seen_after() -> None:
    seen = datetime.fromisoformat("2026-01-01T00:01:00+08:00")
    assert read_time("今天 23:58", seen) == datetime.fromisoformat("2025-12-31T23:58:00+08:00")
    assert read_time("12-31 23:58", seen) == datetime.fromisoformat("2025-12-31T23:58:00+08:00")
    assert read_time("01-01", seen) == datetime.fromisoformat("2026-01-01T00:00:00+08:00")


def test_a_platform_whose_clock_is_ahead_at_new_year() -> None:
    seen = datetime.fromisoformat("2025-12-31T23:59:00+08:00")
    assert read_time("01-01 00:02", seen) == seen
    assert read_time("01-01", seen) == datetime.fromisoformat("2025-01-01T00:00:00+08:00"), "a bare day is an old post's"


NO_YEAR = st.one_of(
    st.builds("{}{}前".format, st.integers(0, 999), st.sampled_from(["秒", "秒钟", "分钟", "小时", "天"])),
    st.builds("{}{:02}:{:02}".format, st.sampled_from(["今天", "昨天 ", "前天 "]), st.integers(0, 23), st.integers(0, 59)),
    st.builds("{:02}-{:02}".format, st.integers(1, 12), st.integers(1, 31)),
    st.builds("{:02}-{:02} {:02}:{:02}".format, st.integers(1, 12), st.integers(1, 31), st.integers(0, 23), st.integers(0, 59)),
    st.builds("{}月{}日".format, st.integers(1, 12), st.integers(1, 31)),
    st.sampled_from(["刚刚", "今天", "昨天", "前天"]),
)


@given(NO_YEAR, st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)), st.integers(-12, 14))
def test_what_names_no_year_is_never_later_than_the_observation(printed: str, moment: datetime, zone: int) -> None:
    seen = moment.replace(tzinfo=timezone(timedelta(hours=zone)))
    read = read_time(printed, seen)
    assert read is None or read <= seen
    assert read == read_time(printed, seen.astimezone(CHINA)), "the observer's zone changes nothing"


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)).map(lambda d: d.replace(microsecond=0, tzinfo=CHINA)))
def test_every_way_of_printing_says_the_same(moment: datetime) -> None:
    seconds = int(moment.timestamp())
    forms = [seconds, str(seconds), seconds * 1000, moment.isoformat(), moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")]
    forms += [moment.strftime(f) for f in ("%Y-%m-%d %H:%M:%S", "%Y.%m.%d %H:%M:%S", "%Y/%m/%d %H:%M:%S")]
    assert {read_time(form, SECOND_OF_JANUARY) for form in forms} == {moment}


@given(
    st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.text("0123456789-:./年月日前天昨小时分秒刚TZ+ ", max_size=24))
)
def test_nothing_crashes(printed: object) -> None:
    read = read_time(printed, SECOND_OF_JANUARY)
    assert read is None or read.tzinfo is not None
