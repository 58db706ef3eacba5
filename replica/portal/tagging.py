"""Which of the 47号 tags a portal fills."""

from __future__ import annotations

from .lots import Lots

# chance of a tag being filled: in the worst portals, in the best
FILLED = {
    "SiteName": (0.9, 1.0),
    "SiteDomain": (0.8, 1.0),
    "SiteIDCode": (0.65, 0.98),
    "ColumnName": (0.85, 1.0),
    "ColumnDescription": (0.3, 0.95),
    "ColumnKeywords": (0.35, 0.95),
    "ColumnType": (0.35, 0.95),
    "ArticleTitle": (0.85, 1.0),
    "PubDate": (0.75, 1.0),
    "ContentSource": (0.5, 0.98),
}


def filled(lots: Lots, page: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that this portal fills on that kind of page."""
    return tuple(t for t in tags if lots.has(f"{page} {t}", *FILLED[t]))
