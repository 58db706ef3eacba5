"""The one switch between the internet and its replica: where a request's bytes come from, and how long they took."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Response

from . import settings as manners
from .gate import GATE, pace_of, patience
from .names import refused
from .plan import host_of

SECONDS = "X-Replica-Seconds"  # what the replica says an answer took; beyond the timeout of a real crawl it is one
FAULT = "X-Replica-Fault"  # what the replica says the network did: raised as Scrapy raises it
RAISED: dict[str, Callable[[], Exception]] = {
    "refused": partial(DownloadConnectionRefusedError, "Connection was refused by other side: 111: Connection refused."),
    "dns": partial(CannotResolveHostError, "DNS lookup failed: [Errno -2] Name or service not known"),
    "tls": partial(DownloadFailedError, "[Error([('SSL routines', '', 'sslv3 alert handshake failure')])]"),
}


class RoutedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler; with DSCI_REPLICA set, every request goes to that address under its real host name."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.replica = crawler.settings.get("DSCI_REPLICA")
        self.pace = pace_of(crawler)
        if self.replica:
            self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")

    async def download_request(self, request: Request) -> Response:
        host = host_of(request.url)
        async with GATE.through(host, self.pace):
            response = await self.fetched(request)
        if not self.replica and (seconds := patience(response)):
            GATE.rest(host, seconds)
        return response

    async def fetched(self, request: Request) -> Response:
        """The answer, once the gate is open."""
        began = time.monotonic()
        response = await (self.routed(request) if self.replica else self.direct(request))
        request.meta["seconds"] = time.monotonic() - began
        if self.replica and (fault := response.headers.get(FAULT)):
            raise RAISED[fault.decode()]()
        if self.replica and (told := response.headers.get(SECONDS)):
            request.meta["seconds"] = float(told)
            if float(told) >= manners.DOWNLOAD_TIMEOUT:
                raise DownloadTimeoutError(f"{SECONDS}: {float(told):g}")
        return response

    async def direct(self, request: Request) -> Response:
        """The internet's answer; of a name that leads to no public address, why it was not asked."""
        try:
            return await super().download_request(request)
        except CannotResolveHostError as fault:
            if why := refused.get(urlsplit(request.url).hostname or ""):
                raise CannotResolveHostError(why) from fault
            raise

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
