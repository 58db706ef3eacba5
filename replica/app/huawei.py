"""The answers of Huawei's AppGallery on the web."""

from __future__ import annotations

from typing import Any

from ..draw import legible, printed
from .android import AndroidProfile, Listing

Json = dict[str, Any]
NOBODY: Json = {"AG-TraceId": "99replica00000000000000000000000", "rtnCode": 0}


def appinfo(app: AndroidProfile, listing: Listing) -> Json:
    """What the store says of the App. Keys without a value are missing; a text may hold a NUL."""
    odd = app.turn % 3 == 0
    downloads = printed(legible(listing.downloads))
    told = {
        "appId": f"C{app.number}",
        "name": app.name,
        "pkgName": app.package,
        "developerName": app.developer + ("\0" if odd else ""),
        "kindName": "便捷生活",
        "briefDes": "官方移动服务平台",
        "description": f"{app.name}，官方移动服务平台。" + ("\0" if odd else ""),
        "version": listing.version,
        "versionCode": 1000 + app.number % 1000,
        "size": app.size,
        "downCount": str(downloads if odd else listing.downloads),
        "hot": "0.0",
        "releaseDate": int(listing.updated.timestamp() * 1000),
        "targetSdk": "34",
        "minsdk": "21",
        "isShelves": 1,
        "releaseCountries": ["CN"],
        "AG-TraceId": "99replica00000000000000000000001",
    }
    return told | _rated(listing) | _said(listing)


def _rated(listing: Listing) -> Json:
    if not listing.ratings:
        return {}
    return {"rateNum": str(listing.ratings), "averageRating": f"{listing.stars:.1f}", "totalStarRatingCount": listing.ratings}


def _said(listing: Listing) -> Json:
    notes = {"newFeatures": listing.notes, "upgradeMsg": listing.notes} if listing.notes else {}
    return notes | {"privacyUrl": listing.privacy}
