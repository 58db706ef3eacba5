"""Hosts divided among processes; visits that travel. No network, no engine."""

from __future__ import annotations

import asyncio
import pickle
from collections import Counter
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from dsci import registry
from dsci.cluster import crawling
from dsci.cluster.backlog import ROUNDS, Backlog, backlog_of, division_of
from dsci.cluster.work import Task
from dsci.contract import Account, Target
from dsci.registry.domains import domain_of
from dsci.spiders.division import Division, Parcel, Part, owners, packed
from dsci.spiders.plan import Plan, Step, host_of
from dsci.spiders.run import CrawlPlan, Ended, Unfinished, _end, _ended
from dsci.spiders.visit import Visit
from dsci.spiders.website import WebsiteSpider
from dsci.spiders.weibo import WeiboSpider

PLAN = Plan({"home": 1, "column": 9, "hall": 9, "article": 9, "link": 9}, priority=("home",), late=frozenset({"link"}))
ACCOUNT = Account("330100", "website", "portal", "www.a.gov.cn")


@pytest.mark.proves("every-host-has-one-part")
def test_every_portal_has_one_part_and_its_neighbours_the_same() -> None:
    division = division_of(3)
    parts = {host: division.part_of(host) for host in map(host_of, registry.portals().values())}
    assert set(parts.values()) == {"website-0", "website-1", "website-2"}
    assert min(list(parts.values()).count(f"website-{n}") for n in range(3)) > 0.3 * len(parts)
    assert division.part_of("zwfw.hangzhou.gov.cn") == division.part_of("www.hangzhou.gov.cn")
    assert {division.part_of(h) for h in ("m.weibo.cn", "weibo.com", "s.weibo.com")} == {"weibo"}
    assert division.part_of("itunes.apple.com") == "app"


def test_a_host_of_two_channels_is_refused() -> None:
    assert owners({"app": ("sj.qq.com",), "wechat": ("mp.weixin.qq.com",)})["sj.qq.com"] == "app"
    with pytest.raises(ValueError, match=r"qq\.com is shared by app and wechat"):
        owners({"app": ("www.qq.com",), "wechat": ("qq.com",)})


def test_each_unit_begins_once_in_the_part_of_its_portal() -> None:
    codes = [u.code for u in registry.select(["浙江"])]
    division = division_of(2)
    backlog = backlog_of(("website", "weibo"), codes, division, registry.accounts())
    assert backlog.units.pop(("weibo", "weibo")) == codes
    assert sorted(code for units in backlog.units.values() for code in units) == codes
    for (part, channel), units in backlog.units.items():
        assert channel == "website"
        assert {division.part_of(host_of(registry.portals()[code])) for code in units} == {part}


def travelled(here: str) -> list[str]:
    """The looks of a visit with three hosts, made where they may be, in the order in which they are made."""
    home, other = Target("http://www.a.gov.cn/", "home"), "http://b.example.com/"
    visit = Visit(ACCOUNT, PLAN)
    visit.propose(home, 1)
    made: list[str] = []
    for _round in range(9):
        parts = ("a.gov.cn", "b.example.com", "c.example.com") if here == "apart" else ("",)
        for part in parts:
            parcel: Parcel = pickle.loads(pickle.dumps(packed("website", ACCOUNT.unit, [visit])))
            (visit,) = parcel.unpacked(replace(PLAN, here=only(part)))
            while steps := visit.next_looks():
                todo = list(steps)
                while todo:
                    step = todo.pop(0)
                    made.append(f"{step.target.purpose} {step.target.url}")
                    for found in proposed(step, other):
                        visit.propose(found, step.depth + 1)
                    if after := visit.following(step.host):
                        todo.append(after)
    assert not visit.away and not visit.proposed
    return made


class Engine:
    """One worker that does each task as it comes: what they end with is told before."""

    workers, remote = 1, False

    def __init__(self, ends: list[Ended | Exception]) -> None:
        self.ends, self.tasks = ends, list[Task]()

    def submit(self, _work: object, task: Task, _remote: bool) -> Future[Ended]:
        self.tasks.append(task)
        future = Future[Ended]()
        if isinstance(ended := self.ends[len(self.tasks) - 1], Exception):
            future.set_exception(ended)
        else:
            future.set_result(ended)
        return future


def between() -> tuple[Parcel, Parcel]:
    """A visit that waits for a host of another part, and one that waits for its own."""
    visit, back = Visit(ACCOUNT, PLAN), Visit(ACCOUNT, PLAN)
    visit.wait(Step(Target("http://weibo.com/x", "link"), 2, ("link", "http://weibo.com/x")))
    back.wait(Step(Target("http://www.a.gov.cn/x", "inner"), 2, ("inner", "http://www.a.gov.cn/x")))
    return packed("website", ACCOUNT.unit, [visit]), packed("website", ACCOUNT.unit, [back])


