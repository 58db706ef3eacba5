"""What is true of a stand-in portal, and the part of its pages that tells it."""

from __future__ import annotations

import re

from dsci.contract import Status
from dsci.replica.portal.profile import PortalProfile

from .portals import source, truths


def true(p: PortalProfile, metric: str) -> float | Status:
    """The value, or the status in its place."""
    found = next(t for t in truths(p.code) if t.metric == f"website.{metric}")
    return found.status if found.value is None else found.value


def body(p: PortalProfile, address: str) -> str:
    """A page between its head and its foot."""
    page = source(p, address).partition("</head>")[2]
    return re.split(r"<!-- Footer -->|<!--底部开始-->", re.split(r"<!-- /MainNav -->|<!--顶部结束-->", page)[-1])[0]
