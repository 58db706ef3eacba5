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

BY_KIND: tuple[tuple[type[BaseException], Status], ...] = (
    (DownloadTimeoutError, Status.TIMEOUT),
    (CannotResolveHostError, Status.DNS),
    (DownloadConnectionRefusedError, Status.REFUSED),
    (DownloadCancelledError, Status.TOO_LARGE),
    (ResponseDataLossError, Status.REFUSED),
    (DownloadFailedError, Status.REFUSED),
)


def status_of(fault: BaseException) -> tuple[Status, str, bool]:
    """Status, reason, and whether this was a look just made (not one remembered)."""
    if isinstance(fault, Kept):
        return fault.status, "", False
    text = f"{type(fault).__name__}: {fault}"[:200]
    if isinstance(fault, IgnoreRequest):
        robots = "robots" in text
        return (Status.ROBOTS_DENIED if robots else Status.REDIRECT_LOOP), text, True
    if "SSL" in text or "certificate" in text.lower():
        return Status.TLS, text, True
    found = next((status for kind, status in BY_KIND if isinstance(fault, kind)), Status.HTTP_ERROR)
    return found, text, True
