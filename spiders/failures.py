"""Why a request brought no answer, in the words of the contract."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from ..contract import Status
from .evidence import Kept
from .gate import NotNow
from .guard import NotFollowed
from .secrets import hidden

BY_KIND: tuple[tuple[type[BaseException], Status], ...] = (
    (DownloadTimeoutError, Status.TIMEOUT),
    (CannotResolveHostError, Status.DNS),
    (DownloadConnectionRefusedError, Status.REFUSED),
    (DownloadCancelledError, Status.TOO_LARGE),
    (ResponseDataLossError, Status.REFUSED),
    (DownloadFailedError, Status.REFUSED),
)
REFUSALS = (  # words of Scrapy's own middlewares
    ("robots.txt", Status.ROBOTS_DENIED),
    ("redirection", Status.REDIRECT_LOOP),
    ("DOWNLOAD_MAXSIZE", Status.TOO_LARGE),
)


def status_of(fault: BaseException, url: str = "") -> tuple[Status, str, bool]:
    """Status, reason, and whether this was a look just made (not one remembered)."""
    if isinstance(fault, Kept):
        return fault.page.status, fault.page.reason, False
    said = hidden(str(fault), url)
    if isinstance(fault, NotFollowed):
        return Status.NOT_TRIED, said[:200], True
    if isinstance(fault, NotNow):
        return Status.THROTTLED, said[:200], True
    text = f"{type(fault).__name__}: {said}"[:200]
    if isinstance(fault, IgnoreRequest):
        return next((status for word, status in REFUSALS if word in said), Status.HTTP_ERROR), text, True
    if "SSL" in said or "certificate" in said.lower():
        return Status.TLS, text, True
    found = next((status for kind, status in BY_KIND if isinstance(fault, kind)), Status.HTTP_ERROR)
    return found, text, True
