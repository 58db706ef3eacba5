"""What the lists, articles and home page of a portal are measured by, over facts written by hand. as_of is SEEN."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dsci.channels.website.listed import BACK_DAYS
from dsci.channels.website.metrics.rules import ACTIVITY_DAYS, CONSULT_DAYS
from dsci.contract import Entry, Fact, Status

from .portal import ALL, article, column, entry, list_page, page, seen, site
from .social import SEEN

KINDS = (*ALL, "reading", "interview", "response")
NEW = [entry("1", "a", "news", "2026-10-30"), entry("2", "a", "news", "2026-10-10")]
LISTS = ("column",)


def test_pages_go_back_as_far_as_metrics_ask() -> None:
    assert BACK_DAYS["news"] >= ACTIVITY_DAYS
    assert BACK_DAYS["policy"] >= 365 and BACK_DAYS["consult"] >= CONSULT_DAYS <= BACK_DAYS["interview"]


@pytest.mark.parametrize(
    ("pages", "value", "status"),
    [
        ([], 2, Status.CENSORED),
        ([list_page("a2", "a", "2026-10-05", more=True)], 3, Status.CENSORED),  # goes on within the 30 days
        ([list_page("a2", "a", "2026-10-05", more=False)], 3, Status.OK),  # the last page
        ([list_page("a2", "a", "2026-10-01", more=True)], 3, Status.OK),  # 30 days before and more
        ([list_page("a2", "a", "", more=True)], 3, Status.CENSORED),  # undated: says nothing
        ([list_page("b2", "b", "2026-09-01", more=True)], 2, Status.CENSORED),  # another column's
        ([list_page("a2", "a", "2026-10-05", more=True), list_page("a3", "a", "2026-09-30", more=True)], 3, Status.OK),
    ],
)
def test_further_pages_settle_a_count(pages: list[Fact], value: float, status: Status) -> None:
    older = [entry("3", "a", "news", "2026-10-05", on="a2")] if any(p.key == "a2" for p in pages) else []
    row = seen([site(), column("a", "news", more=True), *NEW, *older, *pages], *LISTS)["news_per_month"]
    assert (row.value, row.status) == (value, status)


def test_a_further_page_of_an_earlier_crawl_settles_nothing() -> None:
    before = replace(list_page("a2", "a", "2026-09-30", more=False), seen_at=SEEN - timedelta(days=30))
    row = seen([site(), column("a", "news", more=True), *NEW, before], *LISTS)["news_per_month"]
    assert (row.value, row.status) == (2, Status.CENSORED)


def test_an_old_line_pinned_on_top_ends_no_list() -> None:
    pinned = [
        entry("9", "a", "news", "2025-01-01"),
        *[replace(e, position=e.position + 1000) for e in NEW if isinstance(e, Entry)],
    ]
    row = seen([site(), column("a", "news", more=True), *pinned], *LISTS)["news_per_month"]
    assert (row.value, row.status) == (2, Status.CENSORED)


def test_policies_of_a_year() -> None:
    dates = ("2026-10-31", "2025-11-01", "2025-10-31T20:00", "", "2026-11-01")
    found = [entry(str(n), "p", "policy", date) for n, date in enumerate(dates)]
    again = entry("0", "q", "policy", "2026-10-31")
    facts = [site(), column("p", "policy"), column("q", "policy"), *found, again, entry("7", "a", "news", "2026-10-30")]
    assert seen(facts, *LISTS)["policies_per_year"].value == 2
    more = [site(), column("p", "policy", more=True), *found[:2]]
    assert seen(more, *LISTS)["policies_per_year"].status is Status.CENSORED
    assert seen([site(columns=("news",))], *LISTS)["policies_per_year"].status is Status.ABSENT


COLUMNS = [
    column("a", "news", "2026-10-17"),  # 14 days: in time
    column("b", "news", "2026-10-16T23:59"),  # 15: stale
    column("c", "notice", "2026-05-01"),  # 183: in time
    column("d", "policy", "2026-04-30"),  # 184: stale
    column("e", "policy", items=0, dated=0),  # blank, and so stale
    column("f", "other", items=0, dated=0),  # blank; not among those that must be kept up
    column("g", "interview", items=0, dated=0),
    column("h", "reading", "2020-01-01", items=10, dated=1),
]


def test_columns_that_are_stale_or_blank() -> None:
    rows = seen([site(KINDS), *COLUMNS], *LISTS)
    assert rows["stale_columns_count"].value == 3
    assert rows["blank_columns_count"].value == 3
    assert rows["columns_updated_share"].value == pytest.approx(2 / 7)  # of the list columns: a, c
    assert rows["undated_share"].value == pytest.approx(9 / 46)


def test_without_such_columns_nothing_is_counted() -> None:
    rows = seen([site(("letters", "hall"))], *LISTS)
    names = ("stale_columns_count", "blank_columns_count", "undated_share", "policies_per_year", "readings_linked_share")
    assert {rows[name].status for name in names} == {Status.ABSENT}
    only = seen([site(("consult",)), column("f", "consult", items=0)], *LISTS)
    assert (only["blank_columns_count"].value, only["stale_columns_count"].status) == (1, Status.ABSENT)
    blank = seen([site(), column("e", "news", items=0, dated=0)], *LISTS)["undated_share"]
    assert (blank.value, blank.status) == (None, Status.EMPTY)


def test_a_feed_that_was_blocked_decides_nothing() -> None:
    rows = seen([site(), *COLUMNS[:2]], *LISTS, failed=[page("feed", Status.BLOCKED)])
    names = (
        "columns_updated_share",
        "newest_days",
        "news_per_month",
        "stale_columns_count",
        "blank_columns_count",
        "undated_share",
    )
    assert {rows[name].status for name in names} == {Status.BLOCKED}
    assert seen([site()], failed=[page("feed", Status.BLOCKED)])["article_fields_share"].status is Status.NOT_TRIED


def home_line(key: str, published: str, on: Fact) -> Fact:
    line = entry(key, "", "home", published)
    return replace(line, page=on.page)


def test_updates_of_the_home_page() -> None:
    home = site()
    dates = ("2026-10-31T20:00", "2026-10-17T20:01", "2026-10-17T20:00", "", "2026-11-01")
    lines = [home_line(str(n), date, home) for n, date in enumerate(dates)]
    again = replace(home_line("0", "2026-10-31T20:00", home), key="0 elsewhere")
    earlier = entry("8", "", "home", "2026-10-30")  # of a home page seen before
    assert seen([home, *lines, again, earlier])["home_updates_count"].value == 2
    assert seen([site()])["home_updates_count"].value == 0


def known(key: str, **fields: object) -> Fact:
    return replace(article(key, "meta", "meta", "meta"), **fields)  # type: ignore[arg-type]


def test_readings_are_linked_with_their_policy() -> None:
    found = [known("x", kind="reading", documents=2), known("y", kind="reading"), known("z", kind="news", documents=1)]
    row = seen([site(KINDS), *found], "column", "article")["readings_linked_share"]
    assert row.value == pytest.approx(1 / 2)
    none = seen([site(KINDS), found[2]], "column", "article")["readings_linked_share"]
    assert (none.value, none.status) == (None, Status.EMPTY)


def test_times_in_the_form_of_the_guide() -> None:
    forms = ("47号", "seconds", "date", "other", "")
    found = [known(str(n), time_form=form) for n, form in enumerate(forms)]
    assert seen([site(), *found], "article")["time_format_share"].value == pytest.approx(1 / 5)
    assert seen([site()], "column")["time_format_share"].status is Status.EMPTY
