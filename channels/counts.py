"""Counts as platforms and vendors print them: 12, '1,234', '3千', '1.2万', '169.8w', '3.4亿', '100万+', full-width digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

HALF_WIDTH = str.maketrans("０１２３４５６７８９＋－．，：∶／　\xa0", "0123456789+-.,::/  ")
LARGEST = 10**12  # a hundred for every person alive; beyond it stands no count
SCALES = {"": 1, "千": 10**3, "万": 10**4, "w": 10**4, "W": 10**4, "亿": 10**8}
PRINTED = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,13})(\.\d{1,8})?\s?([千万亿wW]?)\s?(\+?)", re.ASCII)
PRINTS_NONE = frozenset({"", "-", "--", "—", "——", "–"})  # what stands where no count is told


@dataclass(frozen=True, slots=True)
class Count:
    """A count; where `censored`, at least that many: '100万+' hides how many more."""

    value: int
    censored: bool = False


def read_count(value: object) -> Count | None:
    """The count that is printed, None where the value is none. Never rounds: '1.00001万' is no count."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _whole(Decimal(value)) if abs(value) <= LARGEST else None
    found = PRINTED.fullmatch(value.translate(HALF_WIDTH).strip()) if isinstance(value, str) else None
    if found is None:
        return None
    number = Decimal(found[1].replace(",", "") + (found[2] or ""))
    return _whole(number * SCALES[found[3]], bool(found[4]))


def prints_none(value: object) -> bool:
    """True where a platform prints that it tells no count: null, nothing, '-'."""
    return value is None or (isinstance(value, str) and value.translate(HALF_WIDTH).strip() in PRINTS_NONE)


def _whole(number: Decimal, censored: bool = False) -> Count | None:
    if number != number.to_integral_value() or not 0 <= number <= LARGEST:
        return None
    return Count(int(number), censored)
