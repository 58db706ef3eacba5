"""Text from elsewhere made fit to print: no control, no bidirectional mark, no sign the fonts lack, never endless."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
GETA = "〓"  # what Chinese printers set where a sign is missing
SHORT = 60
# in characters, by field
LIMITS = {"url": 300, "scheme_source": 400, "scheme_title": 80, "best_unit": 30, "evidence": 10, "content_hash": 16}


@cache
def printable() -> frozenset[str]:
    """Every character that both fonts hold."""
    held: list[set[int]] = []
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            held.append(set(font.getBestCmap()))
    return frozenset(map(chr, set.intersection(*held)))


@lru_cache(4096)
def clean(text: str, limit: int = SHORT) -> str:
    """The text on one line of at most `limit` characters; what cannot be printed is left out or stands as 〓."""
    if len(text) > 4 * limit:
        text = text[: 4 * limit]
    spaced = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    kept = (c for c in spaced if unicodedata.category(c)[0] != "C" and not unicodedata.combining(c))
    line = " ".join("".join(c if c in printable() else GETA for c in kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def tidy(value: Any, limit: int = SHORT) -> Any:
    """The same record with every text in it cleaned, to the length that its field allows."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return clean(value, limit)
    if isinstance(value, tuple):
        return tuple(tidy(item, limit) for item in value)
    if isinstance(value, Mapping):
        return {key: tidy(item, limit) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: tidy(getattr(value, f.name), LIMITS.get(f.name, SHORT)) for f in fields(value)})
    return value


def web_address(url: str) -> str:
    """The address if it is one of the web, else nothing: other schemes must not become links."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and "…" not in url else ""