@pytest.mark.proves("retry-after")
def test_a_host_that_asked_for_patience_has_it_from_the_next_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "_ended", lambda _engine, running: running)
    away, back = between()
    first, second = {"www.a.gov.cn": 9e9}, {"weibo.com": 8e9, "www.a.gov.cn": 7e9}
    engine: Any = Engine([Ended(leaving=(away,), resting=first), Ended(leaving=(back,), resting=second), Ended()])
    crawling.crawl_divided(engine, ["website"], CrawlPlan([ACCOUNT.unit]))
    assert [(task.part, task.plan.resting) for task in engine.tasks] == [
        ("website-0", {}), ("weibo", first), ("website-0", second | first),
    ]  # fmt: skip


def test_what_travels_from_a_part_that_was_cut_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "_ended", lambda _engine, running: running)
    engine: Any = Engine([Ended(leaving=between()[:1], cut="1 errors of our own", mistaken=True), Ended(cut="store: full")])
    with pytest.raises(Unfinished, match=r"^website-0: website: 1 errors of our own; weibo: website: store: full$"):
        crawling.crawl_divided(engine, ["website"], CrawlPlan([ACCOUNT.unit]))
    assert [(task.part, len(task.parcels)) for task in engine.tasks] == [("website-0", 0), ("weibo", 1)]


@pytest.mark.parametrize(("cut", "mistaken", "tasks"), [("1 errors of our own", True, 2), ("store: full", False, 1)])
def test_a_part_that_was_refused_has_no_further_task(
    monkeypatch: pytest.MonkeyPatch, cut: str, mistaken: bool, tasks: int
) -> None:
    monkeypatch.setattr(crawling, "_ended", lambda _engine, running: running)
    monkeypatch.setattr(WebsiteSpider, "at_once", 4)
    codes = [u.code for u in registry.select(["山东"])]
    assert len(codes) > ROUNDS * WebsiteSpider.at_once
    engine: Any = Engine([Ended(cut=cut, mistaken=mistaken), Ended()])
    with pytest.raises(Unfinished, match=f"^website-0: website: {cut}$"):
        crawling.crawl_divided(engine, ["website"], CrawlPlan(codes))
    assert len(engine.tasks) == tasks


@pytest.mark.parametrize("gone", [CancelledError("lost"), OSError("closed")])
def test_a_scheduler_that_dies_is_told(monkeypatch: pytest.MonkeyPatch, gone: Exception) -> None:
    def dies(_engine: object, running: list[Future[Ended]]) -> list[Future[Ended]]:
        raise gone

    monkeypatch.setattr(crawling, "_ended", dies)
    engine: Any = Engine([Ended()])
    with pytest.raises(Unfinished, match=r"^the scheduler is gone$"):
        crawling.crawl_divided(engine, ["website"], CrawlPlan([ACCOUNT.unit]))


@pytest.mark.parametrize(("told", "travels"), [({"spider_exceptions/KeyError": 1}, True), ({"dsci/broken": "full"}, False)])
def test_visits_leave_a_crawl_with_mistakes_and_none_whose_looks_were_lost(told: dict[str, Any], travels: bool) -> None:
    admission = SimpleNamespace(closed=False, usual=0.0)
    underway = SimpleNamespace(done=1, begun=3, left=0, leaving=[between()[0]], admission=admission)
    stats = SimpleNamespace(get_stats=lambda: {"finish_reason": "finished", "dsci/status/OK": 5} | told)
    crawler = SimpleNamespace(stats=stats, spider=SimpleNamespace(underway=underway))
    crawl = Future[None]()
    crawl.set_result(None)
    ended = _ended(crawler, _end(crawler, crawl))
    assert ended.cut and (ended.statuses, ended.done, bool(ended.leaving), ended.mistaken) == (Counter(OK=5), 1, travels, travels)
    assert pickle.loads(pickle.dumps(Unfinished("w", {"website": ended}))).ends == {"website": ended}


def test_portals_go_out_by_the_slice_a_channel_whole_to_the_part_of_its_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WebsiteSpider, "at_once", 4)
    codes = [u.code for u in registry.select(["浙江", "山东", "江苏"])]
    backlog = backlog_of(("website", "weibo"), codes, division_of(1), registry.accounts())
    assert backlog.next_beside(()) == ("weibo", "weibo") and backlog.taken(("weibo", "weibo"))[0] == codes
    most, taken = ROUNDS * WebsiteSpider.at_once, list[str]()
    while key := backlog.next_beside(()):
        units, _parcels = backlog.taken(key)
        assert 0 < len(units) <= most
        taken += units
    assert taken == codes and len(codes) > most


