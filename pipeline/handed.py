"""A file as somebody handed it over: sheets of an owner, a rater's workbook, the proof of a correction."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from unicodedata import category


@dataclass(frozen=True, slots=True)
class File:
    """Its name and its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def plain(name: str) -> str:
    """A file's name as it may stand in an address: without #, blanks and signs that don't print, and not longer than 120."""
    return "".join("_" if c == "#" or category(c)[0] in "CZ" else c for c in name)[:120]
