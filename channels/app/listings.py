"""What the readers of all stores share: the listing of one package, stars, downloads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from ...contract import AppListing, Page, fact
from ..counts import Count
from ..shapes import Node

STARS = re.compile(r"[0-5](\.\d{1,8})?", re.ASCII)


def stars(node: Node, ratings: Count | None) -> float | None:
    """1 to 5 stars; None where nobody rated, where stores print 0."""
    found = node.number()
    if not 0 <= found <= 5:
        raise node.not_a("number of stars")
    return found if found and (ratings is None or ratings.value) else None


def printed_stars(node: Node | None, ratings: Count | None) -> float | None:
    """The same of a store that prints them as text or as a number, or not at all."""
    if node is None:
        return None
    text = node.value if isinstance(node.value, str) and STARS.fullmatch(node.value) else None
    return stars(Node(float(text), node.path) if text else node, ratings)


def downloads(count: Count | None) -> Mapping[str, object]:
    """The field of that name, and which fields are lower bounds."""
    return {"downloads": count.value if count else None, "censored": ("downloads",) if count and count.censored else ()}


def maybe(parent: Node, name: str) -> Count | None:
    """The count of that name, None where the answer has none."""
    found = parent.get(name)
    return found.count() if found else None


def moment(parent: Node, name: str, seen_at: datetime) -> datetime | None:
    """The moment of that name, None where the answer has none."""
    found = parent.get(name)
    return found.time(seen_at) if found and found.value != "" else None


def android(page: Page, store: str, package: str, **fields: object) -> AppListing:
    """A listing in one of the Android stores, of which nothing else is known. Its key names the store beside the package,
    so that one App in four stores is four listings."""
    unknown: dict[str, object] = dict.fromkeys(("released", "updated", "rating", "ratings", "size", "languages"))
    known = unknown | {"min_os": "", "description": "", "release_notes": "", "store": store} | fields
    return fact(AppListing, page, f"{store}:{package}", **known)
