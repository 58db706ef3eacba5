"""The pages of Xiaomi's store: an App's, and the home page that answers for all it does not list."""

from __future__ import annotations

from ..answers import template
from .android import AndroidProfile, Listing


def xiaomi_page(app: AndroidProfile, listing: Listing) -> bytes:
    """The page of an App, in the newer or the older form of its table."""
    cells = {
        "软件大小": f"{app.size / 1_048_576:.2f}M",
        "appID": str(app.number),
        "版本号": listing.version,
        "开发者": app.developer,
        "更新时间": f"{listing.updated:%Y-%m-%d}",
        "包名": app.package,
    }
    half_stars = round(listing.stars * 2)
    old = app.turn % 5 == 0
    return template("xiaomi.html").render(app=app, listing=listing, cells=cells, half_stars=half_stars, old=old).encode()


def xiaomi_home() -> bytes:
    """The home page."""
    return template("xiaomi_home.html").render().encode()
