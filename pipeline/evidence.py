"""Looks as evidence: enough of each to find its bytes, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from ..channels import channels
from ..channels.roads import latest_looks
from ..channels.website.decode import decode
from ..contract import IMPORTED, AppListing, Captured, Evidence, LookRef, Observation, Page, Period, Profile, Status
from ..store import Store

# of each channel the purposes whose look shows it to a person, the plainest first
FRONT = {
    "website": ("home", "hall", "openness"),
    "weibo": ("profile",),
    "wechat": ("about", "article", "album"),
    "app": ("lookup", "tencent", "xiaomi", "huawei", "vivo"),
    "video": ("profile", "card", "home", "share"),
}


def looks_of(store: Store, unit: str, period: str) -> tuple[LookRef, ...]:
    """Every look of a unit that the period's observations rest on, and the period's others, by channel, purpose and time."""
    rests: dict[str, list[str]] = {}
    for row in store.rows(Evidence, unit=unit, period=period):
        rests.setdefault(row.page, []).append(row.metric)
    span = Period.parse(period)
    pages = [p for p in store.rows(Page, unit=unit) if p.id in rests or span.start <= p.seen_at < span.end]
    order = {name: place for place, name in enumerate(channels())}
    ordered = sorted(pages, key=lambda p: (order.get(p.channel, len(order)), p.purpose, p.fetched_at, p.id))
    return tuple(look_ref(page, rests.get(page.id, ())) for page in ordered)


def front_looks(store: Store, unit: str, period: str) -> Mapping[str, Page]:
    """Per channel the public look that shows it best to a person; a channel of which none brought bytes is not in it."""
    span = Period.parse(period)
    pages = [p for p in store.rows(Page, unit=unit) if span.start <= p.seen_at < span.end and p.method not in IMPORTED]
    seen = [p for p in latest_looks(pages, span.end) if p.status == Status.OK and p.offset is not None]
    chosen: dict[str, Page] = {}
    for channel, purposes in FRONT.items():
        fit = [p for p in seen if p.channel == channel and p.purpose in purposes]
        if fit:
            chosen[channel] = min(fit, key=lambda p: (purposes.index(p.purpose), p.account, p.id))
    return chosen


def captured(store: Store, page: Page) -> Captured | None:
    """What a picture of that look is made from; None where citizens' words were taken out of it, or the bytes are not there."""
    if page.offset is None:
        return None
    try:
        record = store.record(page)
    except ValueError:  # the archive is not beside the tables
        return None
    if record.kind != "response" or not record.holds:
        return None
    cards: list[Profile | AppListing] = [*store.rows(Profile, page=page.id), *store.rows(AppListing, page=page.id)]
    if cards:
        return Captured(page, "", cards[0])
    html = "html" in page.content_type
    return Captured(page, decode(record.payload, page.content_type)[0], None) if html else None


def look_ref(page: Page, metrics: Iterable[str] = ()) -> LookRef:
    """A page as evidence, with the indicators that rest on it."""
    seen = page.seen_at if page.method in IMPORTED else page.fetched_at  # a file is taken in long after its figures were
    return LookRef(
        id=page.id, channel=page.channel, purpose=page.purpose, url=page.url, fetched_at=seen, status=page.status,
        http_status=page.http_status or 0, sha256=page.sha256, warc=page.warc, offset=page.offset, metrics=tuple(metrics),
    )  # fmt: skip


def found_by(store: Store, head: str) -> list[Page]:
    """The looks whose id begins with those hex digits, as cards print ten of them."""
    return store.beginning(Page, "id", head.lower())


def resting_on(store: Store, page: Page) -> list[Observation]:
    """The observations that rest on a look, in the order of their indicators."""
    named = {(e.metric, e.period) for e in store.rows(Evidence, unit=page.unit, page=page.id)}
    metrics, periods = {m for m, _ in named}, {p for _, p in named}
    if not named:
        return []
    rows = store.rows(Observation, unit=page.unit, metric=sorted(metrics), period=sorted(periods))
    return [row for row in rows if (row.metric, row.period) in named]


def bytes_of(store: Store, page: Page) -> bytes:
    """The archived bytes of a look, once they agree with their hash. ValueError where there are none, or others.

    A conversion, from which citizens' words were taken out, holds to the digest of its own record.
    """
    if page.offset is None:
        raise ValueError(f"look {page.id}: no bytes kept, {page.status}")
    record = store.record(page)
    if not record.holds or (record.kind != "conversion" and sha256(record.payload).hexdigest() != page.sha256):
        raise ValueError(f"look {page.id}: {page.warc} at {page.offset}: bytes and hash differ")
    return record.payload
