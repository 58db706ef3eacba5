"""Portals: home page, lists, articles, letters, services, openness; links by HEAD; name, certificate and HTTPS of the host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from .. import registry
from ..channels.website.about import About
from ..channels.website.links import BY_GET
from ..channels.website.urls import address, host, within
from ..contract import NO_PAGES, Account, Extract, Method, Status, Target
from .base import ChannelSpider
from .plan import Bounds

LINKS = frozenset({"link", "inner"})
REFUSED_HEAD = frozenset({Status.DELETED, Status.HTTP_ERROR, Status.BLOCKED, Status.REFUSED})
LAST = 1000  # order of a hint: behind all that the portal itself leads to


class WebsiteSpider(ChannelSpider):
    """The main road through a portal: at most 48 pages, 72 links asked for their heads, the host asked for its name."""

    name = "website"
    platforms = ("portal",)
    method = Method.PUBLIC_PAGE
    budget = {
        "home": 1, "column": 8, "feed": 8, "letters": 2, "hall": 1, "openness": 1, "search": 1, "guide": 3, "article": 6,
        "report": 1, "letter": 5, "page": 8, "rating": 1, "open_data": 1, "english": 1,
        "dns": 1, "tls": 1, "https": 1, "link": 60, "inner": 12,
    }  # fmt: skip
    full = {
        "home": 1, "column": 80, "feed": 80, "letters": 40, "hall": 1, "openness": 1, "search": 1, "guide": 60, "article": 300,
        "report": 10, "letter": 50, "page": 80, "rating": 1, "open_data": 1, "english": 1,
        "dns": 1, "tls": 1, "https": 1, "link": 1000, "inner": 200,
    }  # fmt: skip
    bounds = Bounds(minutes=30, megabytes=64, depth=12)
    wide = Bounds(minutes=300, megabytes=640, depth=120)
    priority = tuple(budget)
    late = frozenset({"rating", "open_data", "english", "dns", "tls", "https", *LINKS})
    once_an_address = frozenset({"inner"})
    unpaid = NO_PAGES

    def targets(self, account: Account) -> Iterator[Target]:
        yield Target(account.url, "home")
        name = urlsplit(account.url).hostname
        yield Target(f"dns://{name}/", "dns")
        yield Target(f"tls://{name}:443/", "tls")
        yield Target(f"https://{name}/", "https", method="HEAD")

    def instead(self, account: Account, target: Target, status: Status) -> Target | None:
        """A home page that fails over https is asked for over http: many portals have only that. A link of the portal's
        own whose head is refused is asked for whole; other people's hosts are asked for no more than heads."""
        if target.purpose == "home" and target.url.startswith("https:"):
            broken = status in (Status.TLS, Status.REFUSED, Status.TIMEOUT)
            return replace(target, url="http:" + target.url.removeprefix("https:")) if broken else None
        own = host(target.url) == host(account.url)
        refused = target.purpose in LINKS and target.method == "HEAD" and status in REFUSED_HEAD
        return replace(target, method="GET", about=BY_GET) if refused and own else None

    def further(self, account: Account, target: Target, extract: Extract) -> Iterator[Target]:
        """What the page proposes; where a home page leads to no news or no policy, the addresses that the registry knows."""
        yield from extract.follow
        if target.purpose == "home" and not extract.status.failed:
            led = {t.about.partition("\t")[0] for t in extract.follow if t.purpose == "column"}
            known = registry.hints(account.unit)
            for kind, url in (("news", known.news_url), ("policy", known.policy_url)):
                home = address(url) == address(target.url)  # a tab of it: https://www.example.gov.cn/#tab5
                if url and kind not in led and within(url, host(account.url)) and not home:
                    if target.url.startswith("http:") and host(url) == host(target.url):  # https failed, or there is none
                        url = "http:" + url.removeprefix("https:").removeprefix("http:")
                    yield Target(url, "column", LAST, about=About("hint").text)

    def same(self, url: str) -> str:
        return address(url)

    def passing(self, target: Target, status: Status) -> bool:
        """Links, names and certificates are tried again where they took too long only."""
        if target.purpose in self.unpaid:
            return status is Status.TIMEOUT and target.purpose != "https"
        return super().passing(target, status)

    def follows(self, target: Target) -> bool:
        """The answer of https://host/ itself is what counts; and a page asked for whole leads to no one else's."""
        return target.purpose != "https" and target.about != BY_GET
