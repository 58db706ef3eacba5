"""What one cell of text says: a number with its status, words, or what cannot be taken for either."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite
from unicodedata import normalize

from ...contract import Status

Read = tuple[float, Status]
FLAGS = {"是": 1.0, "否": 0.0, "TRUE": 1.0, "FALSE": 0.0}
SCALES = {"": 1, "千": 10**3, "万": 10**4, "亿": 10**8}
PRINTED = re.compile(r"([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s?([千万亿]?)(\+?)")
PERCENT = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s?%")


def number(cell: str) -> Read | None:
    """The number in a cell, None where it holds none: 1234, '1,234', '1.2万', full-width digits, 是 as 1 and 否 as 0.

    '10万+' and '100000+' are CENSORED: 100 000 is the least that it can be.
    """
    plain = normalize("NFKC", cell)
    if plain.upper() in FLAGS:
        return FLAGS[plain.upper()], Status.OK
    try:
        value = float(plain)
        return (value, Status.OK) if isfinite(value) else None
    except ValueError:
        found = PRINTED.fullmatch(plain)
    if found is None:
        return None
    digits, scale, more = found.groups()
    value = float(Decimal(digits.replace(",", "")) * SCALES[scale])
    return (value, Status.CENSORED if more else Status.OK) if isfinite(value) else None


def percent(cell: str) -> bool:
    """Whether it is a share in percent, which a table must not leave open: 82% may be 82 or 0.82."""
    return PERCENT.fullmatch(normalize("NFKC", cell)) is not None


def counts(cell: str) -> bool:
    """Whether it makes its column one of numbers; 是 and 否 alone do not, among words they are words."""
    return percent(cell) or (normalize("NFKC", cell).upper() not in FLAGS and number(cell) is not None)


def words(cell: str) -> bool:
    """Whether it makes its column one of words, unless numbers stand there too."""
    return bool(cell) and normalize("NFKC", cell).upper() not in FLAGS and cell not in Status.__members__
