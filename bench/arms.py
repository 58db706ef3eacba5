"""One crawl of a comparison, in a process of its own: ours, Scrapy alone, or Scrapy with LinkExtractor and a WARC.

All three have the same settings: robots.txt, one request at a time a host, no delay, the same way to the replica.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor
from scrapy.statscollectors import StatsCollector
from scrapy.utils.project import get_project_settings
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dsci.spiders import settings as manners
from dsci.spiders.run import CrawlPlan, crawl

Job = dict[str, Any]  # what the comparison hands over: run, as_of, units, accounts, urls, replica


class Clock:
    """Scrapy extension: seconds of the processor and of the clock when the engine had come up, and what it counted."""

    started: tuple[float, float]
    stats: StatsCollector | None

    def __init__(self, crawler: Crawler) -> None:
        Clock.stats = crawler.stats
        crawler.signals.connect(self.note, signals.engine_started)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Clock:
        return cls(crawler)

    def note(self) -> None:
        Clock.started = time.process_time(), time.monotonic()


class Bare(Spider):
    """Fetches a list of addresses and does nothing else."""

    name = "bare"

    def __init__(self, urls: list[str], folder: Path) -> None:
        super().__init__()
        self.urls, self.folder, self.pages = urls, folder, 0

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield Request(url, dont_filter=True)

    def parse(self, response: Response) -> None:
        self.pages += response.status == 200


class Links(Bare):
    """The same, extracting every link and writing a record a page, as warcio does it by default."""

    name = "links"

    def __init__(self, urls: list[str], folder: Path) -> None:
        super().__init__(urls, folder)
        self.found, self.extractor = 0, LinkExtractor()
        self.file = (folder / "links.warc.gz").open("wb")
        self.writer = WARCWriter(self.file, gzip=True)

    def parse(self, response: Response) -> None:
        super().parse(response)
        if isinstance(response, TextResponse):
            self.found += len(self.extractor.extract_links(response))
        raw = [(k.decode("latin-1"), v.decode("latin-1")) for k, vs in response.headers.items() for v in vs]
        http = StatusAndHeaders(f"{response.status} OK", raw, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(response.url, "response", BytesIO(response.body), http_headers=http)
        self.writer.write_record(record)

    def closed(self, _reason: str) -> None:
        self.file.close()


def ours(job: Job, folder: Path) -> None:
    """Our crawl of those units into a fresh store."""
    plan = CrawlPlan(
        job["units"], str(folder / "store"), job["accounts"], job["run"], job["as_of"], replica=job["replica"],
        log=str(folder / "log.txt"),
    )  # fmt: skip
    crawl(["website"], plan)


def theirs(spider: type[Bare], job: Job, folder: Path) -> None:
    """A plain Scrapy crawl of those addresses."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = manners.__name__
    settings = get_project_settings()
    same: Job = {"DSCI_REPLICA": job["replica"], "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
    bare: Job = {"ITEM_PIPELINES": {}, "DOWNLOADER_MIDDLEWARES": {}, "LOG_FILE": str(folder / "log.txt")}
    for key, value in (same | bare).items():
        settings.set(key, value, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(process.create_crawler(spider), urls=job["urls"], folder=folder)
    process.start()


def main() -> None:
    """Runs the arm; prints as JSON its seconds, those of starting up apart, and its requests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("arm", choices=["ours", "bare", "links"])
    parser.add_argument("job", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    job = json.loads(given.job.read_text("utf-8"))
    extensions: dict[Any, int] = manners.EXTENSIONS
    extensions[Clock] = 0
    if given.arm == "ours":
        ours(job, given.folder)
    else:
        theirs({"bare": Bare, "links": Links}[given.arm], job, given.folder)
    cpu, wall = Clock.started
    requests = Clock.stats.get_value("downloader/request_count") if Clock.stats else 0
    seconds = {"wall": time.monotonic() - wall, "cpu": time.process_time() - cpu, "start": cpu}
    print(json.dumps(seconds | {"requests": requests}))


if __name__ == "__main__":
    main()
