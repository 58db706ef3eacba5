"""Weibo: profile and timeline over m.weibo.cn with the operator's cookie; LOGIN_REQUIRED without.

The cookie comes from DSCI_WEIBO_COOKIE, or the file that DSCI_WEIBO_COOKIE_FILE names; it goes into one request header
and nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from ..contract import Account, Method, Target
from .base import ChannelSpider

INDEX = "https://m.weibo.cn/api/container/getIndex"


def operator_cookie() -> str:
    """The operator's cookie, or nothing."""
    file = os.environ.get("DSCI_WEIBO_COOKIE_FILE")
    return Path(file).read_text("utf-8").strip() if file else os.environ.get("DSCI_WEIBO_COOKIE", "")


class WeiboSpider(ChannelSpider):
    """Who the account is, and its posts back to 40 days before the moment of observation."""

    name = "weibo"
    platforms = ("weibo",)
    method = Method.COOKIE_API
    budget = {"profile": 1, "timeline": 20}
    full = {"profile": 1, "timeline": 200}
    # one host for all accounts; operators' tools wait 10 to 20 s between requests
    custom_settings = {"DOWNLOAD_DELAY": 10.0, "AUTOTHROTTLE_START_DELAY": 10.0, "ROBOTSTXT_OBEY": True}

    def targets(self, account: Account) -> Iterator[Target]:
        yield Target(f"{INDEX}?type=uid&value={account.id}", "profile")
        yield Target(f"{INDEX}?containerid=107603{account.id}&page=1", "timeline", order=1)

    def headers(self, target: Target) -> dict[str, str]:
        parts = urlsplit(target.url)
        cookie = operator_cookie() if (parts.scheme, parts.hostname) == ("https", "m.weibo.cn") else ""
        plain = {"MWeibo-Pwa": "1", "X-Requested-With": "XMLHttpRequest"}
        return plain | ({"Cookie": cookie} if cookie else {})
