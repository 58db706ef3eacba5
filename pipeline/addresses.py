"""Where a person looks at an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ..contract import Account, Page, china_date
from ..registry import standing
from ..store import Store

PAGES = {  # of platforms whose accounts have a page for people
    "weibo": "https://weibo.com/u/{}",
    "ios": "https://apps.apple.com/cn/app/id{}",
    "android": "https://sj.qq.com/appdetail/{}",
    "douyin": "https://www.douyin.com/user/{}",
    "bilibili": "https://space.bilibili.com/{}",
    "kuaishou": "https://www.kuaishou.com/profile/{}",
}
STORES = ("huawei", "vivo")  # looks at App stores whose page for people has an address that is not known


def standing_on(accounts: Iterable[Account], moment: datetime) -> list[Account]:
    """The main and further accounts that are valid on that day in China: none that is known to be absent, closed or to come."""
    day = china_date(moment).isoformat()
    return [a for a in accounts if standing(a, day) in ("", "further")]


def address_of(store: Store, unit: str, channel: str, moment: datetime) -> str:
    """The page of a unit's main account of that day on a channel, '' where none is known."""
    for a in standing_on(store.rows(Account, unit=unit, channel=channel), moment):
        if a.role == "main":
            return page_of(a)
    return ""


def address_shown(store: Store, page: Page) -> str:
    """Where a person sees what that look saw: the page itself, or, where it brought data, the page of the account it was of."""
    if "html" in page.content_type or page.purpose in STORES:
        return page.url
    own = [a for a in store.rows(Account, unit=page.unit, channel=page.channel) if a.id == page.account]
    return next(map(page_of, own), "") or address_of(store, page.unit, page.channel, page.seen_at)


def page_of(account: Account) -> str:
    """The page of one account, '' where none is known."""
    named = account.platform in PAGES and ":" not in account.id  # an App whose id is not known yet has no page
    return PAGES[account.platform].format(account.id) if named else account.url.partition(" ")[0].replace("&f=json", "")
