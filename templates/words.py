"""Text from elsewhere made fit to print: no control, no bidirectional mark, no sign the fonts lack, never endless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fontTools.ttLib import TTFont
from markupsafe import Markup, escape

from .spacing import HANZI, spaced

FONTS = Path(__file__).parent / "fonts"
INSIDE = re.compile("[A-Za-z0-9]{2}")
GETA = "〓"  # what Chinese printers set where a sign is missing
SHORT = 60
# in characters, by field
LIMITS = {
    "url": 300, "scheme_source": 400, "scheme_title": 80, "best_unit": 30, "goal_unit": 30, "evidence": 10, "content_hash": 16,
    "evidence_base": 120, "wording": 160, "seen": 160, "version": 20, "sha256": 64, "warc": 120, "alt": 120, "text": 1200,
    "links": 300,
    "made_of": 460, "source": 200, "address": 300,
    "structure": 600, "weights": 600, "normalisation": 600, "bindings": 600, "tiers_source": 600, "why": 400, "origin": 120,
    "id": 64, "metric": 80, "book_title": 160,
}  # fmt: skip
TITLES = frozenset((  # a gap is set in these
    "title", "parent", "channel_titles", "node_titles", "channel_title", "group_title", "book_title", "scheme_title",
    "scheme_source", "wording", "seen",
))  # fmt: skip
NUMBERS = (float, int, datetime, bytes)
TAIL, WORDS = 4, 10  # Han characters, letters: so many at least end a paragraph on one line (ours)


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
    if value is None or isinstance(value, NUMBERS):
        return value
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return clean(value, limit)
    if isinstance(value, tuple):
        return tuple(tidy(item, limit) for item in value)
    if isinstance(value, Mapping):
        return {key: tidy(item, limit) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _field(f.name, getattr(value, f.name)) for f in fields(value)})
    return value


def _field(name: str, value: Any) -> Any:
    """A record's field cleaned to its length, titles with gaps between Han and Latin."""
    cleaned = tidy(value, LIMITS.get(name, SHORT))
    if name not in TITLES or isinstance(cleaned, NUMBERS):
        return cleaned
    return tuple(map(spaced, cleaned)) if isinstance(cleaned, tuple) else spaced(cleaned)


def web_address(url: str) -> str:
    """The address if it is one of the web, else nothing: other schemes must not become links."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and "…" not in url else ""


def of_language(text: str, lang: str) -> str:
    """The part of a text in two languages (“中文 · English”) that is in this one; the whole where there is none such."""
    parts = [part for part in text.split(" · ") if bool(HANZI.search(part)) == (lang == "zh")]
    return " · ".join(parts) or text


def short_address(url: str, limit: int = 44) -> str:
    """The address as it is read aloud: without its scheme and a last slash, its middle left out where it is long."""
    bare = url.partition("://")[2].rstrip("/") or url
    return bare if len(bare) <= limit else f"{bare[: limit - 9]}…{bare[-8:]}"


def held(text: str, tail: int = TAIL) -> Markup:
    """The paragraph, escaped, its last characters kept on one line so that none stands alone there."""
    start = len(text) - tail if HANZI.search(text[-tail:]) else text.rfind(" ", 0, max(0, len(text) - WORDS)) + 1
    while start > 0 and (not text[start].isalnum() or (INSIDE.match(text, start - 1))):
        start -= 1  # neither a mark nor the middle of a number begins it
    if start <= 0:
        return escape(text)
    return escape(text[:start]) + Markup('<span class="held">') + escape(text[start:]) + Markup("</span>")
