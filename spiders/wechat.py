"""WeChat official accounts: the album that the registry names, then its newest articles. Counts come by import."""

from __future__ import annotations

from collections.abc import Iterator

from ..contract import Account, Method, Status, Target
from .base import ChannelSpider


class WechatSpider(ChannelSpider):
    """What is public without a login: album lists and single article pages."""

    name = "wechat"
    platforms = ("wechat",)
    method = Method.PUBLIC_PAGE
    sporadic = frozenset({("article", Status.CHANGED_SHAPE)})  # shells without title and body
    budget = {"album": 15, "article": 3}
    full = {"album": 50, "article": 200}

    def targets(self, account: Account) -> Iterator[Target]:
        for url in account.url.split():
            yield Target(url, "album" if "appmsgalbum" in url else "article")
