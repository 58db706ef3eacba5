"""Apps, as Apple's store lists and its users rate them."""

from __future__ import annotations

from ...contract import AppListing, Review
from .. import Channel, Endpoint
from ..answers import extractor
from .metrics import metrics
from .read import lookup, reviews

extract = extractor({"lookup": lookup, "reviews": reviews})
ENDPOINTS = (
    Endpoint("lookup", "https://itunes.apple.com/lookup?id={id}&country=cn", "lookups and a search of 2018"),
    Endpoint("reviews", "https://itunes.apple.com/cn/rss/customerreviews/page={n}/id={id}/sortBy=mostRecent/json"),
)
CHANNEL = Channel(
    "app", "客户端", "App", (AppListing, Review), extract, metrics, order=4, endpoints=ENDPOINTS, citizens=frozenset({"reviews"})
)
