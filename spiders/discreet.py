"""A log that tells no cookie and no password, whatever the engine and the answers put into it."""

from __future__ import annotations

import logging
from functools import partial
from traceback import format_exception
from typing import Any
from urllib.parse import quote

from scrapy.crawler import Crawler

from ..store import meant
from .secrets import OWNERS, cookie_for, password_of, scrub


class DiscreetLog:
    """Extension: from here on every record of this process is made without the operator's secrets."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DiscreetLog:
        where = meant(crawler.settings.get("DSCI_STORE") or "")
        logging.setLogRecordFactory(partial(record, secret=password_of(where)))
        return cls()


def record(*args: Any, secret: str = "", **named: Any) -> logging.LogRecord:
    """The record, its words and its traceback without any cookie, and without the password of the store; shorter ones than 8
    characters stay."""
    made = logging.LogRecord(*args, **named)
    cookies = [cookie for host in OWNERS if (cookie := cookie_for(f"https://{host}/"))]
    if cookies or secret:
        made.msg, made.args = _hidden(made.getMessage(), cookies, secret), ()
        if made.exc_info and made.exc_info[0]:
            made.exc_text = _hidden("".join(format_exception(*made.exc_info)).rstrip(), cookies, secret)
    return made


def _hidden(text: str, cookies: list[str], secret: str) -> str:
    raw = text.encode("utf-8", "replace")
    for kept in (*dict.fromkeys(cookies), *([f"password={quote(secret, safe='')}"] if secret else [])):
        raw = scrub(raw, kept)
    return raw.decode("utf-8", "replace")
