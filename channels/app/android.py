"""What is measured of Apps in four Android stores. A store that could not be looked at is none that lacks the App."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...contract import IMPORTED, AppListing, Page, Status, china_date
from ..posts import Outcome, unseen
from ..table import LESS, MORE, Measured, View
from .rules import OWN, metrics

STORES = {"huawei": ("token", "huawei"), "tencent": ("tencent",), "xiaomi": ("xiaomi",), "vivo": ("vivo_search", "vivo")}
LOOKS = tuple(f"{purpose}!" for purposes in STORES.values() for purpose in purposes)
HUAWEI = ("token!", "huawei!")
PRINTED = "the stores' own numbers"

Seen = AppListing | Measured | None  # a listing, why it was not seen, or None: the store has no such App


def seen(view: View, store: str) -> Seen:
    """How the last look at one store ended. What was imported stands where no public look answered, whatever leads to it."""
    *_, listed = STORES[store]
    made = [max(looks, key=lambda p: p.seen_at) for purpose in STORES[store] if (looks := view.looked(purpose))]
    if not made:
        return unseen(listed)
    handed = made[-1].method in IMPORTED and made[0].status is not Status.EMPTY
    return _end(view, made[-1] if handed else max(reversed(made), key=lambda p: p.seen_at), listed)


def _end(view: View, look: Page, listed: str) -> Seen:
    if look.status.failed:
        return Measured(None, look.status, reason=f"{look.purpose}: {look.reason or look.http_status or look.url}")
    if look.status is not Status.OK:
        return None
    return next(iter(view.facts(AppListing, only=lambda f: f.page == look.id)), unseen(listed))


def unlisted(view: View) -> Measured | None:
    """Why nothing is known of any Android store; None where one was looked at."""
    if any(view.looked(purpose) for purposes in STORES.values() for purpose in purposes):
        return None
    return view.lacking("android") or unseen("Android stores")


def over(view: View, value: Callable[[Sequence[AppListing]], Outcome]) -> Outcome:
    """A value over the listings there are; EMPTY where no store lists the App, the failure where one might."""
    if why := unlisted(view):
        return why
    ends = [seen(view, store) for store in STORES]
    listings = [end for end in ends if isinstance(end, AppListing)]
    return value(listings) if listings else next((end for end in ends if isinstance(end, Measured)), None)


@metrics.add("android_stores", "安卓商店数", "Android stores", "个", MORE, "delivery", needs=LOOKS, source=OWN)
def android_stores(view: View) -> Outcome:
    """In how many of four Android stores (Huawei, 应用宝, Xiaomi, vivo) the App is listed. Where a store could not be looked at,
    it is in at least so many."""
    if why := unlisted(view):
        return why
    ends = [seen(view, store) for store in STORES]
    count = sum(isinstance(end, AppListing) for end in ends)
    failed = next((end for end in ends if isinstance(end, Measured)), None)
    if failed is None:
        return count
    return Measured(count, Status.CENSORED, count, failed.reason) if count else failed


@metrics.add(
    "android_version_age_days", "安卓版本距今", "Age of Android version", "天", LESS, "delivery", needs=LOOKS, source=OWN
)
def android_version_age_days(view: View) -> Outcome:
    """Calendar days in China from the newest update that an Android store prints to the last look at one."""
    today = china_date(max((view.moment(p) for ps in STORES.values() for p in ps if view.looked(p)), default=view.as_of))

    def age(listings: Sequence[AppListing]) -> float | None:
        updates = [app.updated for app in listings if app.updated]
        return (today - china_date(max(updates))).days if updates else None

    return over(view, age)


@metrics.add("privacy_link", "隐私政策链接", "Privacy policy linked", "是/否", MORE, "delivery", needs=HUAWEI, source=OWN)
def privacy_link(view: View) -> Outcome:
    """1 if the listing names the address of a privacy policy, 0 if not. Of the stores looked at only Huawei's listing can."""
    if why := unlisted(view):
        return why
    end = seen(view, "huawei")
    return bool(end.privacy) if isinstance(end, AppListing) else end


@metrics.add("android_rating", "安卓评分", "Android rating", "星", MORE, "influence", needs=LOOKS, source=PRINTED)
def android_rating(view: View) -> Outcome:
    """Mean of the stars that Android stores print, weighted by how many people rated; EMPTY where nobody did."""

    def mean(listings: Sequence[AppListing]) -> float | None:
        rated = [(app.rating, app.ratings) for app in listings if app.rating and app.ratings]
        return sum(stars * people for stars, people in rated) / sum(people for _, people in rated) if rated else None

    return over(view, mean)
