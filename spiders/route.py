"""The one switch between the internet and its replica: where a request's bytes come from."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response


class RoutedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler; with DSCI_REPLICA set, every request goes to that address under its real host name."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.replica = crawler.settings.get("DSCI_REPLICA")
        if self.replica:
            self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")

    async def download_request(self, request: Request) -> Response:
        if not self.replica:
            return await super().download_request(request)
        parts = urlsplit(request.url)
        routed = request.replace(url=parts._replace(scheme="http", netloc=self.replica).geturl())
        routed.headers["Host"] = parts.netloc
        routed.headers["X-Forwarded-Proto"] = parts.scheme
        response = await super().download_request(routed)
        request.meta["download_latency"] = routed.meta.get("download_latency", 0.0)
        return response.replace(url=request.url)
