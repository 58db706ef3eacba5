"""Short video: Douyin's profile counts and share pages of listed videos, Bilibili's card. No signature is computed."""

from __future__ import annotations

from collections.abc import Iterator

from ..contract import Account, Target
from .base import ChannelSpider


class VideoSpider(ChannelSpider):
    """Two platforms that answer without a login."""

    name = "video"
    platforms = ("douyin", "bilibili")
    budget = {"profile": 1, "share": 3, "card": 1}
    full = {"profile": 1, "share": 20, "card": 1}
    custom_settings = {"DOWNLOAD_DELAY": 3.0, "AUTOTHROTTLE_START_DELAY": 3.0}

    def targets(self, account: Account) -> Iterator[Target]:
        if account.platform == "bilibili":
            yield Target(f"https://api.bilibili.com/x/web-interface/card?mid={account.id}", "card")
            return
        yield Target(f"https://www.iesdouyin.com/web/api/v2/user/info/?sec_uid={account.id}", "profile")
        for order, url in enumerate(account.url.split(), start=1):
            if "/share/video/" in url:
                yield Target(url, "share", order)

    def headers(self, target: Target) -> dict[str, str]:
        mid = target.url.rsplit("mid=", 1)[-1]
        return {"Referer": f"https://space.bilibili.com/{mid}"} if target.purpose == "card" else {}
