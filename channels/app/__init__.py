"""Apps, as Apple's store lists and its users rate them."""

from __future__ import annotations

from ...contract import AppListing, Review
from .. import Channel
from ..answers import extractor
from .metrics import metrics
from .read import lookup, reviews

extract = extractor({"lookup": lookup, "reviews": reviews})
CHANNEL = Channel("app", "客户端", "App", (AppListing, Review), extract, metrics, order=4)
