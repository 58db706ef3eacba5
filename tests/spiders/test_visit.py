"""What is looked at of an account, in which order, and where it ends. No network."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from scrapy import Request

from dsci.contract import Account, Completeness, Page, Status, Target
from dsci.spiders.division import Division
from dsci.spiders.evidence import Finished
from dsci.spiders.plan import Bounds, Plan, Step, host_of, sound
from dsci.spiders.visit import Visit
from dsci.spiders.website import WebsiteSpider

HOME = "http://www.example.gov.cn/"
NOW = datetime(2026, 10, 31, tzinfo=UTC)
PLAN = Plan(
    {"home": 1, "column": 2, "article": 3, "link": 9, "inner": 9},
    priority=("home", "column", "article", "link", "inner"),
    late=frozenset({"link", "inner"}),
    unpaid=frozenset({"link", "inner"}),
    once=frozenset({"inner"}),
    same=lambda url: url.partition("://")[2],
)


def visit(*targets: Target, **bounds: float) -> Visit:
    made = Visit(Account("330100", "website", "portal", "www.example.gov.cn"), replace(PLAN, bounds=Bounds(**bounds)))  # type: ignore[arg-type]
    for target in targets:
        made.propose(target, 1)
    return made


def target(purpose: str, name: str = "", order: int = 0, **fields: str) -> Target:
    return Target(HOME + name, purpose, order, **fields)


def names(steps: Iterable[Step]) -> list[str]:
    return [f"{s.target.purpose} {s.target.url.removeprefix(HOME)}" for s in steps]


def staged(made: Visit) -> list[Step]:
    """The looks of the next stage, host after host."""
    steps: list[Step] = []
    for first in made.stage():
        step: Step | None = first
        while step:
            steps.append(step)
            step = made.following(host_of(step.target.url))
    return steps


def page(status: Status = Status.OK, seconds: float | None = None) -> Page:
    return Page("0", HOME, "330100", "website", "a", "home", "r", 0, NOW, NOW, status, seconds=seconds)


def rows(made: Visit) -> dict[str, tuple[int, int, int, str]]:
    return {r.purpose: (r.known, r.looked, r.answered, r.ended) for r in made.completeness("r")}


def test_what_matters_most_comes_first_and_links_wait() -> None:
    made = visit(target("link", "x"), target("article", "a"), target("column", "c", 2), target("column", "d", 1))
    assert names(staged(made)) == ["column d", "column c", "article a"]
    assert names(staged(made)) == ["link x"]
    assert names(staged(made)) == []


def test_proposed_twice_the_better_place_counts_whoever_came_first() -> None:
    twice = [target("article", "a", 5, about="news"), target("article", "a", 1, about="notice"), target("article", "b", 2)]
    for order in (twice, twice[::-1]):
        made = visit(*order)
        steps = staged(made)
        assert names(steps) == ["article a", "article b"]
        assert steps[0].target.about == "notice"


def test_a_look_is_made_once() -> None:
    made = visit(target("column", "c"))
    staged(made)
    made.propose(target("column", "c"), 2)
    assert made.proposed == {}


def test_a_deeper_link_that_was_looked_at_is_not_needed() -> None:
    made = visit(target("column", "c"), target("inner", "c"), target("inner", "d"), target("link", "d"), target("inner", "e"))
    staged(made)
    assert names(staged(made)) == ["link d", "inner e"]
    assert rows(made)["inner"][0] == 1


@pytest.mark.parametrize(
    ("bounds", "wanted", "why"),
    [
        ({}, ["column a", "column b", "article w", "article x", "article y"], "budget"),
        ({"pages": 4}, ["column a", "column b", "article w"], "pages"),
        ({"minutes": 1}, [], "minutes"),
        ({"megabytes": 1}, [], "bytes"),
        ({"depth": 1}, [], "depth"),
    ],
)
def test_bounds(bounds: dict[str, float], wanted: list[str], why: str) -> None:
    made = visit(target("home"), **bounds)
    (home,) = staged(made)
    made.count(home, page(seconds=60.0), 1024 * 1024, 30)
    for name in "abc":
        made.propose(target("column", name), 2)
    for name in "xyzw":
        made.propose(target("article", name), 2)
    assert names(staged(made)) == wanted
    assert rows(made)["article"] == (4, 0, 0, why)


def test_kept_looks_cost_what_they_cost_when_they_were_made() -> None:
    made = visit(target("home"), minutes=1)
    (home,) = staged(made)
    made.count(home, page(Status.TIMEOUT), 0, timeout=30)
    assert made.enough(home) == ""
    made.count(home, page(seconds=30.0), 0, timeout=30)
    assert made.enough(home) == "minutes"


def test_completeness_counts_a_look_once_however_often_it_is_tried() -> None:
    made = visit(target("column", "a"), target("column", "b"), target("column", "c"))
    first, second = staged(made)
    made.count(first, page(Status.TIMEOUT), 0, 30)
    made.count(replace(first, attempt=1, target=replace(first.target, url="https://elsewhere/")), page(), 10, 30)
    made.settle(first, Status.OK)
    made.count(second, page(Status.BLOCKED), 0, 30)
    made.settle(second, Status.BLOCKED)
    assert list(made.completeness("r")) == [
        Completeness("330100", "website", "www.example.gov.cn", "r", "column", known=3, looked=2, answered=1, ended="budget")
    ]


def test_a_host_that_refuses_three_times_is_left_alone() -> None:
    busy = [Target(f"http://busy.example.com/{n}", "link", n) for n in range(6)]
    made = visit(*busy, target("link", "own", 9))
    first, own = made.stage()
    assert names([own]) == ["link own"], "another host goes its own way"
    asked, step = [first], first
    for status in ("THROTTLED", "OK", "BLOCKED", "THROTTLED"):
        made.count(step, page(Status(status)), 0, 30)
        made.settle(step, Status(status))
        if after := made.following("busy.example.com"):
            asked.append(step := after)
    assert [step.target.order for step in asked] == [0, 1, 2, 3]
    assert rows(made)["link"] == (7, 4, 1, "throttled")


def test_a_host_is_asked_one_thing_at_a_time() -> None:
    other = Target("http://other.example.com/", "column")
    made = visit(*(target("article", name) for name in "abc"), target("column", "c"), other)
    assert names(made.stage()) == ["column http://other.example.com/", "column c"]
    assert names(filter(None, (made.following("example.gov.cn") for _ in range(5)))) == ["article a", "article b", "article c"]


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("http://www.example.gov.cn/a/b/c/", True),
        ("dns://www.example.gov.cn/", True),
        ("tls://www.example.gov.cn:443/", True),
        ("http://www.example.gov.cn/a/a/a/x", True),
        ("http://www.example.gov.cn/a/a/a/a/x", False),
        ("http://www.example.gov.cn/a/b/a/b/a/b/a/b/", False),
        ("http://www.example.gov.cn/?" + "x" * 1900, True),
        ("http://www.example.gov.cn/?" + "x" * 2000, False),
        ("ftp://www.example.gov.cn/", False),
        ("file:///etc/passwd", False),
        ("javascript:void(0)", False),
        ("http://[", False),
        ("http:///x", False),
        ("http://./x", False),
        ("http://oa.hangzhou.gov.cn:8080/", True),
        ("http://oa.hangzhou.gov.cn:88080/", False),
        ("tls://oa.hangzhou.gov.cn:88080/", False),
        ("http://www.example.gov.cn:/", True),
        ("http://www.example.gov.cn:80 80/", False),
        ("http://www.example.gov.cn:八十/", False),
        ("http://[fe80::1%网]/", False),
        ("http://[fe80::1%eth0]/", True),
        ("http://www.example.gov.cn]/", False),
        ("http://www.example.gov.cn/\udc80", False),
        ("http://\udc80.gov.cn/", False),
        ("http://政务.政务/公开 目录?年=2026", True),
        ("http://-.example.gov.cn\\x\t\n", True),
        ("tls:// \n", False),
        (f"http://{'a' * 64}.gov.cn/", True),
    ],
)
def test_addresses_of_traps_are_refused(url: str, good: bool) -> None:
    assert sound(url) is good
    made = visit(Target(url, "column"))
    assert bool(made.proposed) is good
    for step in made.proposed.values():
        assert step.host and Request(step.url).url


@pytest.mark.parametrize("name", ["weibo.com", "weibo.com.", "www.weibo.com", "WWW.weibo.com.", "weibo.com.:80"])
def test_a_host_is_one_however_it_is_written(name: str) -> None:
    assert host_of(f"http://{name}/hz") == "weibo.com"
    assert Division(3, {"weibo.com": "weibo"}).part_of(host_of(f"http://{name}/hz")) == "weibo"


def test_visits_of_a_unit_that_all_wait_for_other_hosts_leave_together() -> None:
    """The first of them ends the unit; the second finds it gone."""
    spider = WebsiteSpider(unit="330100")
    plan = replace(PLAN, here=lambda host: host != "weibo.com")
    visits = [Visit(Account("330100", "website", "portal", name), plan) for name in ("done", "away")]
    visits[1].wait(Step(Target("https://weibo.com/hz", "link"), 2, ("link", "https://weibo.com/hz")))
    asyncio.run(spider.underway.enter("330100", own=False))
    spider.underway.visits["330100"] = visits
    items = [item for made in visits for item in spider.next_stage(made)]
    assert items == [Finished("330100", mark=False)]
    assert [parcel.unit for parcel in spider.underway.leaving] == ["330100"]