def test_a_host_s_own_channel_comes_first_then_visits_on_their_way() -> None:
    backlog = Backlog({"website": 1})
    backlog.units["website-0", "website"] = backlog.units["weibo", "weibo"] = codes = ["330000", "330100"]
    backlog.add(between()[0], division_of(2))
    assert backlog.next_beside(["weibo"]) == ("website-0", "website")
    order = {("weibo", "weibo"): 2, ("weibo", "website"): 0, ("website-0", "website"): 1}
    for key, units in order.items():
        assert backlog.next_beside(()) == key
        assert len(backlog.taken(key)[0]) == units
    assert backlog.taken(("website-0", "website"))[0] == codes[1:] and backlog.next_beside(()) is None


def test_a_channel_that_is_given_up_in_a_part_has_no_task_there_and_others_have() -> None:
    backlog = Backlog({"weibo": 1, "website": 1}, given_up={("weibo", "weibo")})
    backlog.units["weibo", "weibo"] = ["330000"]
    backlog.add(between()[0], division_of(2))
    assert backlog.next_beside(()) == ("weibo", "website")
    backlog.taken(("weibo", "website"))
    assert backlog.next_beside(()) is None


def test_how_long_units_take_is_known_to_the_next_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "_ended", lambda _engine, running: running)
    monkeypatch.setattr(WebsiteSpider, "at_once", 4)
    codes = [u.code for u in registry.select(["山东", "江苏"])][: 2 * ROUNDS * WebsiteSpider.at_once]
    engine: Any = Engine([Ended(usual=40.0), Ended()])
    crawling.crawl_divided(engine, ["website"], CrawlPlan(codes))
    assert [task.plan.usual for task in engine.tasks] == [0, 40.0]
    hurried = WeiboSpider(unit="330000", seconds="30", usual="40").underway
    assert asyncio.run(hurried.enter("330000", own=True)) is False and (hurried.left, hurried.admission.closed) == (1, True)
    assert asyncio.run(WeiboSpider(unit="330000", seconds="30").underway.enter("330000", own=True)) is True


def test_a_fault_without_words_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "_ended", lambda _engine, running: running)
    engine: Any = Engine([MemoryError()])
    with pytest.raises(Unfinished, match=r"^website-0: website: MemoryError\(\)$"):
        crawling.crawl_divided(engine, ["website"], CrawlPlan([ACCOUNT.unit]))


def test_a_visit_that_waits_here_and_elsewhere_is_not_parked() -> None:
    visit = Visit(ACCOUNT, replace(PLAN, here=only("a.gov.cn")))
    for url in ("http://www.a.gov.cn/x/", "http://b.example.com/"):
        visit.propose(Target(url, "column"), 1)
    assert not visit.parked, "nothing was chosen yet"
    (look,) = visit.next_looks()
    visit.out = 1
    assert visit.away == ["b.example.com"] and not visit.parked
    visit.out = 0
    assert visit.parked
    visit.wait(look)
    assert not visit.parked


def only(part: str):  # type: ignore[no-untyped-def]
    return lambda host: not part or domain_of(host) == domain_of(part)


def proposed(step: Step, other: str) -> list[Target]:
    if step.target.purpose == "home":
        links = [Target(f"{host}{n}", "link", n) for host in (other, "http://c.example.com/") for n in range(3)]
        return [Target("http://www.a.gov.cn/x/", "column"), Target(other, "hall"), *links]
    return [Target(f"{step.target.url}article", "article")] if step.target.purpose in ("column", "hall") else []


def test_a_visit_that_travels_makes_the_same_looks() -> None:
    alone, apart = travelled("together"), travelled("apart")
    assert sorted(alone) == sorted(apart) and len(alone) == len(set(alone)) == 11
    stage = {"home": 0, "column": 1, "hall": 1, "article": 2, "link": 3}
    for order in (alone, apart):
        assert [stage[line.split()[0]] for line in order] == sorted(stage[line.split()[0]] for line in order)


def test_a_look_that_a_redirect_led_away_waits_for_that_host() -> None:
    visit = Visit(ACCOUNT, replace(PLAN, here=Part(Division(1, {"weibo.com": "weibo"}), "website-0").__contains__))
    step = Step(Target("http://www.a.gov.cn/go", "column"), 1, ("column", "http://www.a.gov.cn/go"))
    visit.wait(replace(step, led="https://weibo.com/gov", hops=1))
    assert visit.next_looks() == [] and visit.away == ["weibo.com"]
    there = replace(visit, plan=replace(PLAN, here=Part(Division(1, {"weibo.com": "weibo"}), "weibo").__contains__))
    (look,) = there.next_looks()
    assert (look.url, look.target.url) == ("https://weibo.com/gov", "http://www.a.gov.cn/go")
