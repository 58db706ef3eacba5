"""Short video: cards of accounts on three platforms, and the videos that the registry names. No signature is computed.

Kuaishou wants the operator's cookie (`did`); lists of videos, and all of 视频号, come by import.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..contract import Account, Method, Page, Status, Target
from .base import ChannelSpider
from .secrets import cookie_for

DOUYIN = "https://www.iesdouyin.com"
BILIBILI = "https://api.bilibili.com/x"
BILIBILI_VIDEO = "https://www.bilibili.com/video/"
KUAISHOU = "https://www.kuaishou.com"
PROFILE_QUERY = (
    "query visionProfile($userId: String) { visionProfile(userId: $userId) { result userProfile { "
    "ownerCount { fan photo follow photo_public } profile { user_name user_id user_text } } } }"
)


class VideoSpider(ChannelSpider):
    """Two platforms that answer without a login, one that wants a cookie."""

    name = "video"
    platforms = ("douyin", "bilibili", "kuaishou")
    hosts = ("www.iesdouyin.com", "api.bilibili.com", "www.kuaishou.com")
    at_once = 12
    budget = {"profile": 1, "share": 3, "card": 1, "view": 3, "vision": 1}
    full = {"profile": 1, "share": 20, "card": 1, "view": 20, "vision": 1}
    custom_settings = {"DOWNLOAD_DELAY": 3.0, "AUTOTHROTTLE_START_DELAY": 3.0}

    def targets(self, account: Account) -> Iterable[Target]:
        return {"douyin": douyin, "bilibili": bilibili, "kuaishou": kuaishou}[account.platform](account)

    def instead(self, account: Account, target: Target, status: Status) -> Target | None:
        """A refused card leaves the endpoint that counts followers alone; who asks too fast asks no more."""
        if target.purpose == "card" and status is Status.BLOCKED:
            return Target(f"{BILIBILI}/relation/stat?vmid={account.id}", "relation")
        return None

    def headers(self, target: Target) -> dict[str, str]:
        if target.purpose == "vision":
            cookie = cookie_for(target.url)
            return {"Content-Type": "application/json"} | ({"Cookie": cookie} if cookie else {})
        mid = target.url.rsplit("mid=", 1)[-1]
        return {"Referer": f"https://space.bilibili.com/{mid}"} if target.purpose in ("card", "relation") else {}

    def page(self, meta: dict[str, Any]) -> Page:
        found = super().page(meta)
        return replace(found, method=Method.COOKIE_API) if found.purpose == "vision" else found


def douyin(account: Account) -> Iterator[Target]:
    """The account's counts, then the share pages that the registry names."""
    yield Target(f"{DOUYIN}/web/api/v2/user/info/?sec_uid={account.id}", "profile")
    for order, url in enumerate(account.url.split(), start=1):
        if url.startswith((f"{DOUYIN}/share/video/", f"{DOUYIN}/share/note/")):
            yield Target(url, "share", order)


def bilibili(account: Account) -> Iterator[Target]:
    """The account's card, then the videos that the registry names."""
    yield Target(f"{BILIBILI}/web-interface/card?mid={account.id}", "card")
    for order, url in enumerate(account.url.split(), start=1):
        bvid = url.removeprefix(BILIBILI_VIDEO).partition("?")[0].strip("/")
        if url.startswith(BILIBILI_VIDEO) and bvid.isalnum():
            yield Target(f"{BILIBILI}/web-interface/view?bvid={bvid}", "view", order)


def kuaishou(account: Account) -> Iterator[Target]:
    """The account's card. What is asked for stands in the body, and after the # for those who read the address."""
    body = {"operationName": "visionProfile", "variables": {"userId": account.id}, "query": PROFILE_QUERY}
    yield Target(f"{KUAISHOU}/graphql#visionProfile={account.id}", "vision", method="POST", body=json.dumps(body))
