"""Text in the cells of a spreadsheet."""

from __future__ import annotations

from unicodedata import category, normalize

# a spreadsheet would run a text that begins so (OWASP, "CSV Injection"; U+2212 is a minus to LibreOffice)
FORMULA = ("=", "+", "-", "@", "\u2212")
LINE_ENDS = ("\t", "\r", "\n")


def inert(text: str) -> str:
    """The text, marked as text where a spreadsheet would run it: full-width signs and signs behind spaces too.

    A bare carriage return becomes a line feed, since it would begin a row of its own.
    """
    if text[:1].isalnum() and "\r" not in text:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = next((c for c in text if not (c.isspace() or category(c) in ("Cc", "Cf"))), "")
    runs = text.startswith(LINE_ENDS) or (first and normalize("NFKC", first).startswith(FORMULA))
    return f"'{text}" if runs else text
