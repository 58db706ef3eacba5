"""Where a person looks at an account."""

from __future__ import annotations

from ..contract import Account
from ..store import Store

PAGES = {  # of platforms whose accounts have a page for people
    "weibo": "https://weibo.com/u/{}",
    "ios": "https://apps.apple.com/cn/app/id{}",
    "android": "https://sj.qq.com/appdetail/{}",
    "douyin": "https://www.douyin.com/user/{}",
    "bilibili": "https://space.bilibili.com/{}",
    "kuaishou": "https://www.kuaishou.com/profile/{}",
}


def address_of(store: Store, unit: str, channel: str) -> str:
    """The page of a unit's main account on a channel, '' where none is known."""
    for a in store.rows(Account, unit=unit, channel=channel):
        if a.role == "main":
            named = a.platform in PAGES and ":" not in a.id  # an App whose id is not known yet has no page
            return PAGES[a.platform].format(a.id) if named else a.url.partition(" ")[0].replace("&f=json", "")
    return ""
