"""The one switch between the internet and its replica: where a request's bytes come from, and how long they took."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from . import settings as manners

SECONDS = "X-Replica-Seconds"  # what the replica says an answer took; beyond the timeout of a real crawl it is one


class RoutedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler; with DSCI_REPLICA set, every request goes to that address under its real host name."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.replica = crawler.settings.get("DSCI_REPLICA")
        if self.replica:
            self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")

    async def download_request(self, request: Request) -> Response:
        began = time.monotonic()
        response = await (self.routed(request) if self.replica else super().download_request(request))
        request.meta["seconds"] = time.monotonic() - began
        if self.replica and (told := response.headers.get(SECONDS)):
            request.meta["seconds"] = float(told)
            if float(told) >= manners.DOWNLOAD_TIMEOUT:
                raise DownloadTimeoutError(f"{SECONDS}: {float(told):g}")
        return response

    async def routed(self, request: Request) -> Response:
        """The replica's answer to a request."""
        parts = urlsplit(request.url)
        routed = request.replace(url=parts._replace(scheme="http", netloc=self.replica).geturl())
        routed.headers["Host"] = parts.netloc
        routed.headers["X-Forwarded-Proto"] = parts.scheme
        try:
            response = await super().download_request(routed)
        except DownloadTimeoutError as fault:
            raise DownloadTimeoutError(str(fault).replace(routed.url, request.url)) from fault
        request.meta["download_latency"] = routed.meta.get("download_latency", 0.0)
        return response.replace(url=request.url)
