"""Runs spiders in this process, all channels at once, and says how their looks ended."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from .base import ChannelSpider
from .division import ASKED, Parcel, Part
from .gate import GATE, own_pace
from .plan import host_of
from .settings import DOWNLOAD_TIMEOUT, agent

STATUS = "dsci/status/"
ERRORS = "spider_exceptions/"
TIME_OVER = "closespider_timeout"
LEAST = 0.1  # seconds


class Unfinished(RuntimeError):
    """A crawl that was stopped, or that its store refused; the same command goes on where it was. `ends`: how channels ended."""

    def __init__(self, reason: str, ends: Mapping[str, Ended] | None = None) -> None:
        super().__init__(reason)
        self.ends = ends or {}


@dataclass(frozen=True)
class CrawlPlan:
    """What to crawl, as strings that a spider takes as arguments; empty means its default."""

    units: Sequence[str]
    store: str = ""
    accounts: str = ""
    run: str = ""
    as_of: str = ""
    depth: str = ""
    limit: int = 0
    replica: str = ""  # host:port
    log: str = ""
    minutes: float = 0
    megabytes: float = 0
    since: str = ""  # how far back lists are read
    until: str = ""  # with since: a past period of weibo
    urls: str = ""  # file of article addresses, for wechat
    ends: float = 0  # moment (Unix time) when it is to be over: no unit is begun that would not be done by then
    part: Part | None = None  # of the hosts: only those are asked
    place: str = ""  # which worker's evidence it is, where several write to one store
    pace: float = 0  # seconds between two requests to a host of the replica, which needs none
    at_once: int = 0  # requests under way, where not those of settings.py
    resting: Mapping[str, float] = field(default_factory=dict)  # hosts that asked for patience, until which moment (Unix time)
    usual: float = 0  # seconds that a unit takes, by what went before


@dataclass(frozen=True)
class ProbePlan:
    """Which portals to visit how often: `every` so many minutes, `times` in all. `as_of` is the last moment, simulated only."""

    units: Sequence[str]
    times: int = 1
    every: float = 60
    as_of: str = ""


@dataclass(frozen=True)
class Ended:
    """How the crawl of a channel ended: its looks by status; units done, begun, and left because the time was over; requests by
    host. `leaving` are visits that go on elsewhere. `in_time` is False where the time that was given ended it. `resting` are the
    hosts that asked for patience, until which moment. `cut` says why it was stopped, or what was wrong, where anything was;
    `mistaken`: nothing but errors of our own, in some units. `usual`: seconds that half of the units took."""

    statuses: Counter[str] = field(default_factory=Counter)
    done: int = 0
    begun: int = 0
    left: int = 0
    hosts: Counter[str] = field(default_factory=Counter)
    leaving: tuple[Parcel, ...] = ()
    in_time: bool = True
    resting: Mapping[str, float] = field(default_factory=dict)
    cut: str = ""
    mistaken: bool = False
    usual: float = 0


def crawl(
    names: Sequence[str], plan: CrawlPlan, visits: ProbePlan | None = None, parcels: Mapping[str, Sequence[Parcel]] | None = None
) -> dict[str, Ended]:
    """How each channel ended, visits under `probe`; `parcels` by channel are gone on with. Once per process: a reactor does
    not start twice. Unfinished where one was stopped."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "dsci.spiders.settings"
    settings = get_project_settings()
    for key, value in _overrides(plan).items():
        settings.set(key, value, priority="cmdline")
    spiders = () if plan.replica else spiders_of().values()
    GATE.paces |= {host_of(f"//{host}"): own_pace(spider) for spider in spiders for host in spider.hosts}  # portals link there
    GATE.fresh = plan.part is None
    GATE.rests |= plan.resting
    process = AsyncCrawlerProcess(settings)
    arguments: dict[str, dict[str, Any]] = {name: _crawling(plan, (parcels or {}).get(name, ())) for name in names}
    arguments |= {"probe": _probing(plan, visits)} if visits else {}
    crawlers = {name: process.create_crawler(name) for name in arguments}
    crawls: dict[str, Any] = {name: process.crawl(crawler, **arguments[name]) for name, crawler in crawlers.items()}
    process.start()
    ends = {name: _ended(crawler, _end(crawler, crawls[name])) for name, crawler in crawlers.items()}
    if cut := [f"{name}: {ended.cut}" for name, ended in ends.items() if ended.cut]:
        raise Unfinished("; ".join(cut), ends)
    return ends


