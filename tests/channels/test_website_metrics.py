"""What a portal is measured by, over facts written by hand; the values are worked out beside them. as_of is SEEN."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dsci.channels import channels
from dsci.contract import Hall, Meta, Observation, Period, Search, Status, fact

from .portal import article, column, entry, guide, letter, page, seen, site
from .social import SEEN, measured

COLUMNS = [
    column("a", "news", "2026-10-17"),  # 14 days: in time
    column("b", "news", "2026-10-16T23:59"),  # 15: not
    column("c", "notice", "2026-05-01"),  # 183: in time
    column("d", "other", "2026-04-30"),  # 184: not
    column("e", "policy"),  # undated: not
    column("f", "consult", "2026-10-31"),  # no list column
]


def test_columns_are_updated_by_their_kind() -> None:
    rows = seen([site(), *COLUMNS], "column")
    assert rows["columns_updated_share"].value == pytest.approx(2 / 5)
    assert rows["newest_days"].value == 14


def test_a_date_after_as_of_is_no_days_old_and_no_date_is_empty() -> None:
    assert seen([site(), column("a", "news", "2026-11-05")], "column")["newest_days"].value == 0
    rows = seen([site(), column("a", "news")], "column")
    assert (rows["newest_days"].value, rows["newest_days"].status) == (None, Status.EMPTY)
    assert rows["columns_updated_share"].value == 0


NEWS = [
    entry("1", "a", "news", "2026-10-31T20:00"),  # as_of itself: in
    entry("2", "a", "news", "2026-10-31T20:01"),  # later: out
    entry("3", "a", "news", "2026-10-02"),  # in
    entry("4", "a", "news", "2026-10-01T20:00"),  # 30 days before: out
    entry("5", "a", "news", ""),  # undated: out
    entry("3", "b", "news", "2026-10-02"),  # the same address again
    entry("3", "c", "notice", "2026-10-02"),  # and in a column of another kind
    entry("6", "c", "notice", "2026-10-03"),  # no news
    entry("7", "b", "news", "2026-10-20"),  # in
]


def test_news_of_thirty_days_every_address_once() -> None:
    row = seen([site(), column("a", "news", more=True), column("b", "news"), *NEWS], "column")["news_per_month"]
    assert (row.value, row.status, row.bound) == (3, Status.OK, None)


def test_news_are_a_lower_bound_where_a_page_is_all_new_and_more_follow() -> None:
    row = seen([site(), column("a", "news"), column("b", "news", more=True), *NEWS], "column")["news_per_month"]
    assert (row.value, row.status, row.bound) == (3, Status.CENSORED, 3)


def test_a_further_page_behind_an_undated_column_bounds_nothing() -> None:
    row = seen([site(), column("a", "news", more=True), entry("5", "a", "news", "")], "column")["news_per_month"]
    assert (row.value, row.status) == (0, Status.OK)


def test_consultations_of_a_year() -> None:
    dates = ("2026-10-31", "2025-11-01", "2025-10-31T20:00", "2025-10-31T20:01", "2026-11-01")
    asked = [entry(str(n), "f", "consult", date) for n, date in enumerate(dates)]
    again = entry("0", "g", "consult", "2026-10-31")
    rows = seen([site(), column("f", "consult"), *asked, again, entry("9", "a", "news", "2026-10-30")], "column")
    assert rows["consultations_count"].value == 3


def test_fields_of_articles() -> None:
    found = [article("x", "meta", "text", "text"), article("y", "text", "url", "")]
    assert seen([site(), *found], "article")["article_fields_share"].value == pytest.approx((3 / 3 + 1 / 3) / 2)


def test_meta_tags_are_pooled() -> None:
    tags = [
        fact(Meta, page("home"), "h", kind="home", present=("SiteName", "SiteDomain"), wanted=("SiteName", "SiteDomain", "x")),
        fact(Meta, page("column"), "c", kind="column", present=("SiteName",), wanted=("SiteName", "ColumnName", "x", "y", "z")),
    ]  # fmt: skip
    assert seen([site(), *tags], "column", "article")["meta_share"].value == pytest.approx(3 / 8)


def test_guides_by_elements_and_forms() -> None:
    found = [guide("1", ("事项名称", "办理地点", "收费标准"), 0), guide("2", ("事项名称",), 1), guide("3", (), 0)]
    rows = seen([site(), *found], "hall", "guide")
    assert rows["guide_elements_share"].value == pytest.approx((0.3 + 0.1 + 0) / 3)
    assert rows["guide_forms_share"].value == pytest.approx(1 / 3)


def test_a_hall_without_guides_is_empty() -> None:
    rows = seen([site()], "hall")
    assert {rows[name].status for name in ("guide_elements_share", "guide_forms_share")} == {Status.EMPTY}


def test_services_are_what_the_hall_prints() -> None:
    assert seen([site(), fact(Hall, page("hall"), "h", items=1234)], "hall")["services_count"].value == 1234
    halls = [fact(Hall, page("hall"), str(items), items=items) for items in (12, 40, 7)]
    assert seen([site(), *halls], "hall")["services_count"].value == 40
    row = seen([site(), fact(Hall, page("hall"), "h", items=None)], "hall")["services_count"]
    assert (row.value, row.status) == (None, Status.EMPTY)


LETTERS = [
    letter("1", "2026-10-01", "2026-10-04T18:00"),  # 3 days
    letter("2", "2026-10-10T23:59", "2026-10-11T00:01"),  # 1 day by the calendar
    letter("3", "2026-05-05", "2026-06-24"),  # 50 days; asked 179 days and 20 hours before as_of
    letter("4", "2026-10-20"),  # open
    letter("8", "2026-10-31T20:00"),  # asked at as_of: in, and open
    letter("9", "2026-10-30", "2026-10-31T20:00"),  # answered at as_of: 1 day
    letter("5", "2026-10-25", "2026-10-31T20:01"),  # answered after as_of: open then
    letter("6", "2026-05-04T20:00", "2026-05-05"),  # 180 days before: out
    letter("7", "2026-11-01", "2026-11-01"),  # after as_of: out
]


def test_letters_of_the_last_180_days() -> None:
    rows = seen([site(), *LETTERS], "letters")
    assert rows["letters_reply_share"].value == pytest.approx(4 / 7)
    assert rows["letters_reply_days"].value == 2


def test_letters_without_any_answer_and_without_recent_ones() -> None:
    rows = seen([site(), LETTERS[3]], "letters")
    assert (rows["letters_reply_share"].value, rows["letters_reply_days"].status) == (0, Status.EMPTY)
    rows = seen([site(), letter("6", "2026-05-04T20:00")], "letters")
    assert {rows[name].status for name in ("letters_reply_share", "letters_reply_days")} == {Status.EMPTY}


def test_shares_of_the_home_page() -> None:
    rows = seen([site(footer=("icp", "badge", "sitemap"), access=("viewport",), innovation=("account", "mobile"))])
    assert rows["footer_share"].value == pytest.approx(3 / 8)
    assert rows["access_share"].value == pytest.approx(1 / 4)
    assert rows["innovation_share"].value == pytest.approx(2 / 5)


def test_the_home_page_as_last_seen_counts() -> None:
    moved = replace(site(footer=("icp", "badge")), key="example.com", seen_at=SEEN - timedelta(days=9))
    assert seen([moved, site(footer=("icp",))])["footer_share"].value == pytest.approx(1 / 8)


@pytest.mark.parametrize(("results", "matching", "value"), [(9, 1, 1), (9, 0, 0), (0, 0, 0)])
def test_a_search_works_if_a_result_matches(results: int, matching: int, value: int) -> None:
    answer = fact(Search, page("search"), "s", query="q", results=results, matching=matching)
    assert seen([site(), answer], "search")["search_works"].value == value


def no_visits(rows: dict[str, Observation]) -> list[Observation]:
    """All but what rests on visits, which are made without a crawl."""
    return [row for name, row in rows.items() if name != "open_share"]


OF_PARTS = {
    "columns_updated_share": "column", "newest_days": "column", "news_per_month": "column", "consultations_count": "column",
    "guide_elements_share": "hall", "guide_forms_share": "hall", "services_count": "hall",
    "letters_reply_share": "letters", "letters_reply_days": "letters", "search_works": "search",
}  # fmt: skip


@pytest.mark.parametrize("name", OF_PARTS)
def test_a_part_is_absent_only_where_the_home_page_leads_to_none(name: str) -> None:
    assert seen([site(columns=(), search=False)])[name].status is Status.ABSENT
    assert seen([site()])[name].status is Status.NOT_TRIED
    assert {row.status for row in no_visits(measured("website", [page("home", Status.EMPTY)]))} == {Status.EMPTY}
    blocked = seen([site()], failed=[page(OF_PARTS[name], Status.BLOCKED)])
    assert (blocked[name].status, blocked[name].value) == (Status.BLOCKED, None)


def test_a_kind_of_column_that_was_not_among_those_read_is_not_tried() -> None:
    rows = seen([site(), column("c", "notice", "2026-10-30")], "column")
    assert {rows[name].status for name in ("news_per_month", "consultations_count")} == {Status.NOT_TRIED}
    assert rows["columns_updated_share"].value == 1


def test_a_hall_or_a_letter_box_that_is_gone_is_absent() -> None:
    gone = [page("hall", Status.DELETED), page("letters", Status.DELETED)]
    rows = seen([site()], failed=gone)
    assert {rows[name].status for name, part in OF_PARTS.items() if part in ("hall", "letters")} == {Status.ABSENT}


def test_articles_nobody_could_find_are_not_tried() -> None:
    assert seen([site()], failed=[page("column", Status.BLOCKED)])["article_fields_share"].status is Status.NOT_TRIED
    assert seen([site()], "column")["article_fields_share"].status is Status.EMPTY


def test_a_failed_home_page_measures_nothing() -> None:
    rows = measured("website", [page("home", Status.TIMEOUT)])
    assert {row.status for row in no_visits(rows)} == {Status.TIMEOUT}
    assert {row.value for row in rows.values()} == {None}


def test_the_evidence_of_a_metric_is_what_it_counted() -> None:
    facts = [site(), *COLUMNS, *NEWS, *LETTERS]
    looks = [page("home"), page("column"), page("letters")]
    table = channels()["website"].table
    period = Period.parse("2026")
    pages = {row.metric: {e.page for e in evidence} for row, evidence in table.measure("330100", [], looks, facts, period, SEEN)}
    assert pages["website.letters_reply_share"] == {f.page for f in (facts[0], *LETTERS[:7])}
    assert pages["website.footer_share"] == {facts[0].page}
