"""Rows of App sheets as facts: listings in the stores, and reviews by their stars and dates."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from ...contract import AppListing, Fact, Page, Review, Status, fact
from .cells import Refused, Row, quoted
from .reading import Given, Reading, before, the

MEGABYTE = 1_000_000
PURPOSES = {"apple": "lookup", "huawei": "huawei", "tencent": "tencent", "xiaomi": "xiaomi", "vivo": "vivo"}
NOT_THERE = {"vivo": "vivo_search"}  # where a store's search is what finds nothing
NEEDED = {"apple": ("seller", "version", "description")}  # what a metric would else take for empty
COLUMNS = {"apple": ("release_notes",), "huawei": ("privacy",)}  # whose blank says that there is none


def _store(row: Row) -> str:
    store = row.one_of("store", "stores")
    if not store:
        raise Refused("store", "没有填")
    return store


def _purposes(row: Row, platform: str) -> tuple[str, ...]:
    store = _store(row)
    if (store == "apple") != (platform == "ios"):
        raise Refused("store", f"{quoted(row.plain('store'))}与账号不符：名录中它是{'苹果' if platform == 'ios' else '安卓'}应用")
    return (NOT_THERE.get(store, store) if row.flag("listed") is False and store != "apple" else PURPOSES[store],)


def _told(row: Row, store: str) -> None:
    """Refuses a row that leaves out what a metric would take for empty."""
    for field in (f for f in NEEDED.get(store, ()) if not row.has(f)):
        raise Refused(field, f"没有填，而{row.plain('store')}的应用必须填")
    for field in (f for f in COLUMNS.get(store, ()) if f not in row.headers):
        raise Refused(field, f"没有这一列，而{row.plain('store')}的应用必须有（可空白）")


def _status(page: Page, given: Given) -> Status:
    if given.rows[-1].flag("listed") is False:
        return Status.DELISTED if page.purpose == "lookup" else Status.EMPTY
    return Status.OK


def _key(page: Page, store: str) -> str:
    """Apple's own number; of the others the package with the store, since one account is looked at in each."""
    return page.account if store == "apple" else f"{store}:{page.account}"


def _listing(page: Page, given: Given) -> Iterator[Fact]:
    row = given.rows[-1]
    if row.flag("listed") is False:
        return
    _told(row, _store(row))
    size, ratings = row.number("size_mb", 1e5), row.count("ratings")
    stars, privacy = row.number("rating", 5), row.plain("privacy")
    if privacy and not privacy.startswith(("http://", "https://")):
        raise Refused("privacy", f"{quoted(privacy)}不是链接（以 http:// 或 https:// 开头）")
    yield fact(
        AppListing, page, _key(page, _store(row)), name=row.words("name"), seller=row.words("seller"),
        version=row.plain("version"), released=row.time("released"), updated=row.time("updated"), min_os=row.plain("min_os"),
        rating=None if ratings and not ratings.value else stars, size=round(size * MEGABYTE) if size is not None else None,
        description=row.words("description"), release_notes=row.words("release_notes"), store=_store(row), privacy=privacy,
        **row.counts(ratings="ratings", languages="languages", downloads="downloads"),
    )  # fmt: skip


def _review_key(row: Row) -> str:
    written = the(row.time("written"), "written")
    return row.id("id") or "t:" + sha256(f"{written}\n{row.plain('rating')}\n{row.plain('version')}".encode()).hexdigest()[:20]


def _reviews(page: Page, given: Given) -> Iterator[Fact]:
    for row in given.rows:
        stars, written = row.number("rating"), before(row, "written")
        if stars not in (1, 2, 3, 4, 5):
            raise Refused("rating", f"{quoted(row.plain('rating'))}：星级须在 1 至 5 之间，且为整数")
        yield fact(Review, page, _review_key(row), rating=int(stars), version=row.plain("version"), written=written)


TABLES = {
    "listing": Reading(_purposes, _store, _listing, status=_status),
    "reviews": Reading(lambda row, platform: ("reviews",), _review_key, _reviews),
}
