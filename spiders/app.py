"""Apps: Apple's listing and reviews, searched for by name where no id is known; four Android stores by package.

About twenty calls a minute are welcome at Apple's. Huawei gives everybody a token; no signature is computed anywhere.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

from .. import registry
from ..channels.app.choose import chosen, searched
from ..channels.app.huawei import TOKEN_URL
from ..contract import Account, Candidate, Extract, Method, Page, Status, Target
from .base import ChannelSpider

APPLE = "https://itunes.apple.com"
VIVO = "https://h5-api.appstore.vivo.com.cn/h5appstore/search/result-list"
PAGES = frozenset({"tencent", "xiaomi"})  # what is a page for people, no interface
JSON = "application/json"


class AppSpider(ChannelSpider):
    """The listing and up to ten pages of reviews; in each Android store the listing."""

    name = "app"
    platforms = ("ios", "android")
    hosts = ("itunes.apple.com", "sj.qq.com", "app.mi.com", "h5-api.appstore.vivo.com.cn", urlsplit(TOKEN_URL).netloc)
    at_once = 12
    budget = {
        "search": 1, "lookup": 1, "reviews": 3, "tencent": 1, "xiaomi": 1, "vivo_search": 1, "vivo": 1, "token": 1, "huawei": 1,
    }  # fmt: skip
    full = budget | {"reviews": 10}
    lists = {"reviews": 365}
    sporadic = frozenset({("reviews", Status.EMPTY), ("token", Status.CHANGED_SHAPE), ("huawei", Status.CHANGED_SHAPE)})
    custom_settings = {"DOWNLOAD_DELAY": 3.0, "AUTOTHROTTLE_START_DELAY": 3.0}
    identity = ""

    def targets(self, account: Account) -> Iterator[Target]:
        if account.platform == "android":
            yield from in_android_stores(account)
        elif name := searched(account.id):
            yield Target(f"{APPLE}/search?term={quote(name)}&country=cn&entity=software&limit=50", "search")
        else:
            yield from at_apple(account.id)

    def further(self, account: Account, target: Target, extract: Extract) -> Iterable[Target]:
        """What the answer proposes; after a search, the one App that is meant."""
        if target.purpose != "search":
            return super().further(account, target, extract)
        found = [fact for fact in extract.facts if isinstance(fact, Candidate)]
        app = chosen(found, searched(account.id), registry.units()[account.unit]).app
        return at_apple(app.key) if app else ()

    def headers(self, target: Target) -> dict[str, str]:
        """What Huawei asks for: an identity of ours, and the token it gave (null before) with the milliseconds."""
        if target.purpose not in ("token", "huawei"):
            return {}
        self.identity = self.identity or uuid4().hex
        given = target.about if target.purpose == "huawei" else "null"
        return {"Content-Type": JSON, "identity-id": self.identity, "interface-code": f"{given}_{time.time_ns() // 1_000_000}"}

    def page(self, meta: dict[str, Any]) -> Page:
        page = super().page(meta)
        return replace(page, method=Method.PUBLIC_PAGE) if page.purpose in PAGES else page


def at_apple(id: str) -> Iterator[Target]:
    """The looks at an App whose id is known."""
    yield Target(f"{APPLE}/lookup?id={id}&country=cn", "lookup")
    yield Target(f"{APPLE}/cn/rss/customerreviews/page=1/id={id}/sortBy=mostRecent/json", "reviews", order=1)


def in_android_stores(account: Account) -> Iterator[Target]:
    """The first look at each Android store."""
    package, name = quote(account.id), quote(account.name or account.id)
    yield Target(f"https://sj.qq.com/appdetail/{package}", "tencent")
    yield Target(f"https://app.mi.com/details?id={package}", "xiaomi")
    yield Target(f"{VIVO}?key={name}&page_index=1&apps_per_page=20&target=local", "vivo_search", about=account.id)
    yield Target(TOKEN_URL, "token", method="POST", about=account.id)
