"""Weibo with the operator's cookie: m.weibo.cn, and where that broke, weibo.com/ajax; LOGIN_REQUIRED without.

The cookie comes from DSCI_WEIBO_COOKIE, or the file that DSCI_WEIBO_COOKIE_FILE names; it goes into one request header
and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ..channels.posts import REACH_DAYS
from ..channels.weibo.ids import mblogid_of, post_id
from ..channels.weibo.timeline import AJAX, LIST, M
from ..contract import Account, Method, Status, Target, beginning_of
from .base import ChannelSpider
from .secrets import cookie_for, crumb

BROKEN = frozenset({Status.CHANGED_SHAPE, Status.BLOCKED, Status.HTTP_ERROR})
NAMED = re.compile(r"/(status|detail)/(\w{1,24})(?![^\s?#])")


class WeiboSpider(ChannelSpider):
    """Who the account is, its posts back to 40 days before the moment of observation, some of them more closely; a past
    period where `since` and `until` say so."""

    name = "weibo"
    platforms = ("weibo",)
    hosts = ("m.weibo.cn", "weibo.com")
    at_once = 4  # one host for all: so they are done one after the other
    method = Method.COOKIE_API
    budget = {"profile": 1, "timeline": 20, "period": 20, "post": 20, "longtext": 3, "comments": 3}
    full = {"profile": 1, "timeline": 200, "period": 200, "post": 200, "longtext": 20, "comments": 20}
    priority = tuple(budget)
    lists = {"timeline": REACH_DAYS}
    # one host for all accounts; operators' tools wait 10 to 20 s between requests
    custom_settings = {"DOWNLOAD_DELAY": 10.0, "AUTOTHROTTLE_START_DELAY": 10.0, "ROBOTSTXT_OBEY": True}

    def __init__(self, **asked: Any) -> None:
        super().__init__(**asked)
        until = self.terms.until
        if until and not self.read_back.since:
            raise ValueError("until: say since, too")
        self.until = beginning_of(until) if until else None
        cookie_for(M)  # what is no cookie is told now

    def targets(self, account: Account) -> Iterator[Target]:
        yield Target(f"{M}/api/container/getIndex?type=uid&value={account.id}", "profile")
        yield Target(f"{M}/api/container/getIndex?containerid={LIST}{account.id}&page=1", "timeline")
        if self.until and self.read_back.since:
            ends = f"starttime={self.read_back.since.timestamp():.0f}&endtime={self.until.timestamp():.0f}"
            yield Target(f"{AJAX}/statuses/searchProfile?uid={account.id}&page=1&{ends}", "period")
        for order, (road, name) in enumerate(NAMED.findall(account.url)):
            if mid := _mid(name):
                yield Target(f"{M}/detail/{mid}" if road == "detail" else f"{M}/statuses/show?id={mid}", "post", order, about=mid)

    def instead(self, account: Account, target: Target, status: Status) -> Target | None:
        """The same of weibo.com. A list begins anew there: the cursor of one host says nothing to the other."""
        if status not in BROKEN or not target.url.startswith(M):
            return None
        short = mblogid_of(target.about) if target.purpose in ("longtext", "post") else ""
        ways = {
            "profile": f"{AJAX}/profile/info?uid={account.id}",
            "timeline": f"{AJAX}/statuses/mymblog?uid={account.id}&page=1&feature=0",
            "longtext": f"{AJAX}/statuses/longtext?id={short}",
            "post": f"{AJAX}/statuses/show?id={short}",
        }
        url = ways.get(target.purpose)
        return replace(target, url=url) if url else None

    def headers(self, target: Target) -> dict[str, str]:
        cookie = cookie_for(target.url)
        sent = {"X-Requested-With": "XMLHttpRequest"}
        if urlsplit(target.url).hostname == "m.weibo.cn":
            sent |= {"MWeibo-Pwa": "1"}
        else:
            sent |= {"Referer": "https://weibo.com/"}
            token = crumb(cookie, "XSRF-TOKEN")
            sent |= {"X-XSRF-TOKEN": token} if token else {}
        return sent | ({"Cookie": cookie} if cookie else {})


def _mid(name: str) -> str:
    """The number of a post by its name in an address, '' where it is none."""
    try:
        return post_id(name)
    except ValueError:
        return ""
