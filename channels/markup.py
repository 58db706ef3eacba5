"""HTML as people read it."""

from __future__ import annotations

import re
from html import unescape

TAG = re.compile(r"<[^<>]*>")


def plain(html: str) -> str:
    """The text without its tags."""
    return unescape(TAG.sub("", html))
