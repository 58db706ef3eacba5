"""Runs spiders in this process, all channels at once, and says how their looks ended."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

STATUS = "dsci/status/"


class Unfinished(RuntimeError):
    """A crawl that was stopped, or that its store refused; the same command goes on where it was."""


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


@dataclass(frozen=True)
class ProbePlan:
    """Which portals to visit how often: `every` so many minutes, `times` in all. `as_of` is the last moment, simulated only."""

    units: Sequence[str]
    times: int = 1
    every: float = 60
    as_of: str = ""


def crawl(names: Sequence[str], plan: CrawlPlan, visits: ProbePlan | None = None) -> dict[str, Counter[str]]:
    """Looks made now by channel and status, visits under `probe`. Once per process: a reactor does not start twice."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "dsci.spiders.settings"
    settings = get_project_settings()
    for key, value in _overrides(plan).items():
        settings.set(key, value, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    arguments = {name: _crawling(plan) for name in names} | ({"probe": _probing(plan, visits)} if visits else {})
    crawlers = {name: process.create_crawler(name) for name in arguments}
    for name, crawler in crawlers.items():
        process.crawl(crawler, **arguments[name])
    process.start()
    ends = {name: _end(crawler.stats) for name, crawler in crawlers.items()}
    cut = {name: end for name, end in ends.items() if end != "finished"}
    if cut:
        raise Unfinished("; ".join(f"{name}: {end}" for name, end in cut.items()))
    return {name: _statuses(crawler.stats) for name, crawler in crawlers.items()}


def _crawling(plan: CrawlPlan) -> dict[str, str]:
    given = {"accounts": plan.accounts, "run": plan.run, "as_of": plan.as_of, "depth": plan.depth}
    bounds = {"limit": plan.limit, "minutes": plan.minutes, "megabytes": plan.megabytes}
    given |= {"since": plan.since, "until": plan.until, "urls": plan.urls}
    return {"unit": ",".join(plan.units)} | given | {name: str(value or "") for name, value in bounds.items()}


def _probing(plan: CrawlPlan, visits: ProbePlan) -> dict[str, str]:
    when = {"times": str(visits.times), "every": str(visits.every), "as_of": visits.as_of}
    return {"unit": ",".join(visits.units), "accounts": plan.accounts} | when


def _overrides(plan: CrawlPlan) -> dict[str, Any]:
    changed: dict[str, Any] = {"DSCI_STORE": plan.store}
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
        changed |= {"DSCI_REPLICA": plan.replica, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "DOWNLOAD_TIMEOUT": 8}
    return changed


def _end(stats: Any) -> str:
    """How a crawl ended: `finished`, or why not."""
    return str(stats.get_value("dsci/broken") or stats.get_value("finish_reason", "not started"))


def _statuses(stats: Any) -> Counter[str]:
    found = {k.removeprefix(STATUS): v for k, v in stats.get_stats().items() if k.startswith(STATUS)}
    return Counter(found)
