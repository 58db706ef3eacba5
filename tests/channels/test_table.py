"""What a failed look does to a metric: decided in one place, never a low value."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dsci.channels.table import LESS, MORE, Measured, MetricTable, View
from dsci.contract import Account, Observation, Page, Period, Post, Status, fact, page_id

AS_OF = datetime(2026, 10, 31, 12, tzinfo=UTC)
PERIOD = Period.parse("2026")
ACCOUNT = Account("330000", "weibo", "weibo", "1")
table = MetricTable("weibo")


@table.add("posts_seen", "帖", "Posts", "条", MORE, "information", needs=("timeline",), source="test")
def posts_seen(view: View) -> float:
    """Posts of the last 30 days."""
    return sum(p.published is not None and p.published > view.since(30) for p in view.facts(Post))


@table.add("articles_seen", "篇", "Articles", "篇", LESS, "information", needs=("profile", "article?"), source="test")
def articles_seen(view: View) -> Measured | None:
    """Articles read."""
    return Measured(float(len(view.looked("article")))) if view.looked("article") else None


def look(purpose: str, status: Status = Status.OK, url: str = "a", attempt: int = 0, seen_at: datetime = AS_OF) -> Page:
    name = page_id("r", "weibo", "330000", purpose, url, attempt)
    return Page(name, url, "330000", "weibo", "1", purpose, "r", attempt, seen_at, seen_at, status)


def measured(looks: list[Page], *facts: Post, accounts: tuple[Account, ...] = (ACCOUNT,)) -> dict[str, Observation]:
    rows = table.measure("330000", accounts, looks, facts, PERIOD, AS_OF)
    return {row.metric.removeprefix("weibo."): row for row, _ in rows}


def post(page: Page, key: str, days: int) -> Post:
    return fact(
        Post, page, key, published=page.seen_at - timedelta(days=days), title="", original=True, pinned=False, reposts=0,
        comments=0, likes=0, reads=None, media=(), pictures=0,
    )  # fmt: skip


def test_a_complete_need_fails_with_one_failed_look() -> None:
    rows = measured([look("timeline", url="1"), look("timeline", Status.BLOCKED, url="2")])
    assert (rows["posts_seen"].value, rows["posts_seen"].status) == (None, Status.BLOCKED)
    assert (rows["posts_seen"].seen, rows["posts_seen"].wanted) == (1, 2)


def test_a_sample_fails_only_with_all() -> None:
    some = [look("profile"), look("article", url="1"), look("article", Status.TIMEOUT, url="2")]
    assert measured(some)["articles_seen"].status is Status.OK
    assert measured([some[0], some[2]])["articles_seen"].status is Status.TIMEOUT


def test_a_later_attempt_replaces_a_failure() -> None:
    rows = measured([look("timeline", Status.TIMEOUT), look("timeline", attempt=1)])
    assert rows["posts_seen"].value == 0


def test_http_instead_of_https_is_the_same_look() -> None:
    rows = measured([look("timeline", Status.TLS, url="https://x/"), look("timeline", url="http://x/", attempt=1)])
    assert rows["posts_seen"].status is Status.OK


@pytest.mark.parametrize(
    ("accounts", "status"),
    [
        ((), Status.NOT_TRIED),
        ((ACCOUNT,), Status.NOT_TRIED),
        ((replace(ACCOUNT, id="", role="absent", source="s", checked="2026-01-01"),), Status.ABSENT),
    ],
)
def test_without_looks(accounts: tuple[Account, ...], status: Status) -> None:
    rows = measured([], accounts=accounts)
    assert {row.status for row in rows.values()} == {status}
    assert all(row.value is None for row in rows.values())


def test_no_look_at_what_a_metric_is_about_is_not_zero() -> None:
    rows = measured([look("profile")])
    assert (rows["posts_seen"].value, rows["posts_seen"].status) == (None, Status.NOT_TRIED)


def test_an_old_look_is_measured_at_its_own_moment() -> None:
    seen = look("timeline", seen_at=AS_OF - timedelta(days=45))
    rows = measured([seen], post(seen, "1", days=3))
    assert rows["posts_seen"].value == 1
    assert rows["posts_seen"].as_of == seen.seen_at


def test_a_second_crawl_never_counts_twice() -> None:
    first, second = look("timeline", seen_at=AS_OF - timedelta(days=1)), look("timeline", attempt=1)
    assert measured([first, second], post(first, "1", 3), post(second, "1", 3))["posts_seen"].value == 1


def test_looks_after_the_moment_asked_for_do_not_count() -> None:
    late = look("timeline", seen_at=AS_OF + timedelta(days=1))
    assert measured([late])["posts_seen"].status is Status.NOT_TRIED


def test_a_metric_is_declared_once_and_says_what_it_is() -> None:
    with pytest.raises(ValueError, match="posts_seen"):
        table.add("posts_seen", "", "", "", MORE, "information", needs=("timeline",), source="")(posts_seen)


def test_a_retry_that_is_led_elsewhere_replaces_its_failure() -> None:
    led = replace(look("timeline", url="https://x/index.html", attempt=1), asked="https://x/")
    rows = measured([replace(look("timeline", Status.TIMEOUT, url="https://x/"), asked="https://x/"), led])
    assert rows["posts_seen"].status is Status.OK


@table.add("visits_failed", "访", "Visits failed", "次", LESS, "delivery", needs=("profile", "visit!"), source="test")
def visits_failed(view: View) -> float:
    """Visits that failed."""
    return sum(page.status.failed for page in view.looked("visit"))


def test_failures_of_a_need_with_a_mark_are_findings() -> None:
    looks = [look("profile"), look("visit", Status.TIMEOUT, url="1"), look("visit", url="2")]
    row = measured(looks)["visits_failed"]
    assert (row.value, row.status, row.seen, row.wanted) == (1, Status.OK, 2, 3)
    assert measured([look("profile", Status.BLOCKED), *looks[1:]])["visits_failed"].status is Status.BLOCKED


def test_visits_do_not_move_the_moment() -> None:
    seen = look("timeline", seen_at=AS_OF - timedelta(days=45))
    rows = measured([seen, look("visit"), look("profile", seen_at=AS_OF - timedelta(days=46))], post(seen, "1", days=3))
    assert {row.as_of for row in rows.values()} == {seen.seen_at}
    assert rows["posts_seen"].value == 1


@pytest.mark.parametrize("order", [1, -1])
def test_a_later_attempt_of_a_crawl_replaces_what_the_first_one_told(order: int) -> None:
    first, second = look("timeline"), look("timeline", attempt=1)
    posts = [post(first, "1", days=3), post(second, "2", days=3)][::order]
    assert measured([first, second], *posts)["posts_seen"].value == 1
    other = replace(second, run="another", attempt=0, id="another")
    assert measured([first, other], posts[0], post(other, "3", days=3))["posts_seen"].value == 2
