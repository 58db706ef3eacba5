"""What a spider keeps, and how a stopped crawl goes on: looks that the store already has are answered from it."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.task import LoopingCall

from ..contract import CHINA, Completeness, Page
from ..store import Look, Lost, Store, open_store

RUN = re.compile(r"\w[\w.-]{0,63}")  # it names a folder of evidence
BATCH = 64  # looks in one transaction
BYTES = 8 * 1024 * 1024  # or as many as hold that much, lest the reactor stand still while they are packed
SECONDS = 1.0  # or as many as came in that time
PATIENCE = 120.0  # seconds that a lost database is waited for (ours): a restart takes less


@dataclass(frozen=True)
class Finished:
    """An item that says: all looks of this unit have been made."""

    unit: str
    rows: tuple[Completeness, ...] = ()
    mark: bool = True  # False: nothing was looked at now


class Kept(IgnoreRequest):
    """This look was made before and brought no bytes."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.status)
        self.page = page


class KeptAnswers:
    """Downloader middleware: a look of this run that the store has is not made again."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KeptAnswers:
        return cls(crawler)

    def process_request(self, request: Request) -> Response | None:
        page: Page | None = getattr(self.crawler.spider, "kept", {}).get(request.meta.get("page_id"))
        if page is None:
            return None
        if page.offset is None:
            raise Kept(page)
        try:
            request.meta["kept"] = store_of(self.crawler).answer(page)
        except ValueError:  # its bytes are damaged: the look is made once more
            return None
        return Response(page.url, flags=["kept"], request=request)


class KeepEvidence:
    """Item pipeline: writes looks in batches, each batch wholly or not at all.

    Where the database does not answer the batch is kept, nothing new is asked, and every second it is tried again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.waiting: list[Look] = []
        self.finished: list[Finished] = []
        self.broken = False  # the store refused; nothing more is kept, so that no unit is marked without its evidence
        self.lost_at: float | None = None  # since when the database does not answer
        self.seconds = 0.0  # spent on keeping
        self.timer = LoopingCall(self.flush)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KeepEvidence:
        return cls(crawler)

    def open_spider(self) -> None:
        self.store = store_of(self.crawler)
        self.timer.start(SECONDS, now=False)

    def process_item(self, item: Any) -> Any:
        if self.broken:
            return item
        if isinstance(item, Look):
            self.waiting.append(item)
        elif isinstance(item, Finished) and item.mark:
            self.finished.append(item)
        full = len(self.waiting) >= BATCH or sum(len(look.body or b"") for look in self.waiting) >= BYTES
        if full and self.lost_at is None:
            self.flush()
        return item

    def flush(self) -> None:
        """Keeps what waits, or, for as long as the database may come back, leaves it waiting."""
        if self.broken or not (self.waiting or self.finished):
            return
        began = time.perf_counter()
        try:
            self._keep()
        except Exception as fault:
            if isinstance(fault, Lost) and self._patient():
                return
            self._break(fault)
            raise
        self._found()
        self.waiting, self.finished = [], []
        self.seconds += time.perf_counter() - began
        self.crawler.stats.set_value("dsci/keeping_seconds", self.seconds)

    def _keep(self) -> None:
        """Evidence first, then the mark that a unit is done: a mark without its evidence can't be."""
        spider: Any = self.crawler.spider
        if self.waiting:
            self.store.write(self.waiting, f"{spider.run}/{spider.writer}")
        self.store.put(row for done in self.finished for row in done.rows)
        for done in self.finished:
            self.store.finish(spider.run, spider.reach, done.unit)

    def _patient(self) -> bool:
        """True while the database may still come back; nothing is asked meanwhile."""
        if self.lost_at is None:
            self.lost_at = time.monotonic()
            self.crawler.engine.pause()
        return time.monotonic() - self.lost_at < PATIENCE

    def _found(self) -> None:
        if self.lost_at is not None:
            self.lost_at = None
            self.crawler.engine.unpause()

    def _break(self, fault: Exception) -> None:
        self.broken = True
        self.crawler.engine.unpause()
        self.crawler.stats.set_value("dsci/broken", f"store: {fault}"[:300])
        deferred_from_coro(self.crawler.engine.close_spider_async(reason="store"))

    async def close_spider(self) -> None:
        if self.timer.running:
            self.timer.stop()
        self.flush()
        while self.lost_at is not None and not self.broken:
            await asyncio.sleep(SECONDS)
            self.flush()


def store_of(crawler: Crawler) -> Store:
    """The store that this crawl writes to."""
    return open_store(crawler.settings.get("DSCI_STORE") or "")


def run_named(name: str, moment: datetime) -> str:
    """The name of a crawl; its day in China where it was given none. ValueError for one that names no folder."""
    name = name or moment.astimezone(CHINA).strftime("%Y-%m-%d")
    if not RUN.fullmatch(name):
        raise ValueError(f"run {name!r}: want letters, digits, dots and hyphens, at most 64")
    return name