def spiders_of() -> dict[str, type[ChannelSpider]]:
    """The spider of each channel, by name."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "dsci.spiders.settings"
    loader = SpiderLoader.from_settings(get_project_settings())
    found = map(loader.load, loader.list())
    return {spider.name: spider for spider in found if issubclass(spider, ChannelSpider) and not spider.of}


def _crawling(plan: CrawlPlan, parcels: Sequence[Parcel]) -> dict[str, Any]:
    given = {"accounts": plan.accounts, "run": plan.run, "as_of": plan.as_of, "depth": plan.depth}
    bounds = {"limit": plan.limit, "minutes": plan.minutes, "megabytes": plan.megabytes}
    bounds |= {"seconds": _to_look(plan), "usual": plan.usual}
    here = {"part": plan.part, "place": plan.place, "parcels": parcels}
    given |= {"since": plan.since, "until": plan.until, "urls": plan.urls}
    return {"unit": ",".join(plan.units)} | given | {name: str(value or "") for name, value in bounds.items()} | here


def _to_look(plan: CrawlPlan) -> float:
    """Seconds until no further look is made, 0 without end: what is under way then has its time-out to come back, or a quarter
    of a short time (ours)."""
    seconds = max(LEAST, plan.ends - time.time()) if plan.ends else 0.0
    return seconds - min(DOWNLOAD_TIMEOUT, seconds / 4)


def _probing(plan: CrawlPlan, visits: ProbePlan) -> dict[str, str]:
    when = {"times": str(visits.times), "every": str(visits.every), "as_of": visits.as_of}
    return {"unit": ",".join(visits.units), "accounts": plan.accounts} | when


def _overrides(plan: CrawlPlan) -> dict[str, Any]:
    changed: dict[str, Any] = {"DSCI_STORE": plan.store, "USER_AGENT": agent()}
    if plan.ends:
        changed["CLOSESPIDER_TIMEOUT"] = _to_look(plan)
    if plan.at_once:
        changed["CONCURRENT_REQUESTS"] = plan.at_once
    if plan.log:
        Path(plan.log).parent.mkdir(parents=True, exist_ok=True)
        changed["LOG_FILE"] = plan.log
    if plan.replica:  # loopback needs no pause between requests; one at a time a host holds there too
        if not plan.replica.startswith(("127.0.0.1:", "localhost:")):
            raise ValueError(f"replica {plan.replica!r}: it is served on 127.0.0.1 only")
        os.environ.setdefault("DSCI_WEIBO_COOKIE", "SUB=replica")
        os.environ.setdefault("DSCI_KUAISHOU_COOKIE", "did=web_replica")
        os.environ.pop("DSCI_WEIBO_COOKIE_FILE", None)
        os.environ.pop("DSCI_KUAISHOU_COOKIE_FILE", None)
        changed |= {"DSCI_REPLICA": plan.replica, "DOWNLOAD_DELAY": plan.pace}
        changed |= {"AUTOTHROTTLE_ENABLED": False, "DOWNLOAD_TIMEOUT": 8}
    return changed


def _end(crawler: Any, crawl: Any) -> str:
    """How a crawl ended: `finished`, or why not."""
    if not crawl.done() or crawl.cancelled():
        return "not ended"  # the engine was stopped
    if fault := crawl.exception():
        return f"not begun: {str(fault) or repr(fault)}"
    told = crawler.stats.get_stats()
    errors = sum(count for name, count in told.items() if name.startswith(ERRORS))
    wrong = f"{errors} errors of our own in what came back, see the log; units where it happened are not done" if errors else ""
    return str(told.get("dsci/broken") or wrong or told.get("finish_reason", "not started"))


def _ended(crawler: Any, end: str) -> Ended:
    """What became of a crawl that ended so. No visit goes on elsewhere where the store refused: it may lack its looks."""
    cut = "" if end in ("finished", TIME_OVER) else end
    if crawler.spider is None:
        return Ended(resting=GATE.resting(), cut=cut)
    told, units = crawler.stats.get_stats(), crawler.spider.underway
    statuses = Counter({k.removeprefix(STATUS): v for k, v in told.items() if k.startswith(STATUS)})
    in_time = told.get("finish_reason") != TIME_OVER and not units.admission.closed
    refused = "dsci/broken" in told
    hosts, leaving = told.get(ASKED, Counter()), () if refused else tuple(units.leaving)
    mistaken = not refused and any(name.startswith(ERRORS) for name in told)
    return Ended(
        statuses, units.done, units.begun, units.left, hosts, leaving, in_time, GATE.resting(), cut, mistaken,
        units.admission.usual,
    )  # fmt: skip
