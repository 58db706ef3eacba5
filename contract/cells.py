"""Text in the cells of a spreadsheet."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


def inert(text: str) -> str:
    """The text, marked as text where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(FORMULA) else text
