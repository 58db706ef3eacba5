"""Which looks count: one road per account and purpose, the last crawl of a list, the main account of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dsci.channels.roads import looks_until
from dsci.contract import Account, Fact, Method, Page, Period, Status, Timeline, fact

from .social import SEEN, account, look, measured, post, values

WEIBO = [account("weibo", "weibo")]
IMPORT = {"method": Method.IMPORT_VENDOR, "http_status": None}


def crawled(days: int, name: str, reach: int, posts: int, **fields: object) -> tuple[Page, list[Fact]]:
    """A timeline page of the crawl of that name, made so many days before SEEN, that reaches back so far, a post a day."""
    moment = SEEN - timedelta(days=days)
    page = look("weibo", "timeline", f"https://m.weibo.cn/{name}", seen_at=moment, **fields)
    page = replace(page, id=f"{name} {page.url}", run=name)
    oldest = moment - timedelta(days=reach)
    end = fact(Timeline, page, page.url, items=posts, oldest=oldest, more=True)
    return page, [end, *(post(page, f"{name}{n}", f"{moment - timedelta(days=n + 0.5):%Y-%m-%dT%H:%M:%S}") for n in range(posts))]


def per_day(*looks: tuple[Page, list[Fact]], accounts: list[Account] = WEIBO) -> tuple[float | None, Status, str]:
    rows = measured("weibo", [page for page, _ in looks], [f for _, facts in looks for f in facts], accounts)
    return rows["posts_per_day"].value, rows["posts_per_day"].status, rows["posts_per_day"].method


def test_how_far_a_list_reaches_is_said_by_its_last_crawl() -> None:
    whole, short = crawled(20, "first", 50, 30), crawled(0, "second", 9, 9)
    assert per_day(short)[1] is Status.CENSORED
    assert per_day(whole, short)[1] is Status.CENSORED


def test_a_page_that_failed_in_an_earlier_crawl_does_not_block_a_later_one() -> None:
    failed = crawled(20, "first", 0, 0, status=Status.BLOCKED)
    assert per_day((failed[0], []), crawled(0, "second", 40, 30)) == (1.0, Status.OK, "public_api")


def test_the_public_road_counts_and_the_import_where_it_failed() -> None:
    public, handed = crawled(0, "crawl", 40, 30), crawled(0, "import", 40, 15, **IMPORT)
    assert per_day(public, handed) == (1.0, Status.OK, "public_api")
    blocked = replace(public[0], status=Status.BLOCKED)
    assert per_day((blocked, []), handed) == (0.5, Status.OK, "import_vendor")


def test_a_public_look_of_long_ago_gives_way_to_an_import() -> None:
    assert per_day(crawled(40, "crawl", 40, 30), crawled(0, "import", 40, 15, **IMPORT))[::2] == (0.5, "import_vendor")


def test_an_import_takes_the_place_of_a_public_look_that_failed_after_one_that_answered() -> None:
    handed, before = crawled(0, "import", 40, 15, **IMPORT), crawled(20, "first", 40, 30)
    blocked = crawled(1, "second", 0, 0, status=Status.BLOCKED)[0]
    same_address = replace(blocked, url=before[0].url)
    assert per_day(before, (blocked, []), handed) == (0.5, Status.OK, "import_vendor")
    assert per_day(before, (same_address, []), handed) == (0.5, Status.OK, "import_vendor")


def test_only_the_main_account_of_the_day_counts() -> None:
    own = crawled(0, "crawl", 40, 30)
    other = [f"{n}" for n in ("further", "closed", "nobody's")]
    strangers = [crawled(0, name, 40, 30, account=name) for name in other]
    rows = [*WEIBO, account("weibo", "weibo", "further", "further")]
    rows += [replace(account("weibo", "weibo", "closed"), valid_to="2026-10-30")]
    assert per_day(own, *strangers, accounts=rows) == (1.0, Status.OK, "public_api")


def test_a_renamed_account_counts_by_either_row() -> None:
    renamed = [replace(WEIBO[0], name="旧名", valid_to="2026-06-30"), replace(WEIBO[0], name="新名", valid_from="2026-07-01")]
    assert per_day(crawled(0, "crawl", 40, 30), accounts=renamed)[0] == 1.0


def test_a_later_import_does_not_move_the_window_of_a_crawl() -> None:
    page, facts = crawled(5, "crawl", 40, 30)
    later = look("weibo", "reach", "import:f#weibo/reach/1", **IMPORT)
    rows = measured("weibo", [page, later], facts, WEIBO)
    assert (values(rows)["posts_per_day"], rows["posts_per_day"].as_of) == (1.0, SEEN)


def test_a_period_is_measured_by_the_looks_from_its_start_to_as_of() -> None:
    period = Period.parse("2026")
    moments = (period.start - timedelta(days=1), period.start, SEEN, SEEN + timedelta(days=1))
    looks = [look("weibo", "timeline", "https://m.weibo.cn/x", seen_at=moment) for moment in moments]
    assert [p.seen_at for p in looks_until(looks, period, SEEN)] == list(moments[1:3])
