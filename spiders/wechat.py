"""WeChat official accounts: the addresses that the registry or a file names, and the newest articles of albums.

Counts and whole lists are public nowhere: they come by import.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import CloseSpider

from ..channels.posts import REACH_DAYS
from ..contract import Account, Method, Status, Target
from ..store import Store
from .base import ChannelSpider

HOST = "mp.weixin.qq.com"
PURPOSES = {"/mp/appmsgalbum": "album", "/mp/aboutbiz": "about", "/s": "article"}
MOST = 200  # addresses of one file: the articles that --depth full pays for
LARGEST = 1_000_000  # bytes of it


class WechatSpider(ChannelSpider):
    """What is public without a login: album lists, single article pages, an account's own page."""

    name = "wechat"
    platforms = ("wechat",)
    hosts = (HOST,)
    at_once = 4
    method = Method.PUBLIC_PAGE
    sporadic = frozenset({("article", Status.CHANGED_SHAPE)})  # shells without title and body
    budget = {"album": 15, "article": 3, "about": 1}
    full = {"album": 50, "article": 200, "about": 1}
    lists = {"album": REACH_DAYS}

    def __init__(self, **asked: Any) -> None:
        super().__init__(**asked)
        self.named = addresses(self.terms.urls) if self.terms.urls else ()
        if self.named:
            own = {purpose: sum(purpose_of(url) == purpose for url in self.named) for purpose in PURPOSES.values()}
            self.plan = replace(self.plan, budgets={p: n + own[p] for p, n in self.plan.budgets.items()})
            self.reach += f" urls {sha256(' '.join(self.named).encode()).hexdigest()[:12]}"

    def own(self, store: Store) -> list[Account]:
        """The accounts of the chosen units. CloseSpider where a file of addresses is not of one of them alone."""
        found = super().own(store)
        if self.named and (count := sum(map(self.visited, found))) != 1:
            raise CloseSpider(f"a file of addresses is of one account; the units chosen have {count}")
        return found

    def targets(self, account: Account) -> Iterator[Target]:
        for order, url in enumerate(dict.fromkeys((*account.url.split(), *self.named))):
            yield Target(url, purpose_of(url) or "article", order)


def purpose_of(url: str) -> str:
    """What a look at that address is for; '' where it is none of WeChat's that are read."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    known = parts.scheme in ("http", "https") and parts.hostname == HOST
    path = "/s" if parts.path.startswith("/s/") else parts.path
    return PURPOSES.get(path, "") if known else ""


def addresses(file: str) -> tuple[str, ...]:
    """The addresses in a file, one a line; a line or its end may be a remark (`# …`). ValueError names file and line."""
    raw = Path(file).read_bytes()[: LARGEST + 1]
    if len(raw) > LARGEST:
        raise ValueError(f"{file}: more than {LARGEST} bytes")
    found: dict[str, None] = {}
    for number, line in enumerate(raw.decode("utf-8-sig", "replace").splitlines(), start=1):
        url = "" if line.lstrip().startswith("#") else line.partition(" #")[0].strip()
        if url and not purpose_of(url):
            raise ValueError(f"{file}:{number}: {url[:80]!r} is no address of a WeChat article, album or account")
        found |= {url: None} if url else {}
        if len(found) > MOST:
            raise ValueError(f"{file}:{number}: more than {MOST} addresses; divide the file")
    return tuple(found)
