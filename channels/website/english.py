"""A version of the portal in English."""

from __future__ import annotations

from ...contract import English, Extract, Status, fact
from .page import Doc


def read_english(doc: Doc) -> Extract:
    """The share of Latin letters among the letters of the visible text; a page without letters is empty."""
    letters = [letter for letter in doc.words if letter.isalpha()]
    if not letters:
        return Extract(Status.EMPTY)
    latin = sum(letter.isascii() for letter in letters) / len(letters)
    return Extract(Status.OK, (fact(English, doc.page, doc.key, latin=round(latin, 4)),))
