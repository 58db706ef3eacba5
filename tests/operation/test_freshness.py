"""Who is looked at first, and what is due on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dsci import registry
from dsci.contract import Account, Page, Status, Unit, page_id
from dsci.pipeline.freshness import Covered, coverage, last_seen, priorities
from dsci.pipeline.schedule import Due, Entry, due, run_name
from dsci.store import Look, Store, open_store

TODAY = date(2026, 11, 23)  # a Monday
PROVINCE, CITY, OTHER, COUNTY = UNITS = [registry.units()[code] for code in ("330000", "330100", "330200", "330102")]
ACCOUNTS = [Account(unit.code, "website", "portal", "www.example.gov.cn") for unit in UNITS]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path))


def looked(
    store: Store, unit: Unit, days: int, status: Status = Status.OK, purpose: str = "home", reach: str = "website main",
    channel: str = "website", run: str = "",
) -> None:  # fmt: skip
    """One look so many days ago in a run of that day that came to its end, if a reach says how far it went."""
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC) - timedelta(days=days)
    name = run or moment.date().isoformat()
    url = "https://www.example.gov.cn/"
    page = Page(
        page_id(name, channel, unit.code, purpose, url), url, unit.code, channel, "www.example.gov.cn", purpose, name, 0, moment,
        moment, status,
    )  # fmt: skip
    store.write([Look(page)], f"{name}/{channel}")
    if reach:
        store.finish(name, reach, unit.code)


def order(store: Store, units: Sequence[Unit] = UNITS, channels: Sequence[str] = ("website",)) -> list[str]:
    return [u.code for u in priorities(store, units, channels, TODAY, ACCOUNTS)]


def test_never_seen_first_then_longest_then_level_then_code(store: Store) -> None:
    assert order(store, UNITS[::-1]) == [PROVINCE.code, CITY.code, OTHER.code, COUNTY.code]
    looked(store, PROVINCE, 3)
    looked(store, CITY, 9)
    assert order(store) == [OTHER.code, COUNTY.code, CITY.code, PROVINCE.code]
    looked(store, CITY, 3)
    assert order(store) == [OTHER.code, COUNTY.code, PROVINCE.code, CITY.code]


def test_what_does_not_count_as_seen(store: Store) -> None:
    """A look that failed, one beside the page, one of a crawl that is not at its end or had bounds, one from the future."""
    looked(store, PROVINCE, 1, Status.BLOCKED)
    looked(store, PROVINCE, 2, purpose="tls")
    looked(store, PROVINCE, 3, purpose="visit")
    looked(store, PROVINCE, 4, reach="")
    looked(store, PROVINCE, 5, reach="website main 5")
    looked(store, PROVINCE, -2)
    looked(store, PROVINCE, 6, channel="weibo", reach="weibo main")
    assert last_seen(store, "website", TODAY) == {}
    looked(store, PROVINCE, 9, reach="website full")
    assert last_seen(store, "website", TODAY) == {PROVINCE.code: TODAY - timedelta(days=9)}


def test_channels_count_where_there_is_an_account(store: Store) -> None:
    for unit in UNITS:
        looked(store, unit, 2)
    looked(store, CITY, 5, channel="weibo", reach="weibo main")
    closed = Account(OTHER.code, "weibo", "weibo", "2", valid_to="2020-01-01")
    more = [*ACCOUNTS, Account(CITY.code, "weibo", "weibo", "1"), closed]
    assert priorities(store, UNITS, ["website", "weibo"], TODAY, more)[0] == CITY
    more.append(Account(COUNTY.code, "weibo", "weibo", "3"))
    assert [u.code for u in priorities(store, UNITS, ["website", "weibo"], TODAY, more)][:2] == [COUNTY.code, CITY.code]


def test_due_is_what_a_week_lacks(store: Store) -> None:
    entry = Entry(1, ("website",), tuple(UNITS), 7)
    looked(store, PROVINCE, 6)
    looked(store, CITY, 7)
    week = run_name(TODAY, 7)
    late = [Due(OTHER, None, week), Due(COUNTY, None, week), Due(CITY, TODAY - timedelta(7), week)]
    assert due(store, "website", entry, TODAY, ACCOUNTS) == late
    looked(store, OTHER, 0, Status.BLOCKED, run=week)  # tried once in the week, it waits for the next
    looked(store, CITY, 0, reach="", run=week)  # begun, not at its end: it goes on
    assert [d.unit for d in due(store, "website", entry, TODAY, ACCOUNTS)] == [COUNTY, CITY]
    assert due(store, "website", entry, TODAY + timedelta(7), ACCOUNTS)[0] == Due(OTHER, None, run_name(TODAY + timedelta(7), 7))
    assert due(store, "website", replace(entry, every=30), TODAY, ACCOUNTS) == [Due(COUNTY, None, run_name(TODAY, 30))]
    assert due(store, "weibo", entry, TODAY, ACCOUNTS) == []


@pytest.mark.parametrize(
    ("day", "every", "name"),
    [(date(2026, 11, 23), 7, "2026-W48"), (date(2027, 1, 3), 14, "2026-W53"), (date(2026, 11, 23), 3, "2026-11-23")],
)
def test_runs_are_named_by_iso_weeks(day: date, every: int, name: str) -> None:
    assert run_name(day, every) == name


def test_coverage_rolls(store: Store) -> None:
    looked(store, PROVINCE, 6)
    looked(store, CITY, 7)
    looked(store, OTHER, 1, Status.DNS)
    assert coverage(store, UNITS, ["website"], TODAY, ACCOUNTS) == [
        Covered("website", "provincial", 1, 1), Covered("website", "prefecture", 0, 2), Covered("website", "county", 0, 1),
    ]  # fmt: skip
