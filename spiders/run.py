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


def crawl(names: Sequence[str], plan: CrawlPlan) -> dict[str, Counter[str]]:
    """Looks made now by channel and status. Once per process: a reactor does not start twice."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "dsci.spiders.settings"
    settings = get_project_settings()
    for key, value in _overrides(plan).items():
        settings.set(key, value, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    arguments = {
        "unit": ",".join(plan.units),
        "accounts": plan.accounts,
        "run": plan.run,
        "as_of": plan.as_of,
        "depth": plan.depth,
        "limit": str(plan.limit or ""),
    }
    crawlers = {name: process.create_crawler(name) for name in names}
    for crawler in crawlers.values():
        process.crawl(crawler, **arguments)
    process.start()
    ends = {name: _end(crawler.stats) for name, crawler in crawlers.items()}
    cut = {name: end for name, end in ends.items() if end != "finished"}
    if cut:
        raise Unfinished("; ".join(f"{name}: {end}" for name, end in cut.items()))
    return {name: _statuses(crawler.stats) for name, crawler in crawlers.items()}


def _overrides(plan: CrawlPlan) -> dict[str, Any]:
    changed: dict[str, Any] = {"DSCI_STORE": plan.store}
    if plan.log:
        Path(plan.log).parent.mkdir(parents=True, exist_ok=True)
        changed["LOG_FILE"] = plan.log
    if plan.replica:  # loopback needs no pause between requests; one at a time a host holds there too
        if not plan.replica.startswith(("127.0.0.1:", "localhost:")):
            raise ValueError(f"replica {plan.replica!r}: it is served on 127.0.0.1 only")
        os.environ.setdefault("DSCI_WEIBO_COOKIE", "SUB=replica")
        os.environ.pop("DSCI_WEIBO_COOKIE_FILE", None)
        changed |= {"DSCI_REPLICA": plan.replica, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "DOWNLOAD_TIMEOUT": 8}
    return changed


def _end(stats: Any) -> str:
    """How a crawl ended: `finished`, or why not."""
    return str(stats.get_value("dsci/broken") or stats.get_value("finish_reason", "not started"))


def _statuses(stats: Any) -> Counter[str]:
    found = {k.removeprefix(STATUS): v for k, v in stats.get_stats().items() if k.startswith(STATUS)}
    return Counter(found)
