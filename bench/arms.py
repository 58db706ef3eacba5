"""One crawl of a comparison, in a process of its own: ours, Scrapy alone, or Scrapy with LinkExtractor and a WARC.

All three have the same settings: robots.txt, one request at a time a host, no delay, the same way to the replica.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor
from scrapy.utils.project import get_project_settings
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dsci.spiders import settings as manners
from dsci.spiders.run import CrawlPlan, crawl


@dataclass(frozen=True)
class Job:
    """What all arms are to do: we visit the units, the others fetch the addresses."""

    units: list[str]
    urls: list[str]
    accounts: str
    as_of: str
    replica: str


class Meter:
    """Scrapy extension: when the engine had come up, by processor and clock, and the answers counted from then on."""

    began: tuple[float, float]
    pages = requests = 0

    def __init__(self, crawler: Crawler) -> None:
        crawler.signals.connect(self.start, signals.engine_started)
        crawler.signals.connect(self.count, signals.response_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Meter:
        return cls(crawler)

    def start(self) -> None:
        Meter.began = time.process_time(), time.monotonic()

    def count(self, response: Response, request: Request) -> None:
        Meter.requests += 1
        Meter.pages += response.status == 200 and request.method == "GET" and not request.url.endswith("/robots.txt")


class Bare(Spider):
    """Fetches a list of addresses and does nothing else."""

    name = "bare"

    def __init__(self, urls: list[str], folder: Path) -> None:
        super().__init__()
        self.urls = urls

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield Request(url, dont_filter=True)

    def parse(self, response: Response) -> None:
        pass


class Links(Bare):
    """The same, extracting every link and writing a record a page, as warcio does it by default."""

    name = "links"

    def __init__(self, urls: list[str], folder: Path) -> None:
        super().__init__(urls, folder)
        self.found, self.extractor = 0, LinkExtractor()
        self.file = (folder / "links.warc.gz").open("wb")
        self.writer = WARCWriter(self.file, gzip=True)

    def parse(self, response: Response) -> None:
        if isinstance(response, TextResponse):
            self.found += len(self.extractor.extract_links(response))
        raw = [(k.decode("latin-1"), v.decode("latin-1")) for k, vs in response.headers.items() for v in vs]
        http = StatusAndHeaders(f"{response.status} OK", raw, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(response.url, "response", BytesIO(response.body), http_headers=http)
        self.writer.write_record(record)

    def closed(self, _reason: str) -> None:
        self.file.close()


def ours(job: Job, folder: Path) -> None:
    """Our crawl of the units into a fresh store."""
    plan = CrawlPlan(
        job.units, str(folder / "store"), job.accounts, "bench", job.as_of, replica=job.replica, log=str(folder / "log.txt")
    )
    crawl(["website"], plan)


def theirs(spider: type[Bare], job: Job, folder: Path) -> None:
    """A plain Scrapy crawl of the addresses."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = manners.__name__
    settings = get_project_settings()
    same: dict[str, Any] = {"DSCI_REPLICA": job.replica, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
    bare: dict[str, Any] = {"ITEM_PIPELINES": {}, "DOWNLOADER_MIDDLEWARES": {}, "LOG_FILE": str(folder / "log.txt")}
    for key, value in (same | bare).items():
        settings.set(key, value, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(process.create_crawler(spider), urls=job.urls, folder=folder)
    process.start()


def main() -> None:
    """Runs the arm; prints as JSON its seconds, those of starting up apart, and what it fetched."""
    parser = argparse.ArgumentParser(prog="python -m bench.arms", description=__doc__)
    parser.add_argument("arm", choices=["ours", "links", "bare"])
    parser.add_argument("job", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    job = Job(**json.loads(given.job.read_text("utf-8")))
    extensions: dict[Any, int] = manners.EXTENSIONS
    extensions[Meter] = 0
    if given.arm == "ours":
        ours(job, given.folder)
    else:
        theirs({"bare": Bare, "links": Links}[given.arm], job, given.folder)
    start, began = Meter.began
    seconds = {"start": start, "cpu": time.process_time() - start, "wall": time.monotonic() - began}
    print(json.dumps(seconds | {"pages": Meter.pages, "requests": Meter.requests}))


if __name__ == "__main__":
    main()
