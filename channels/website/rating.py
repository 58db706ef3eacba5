"""好差评: ratings as a page prints them."""

from __future__ import annotations

import re

from ...contract import Extract, Rating, Status, fact
from .numbers import Named, printed
from .page import Doc

NAMES = {
    "ratings": Named(("评价总数", "评价总量", "累计评价")),
    "good": Named(("好评率",), percent=True),
    "rectified": Named(("差评整改率", "整改率"), percent=True),
}
_SIGNS = re.compile(r"好差评|好评|差评|评价")


def read_rating(doc: Doc) -> Extract:
    """The numbers; a page of ratings that prints none is empty, one that does not speak of any is no such page."""
    if not _SIGNS.search(doc.words):
        return Extract(Status.CHANGED_SHAPE, reason="no word of ratings")
    found = printed(doc.lines, NAMES)
    good, rectified = (_share(found.get(name)) for name in ("good", "rectified"))
    count = int(found["ratings"]) if "ratings" in found else None
    rating = fact(Rating, doc.page, doc.key, ratings=count, good=good, rectified=rectified)
    return Extract(Status.OK if found else Status.EMPTY, (rating,))


def _share(value: float | None) -> float | None:
    return value if value is not None and value <= 1 else None
