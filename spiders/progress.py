"""A bar per channel: units done of all."""

from __future__ import annotations

from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from ..progress import Stage
from .evidence import Finished


class UnitProgress:
    """Scrapy extension that moves the bar when a unit is finished."""

    def __init__(self, crawler: Crawler) -> None:
        self.stage: Stage | None = None
        for handler, signal in (
            (self.opened, signals.spider_opened),
            (self.scraped, signals.item_scraped),
            (self.closed, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> UnitProgress:
        return cls(crawler)

    def opened(self, spider: Any) -> None:
        self.stage = Stage(f"crawl {spider.name}", len(spider.units) + len(spider.terms.parcels))

    def scraped(self, item: Any) -> None:
        if self.stage and isinstance(item, Finished):
            self.stage.step()

    def closed(self, spider: Spider) -> None:
        if self.stage:
            self.stage.close()
