"""Portals: home page, columns, articles, letters, service hall and guides, search; links by HEAD."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..contract import Account, Method, Status, Target
from .base import ChannelSpider


class WebsiteSpider(ChannelSpider):
    """The main road through a portal, at most 20 pages (and ten links asked for their heads)."""

    name = "website"
    platforms = ("portal",)
    method = Method.PUBLIC_PAGE
    budget = {"home": 1, "column": 6, "article": 5, "letters": 2, "hall": 1, "guide": 3, "search": 1, "link": 10}
    full = {"home": 1, "column": 60, "article": 300, "letters": 40, "hall": 1, "guide": 60, "search": 1, "link": 200}
    unpaid = frozenset({"link"})

    def targets(self, account: Account) -> Iterator[Target]:
        yield Target(account.url, "home")

    def instead(self, target: Target, status: Status) -> Target | None:
        """A home page that fails over https is asked for over http: many portals have only that."""
        broken = status in (Status.TLS, Status.REFUSED, Status.TIMEOUT)
        if target.purpose != "home" or not broken or not target.url.startswith("https:"):
            return None
        return Target(urlsplit(target.url)._replace(scheme="http").geturl(), "home")
