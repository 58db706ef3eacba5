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
            return page_of(a)
    return ""


def page_of(account: Account) -> str:
    """The page of one account, '' where none is known."""
    named = account.platform in PAGES and ":" not in account.id  # an App whose id is not known yet has no page
    return PAGES[account.platform].format(account.id) if named else account.url.partition(" ")[0].replace("&f=json", "")
