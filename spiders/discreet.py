"""A log that tells no cookie, whatever the engine and the answers put into it."""

from __future__ import annotations

import logging
from traceback import format_exception
from typing import Any

from scrapy.crawler import Crawler

from .secrets import OWNERS, cookie_for, hidden


class DiscreetLog:
    """Extension: from here on every record of this process is made without the operator's cookies."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DiscreetLog:
        logging.setLogRecordFactory(record)
        return cls()


def record(*args: Any, **named: Any) -> logging.LogRecord:
    """The record, its words and its traceback without any cookie."""
    made = logging.LogRecord(*args, **named)
    addresses = [url for url in (f"https://{host}/" for host in OWNERS) if cookie_for(url)]
    if addresses:
        made.msg, made.args = _hidden(made.getMessage(), addresses), ()
        if made.exc_info and made.exc_info[0]:
            made.exc_text = _hidden("".join(format_exception(*made.exc_info)).rstrip(), addresses)
    return made


def _hidden(text: str, addresses: list[str]) -> str:
    for url in addresses:
        text = hidden(text, url)
    return text
