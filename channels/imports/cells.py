"""Cells read with the kind that their column has. What cannot be read is refused by field and reason; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from unicodedata import normalize

from ...contract import CHINA
from ..counts import HALF_WIDTH, PRINTS_NONE, Count, read_count
from ..shapes import INVISIBLE, LONGEST
from ..times import read_time
from .aliases import scale, words

Cell = str | int | float | bool | None
MEDIA = (("图", "picture"), ("视频", "video"), ("音频", "audio"), ("小程序", "miniprogram"))
UNTOLD = ("untold",)  # the sheet does not say which media a post carries
# Excel counts days from 1899-12-30 (the 1900 system); these are 1990 and 2100, as times.py has it
SERIAL_FIRST, SERIAL_LAST = 32_875, 73_051
SERIAL_ZERO = datetime(1899, 12, 30, tzinfo=CHINA)
PLACE = re.compile(r"第?([0-9]{1,2})条?")
SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?", re.ASCII)
ANCHORS = (datetime(2020, 2, 3, 4, tzinfo=CHINA), datetime(2027, 8, 9, 10, tzinfo=CHINA))
ROUNDED = 10**15  # from 16 digits on, Excel has put zeros in the place of digits
NUMBER = re.compile(r"(\d{1,12}(?:\.\d{1,12})?)\s?(?:MB?)?", re.ASCII | re.IGNORECASE)
SCALED_FROM = 10_000  # ten thousands: a whole number from here on under such a header was never divided
UNITS = re.compile(r"(\d{1,13})(?:\.0{1,8})?", re.ASCII)
SECTIONS = {"platforms": "平台", "stores": "商店"}  # of the alias table, as people call what they list
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?e\+?\d{1,2}", re.ASCII | re.IGNORECASE)


class Refused(ValueError):
    """A cell that is not of the kind of its column; the reason is told to the account's owner, so in Chinese.

    `stranger` is true where the row is of an account that no list knows.
    """

    def __init__(self, field: str, reason: str, stranger: bool = False) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason, self.stranger = field, reason, stranger


@dataclass(frozen=True, slots=True)
class Row:
    """One row by field, as given; `headers` are the columns' own, where a unit may stand."""

    cells: Mapping[str, Cell]
    headers: Mapping[str, str]
    seen_at: datetime

    def has(self, *fields: str) -> bool:
        """True where one of these cells says something."""
        return any(self.plain(field) for field in fields)

    def plain(self, field: str) -> str:
        """The cell as text, '' where nothing or a dash stands."""
        value = self.cells.get(field)
        if isinstance(value, float) and value.is_integer() and abs(value) < ROUNDED:
            value = int(value)
        text = "" if value is None else INVISIBLE.sub("", str(value)).strip()
        return "" if text in PRINTS_NONE else text

    def words(self, field: str) -> str:
        return self.plain(field)[:LONGEST]

    def id(self, field: str, least: int = 0) -> str:
        """An id, '' where it has fewer characters than `least`: a row's number. Refused where a spreadsheet has rounded it."""
        value, text = self.cells.get(field), self.plain(field)
        if (isinstance(value, int | float) and abs(value) >= ROUNDED) or SCIENTIFIC.fullmatch(text):
            raise Refused(field, f"{quoted(text)}：Excel 会改动 16 位以上的数字，该列请设为文本后重新粘贴")
        digits = text.lstrip("0") if text.isdecimal() else text
        return text[:200] if len(digits) >= least else ""

    def count(self, field: str) -> Count | None:
        """A count, None where nothing stands; what the header scales is scaled."""
        text = self.plain(field)
        if not text:
            return None
        unit = scale(self.headers.get(field, ""))
        if unit == "万" and _whole_units(text) >= SCALED_FROM:
            raise Refused(field, f"列名以万为单位，而{quoted(text)}已满一万：请核对单位（列名去掉“万”，或写成 1.2）")
        found = _scaled(text, unit) if unit else read_count(text)
        if found is None:
            raise Refused(field, f"{quoted(text)}不是数字（可写 1.2万、10万+）")
        return found

    def counts(self, **fields: str) -> dict[str, object]:
        """Fields of a fact, each the count of its column, and `censored`."""
        read = {ours: self.count(theirs) for ours, theirs in fields.items()}
        censored = tuple(name for name, count in read.items() if count and count.censored)
        return {name: count.value if count else None for name, count in read.items()} | {"censored": censored}

    def whole(self, field: str) -> int | None:
        """A whole number, which may be below zero."""
        text = self.plain(field).replace("−", "-")
        if not text:
            return None
        found = read_count(text.lstrip("+-"))
        if found is None or found.censored or text.count("-") > 1:
            raise Refused(field, f"{quoted(text)}不是整数（减少写负数，如 -120）")
        return -found.value if text.startswith("-") else found.value

    def number(self, field: str, most: float = 1e9) -> float | None:
        """A number from 0 to `most`, None where nothing stands."""
        text = self.plain(field)
        found = NUMBER.fullmatch(text)
        if text and (found is None or float(found[1]) > most):
            raise Refused(field, f"{quoted(text)}不是 0 至 {most:,.0f} 之间的数")
        return float(found[1]) if found else None

    def flag(self, field: str) -> bool | None:
        """True or false, None where nothing stands."""
        word, known = self._compared(field), words("words")
        if word and word not in known["yes"] + known["no"]:
            raise Refused(field, f"{quoted(self.plain(field))}既不是“是”，也不是“否”")
        return word in known["yes"] if word else None

    def _compared(self, field: str) -> str:
        return "".join(normalize("NFKC", self.plain(field)).casefold().split())

    def first(self, field: str) -> bool | None:
        """True for 头条 or the first place in its message."""
        place = PLACE.fullmatch(self.plain(field))
        return int(place[1]) == 1 if place else self.flag(field)

    def media(self, field: str) -> tuple[str, ...]:
        """The media named, UNTOLD where the cell names none that is known."""
        text = self.plain(field)
        named = tuple(sorted(kind for word, kind in MEDIA if word in text))
        return named or (() if text in words("words")["nothing"] else UNTOLD)

    def time(self, field: str) -> datetime | None:
        """A moment, in China time; None where nothing stands. What names no year or no day (昨天, 10-30) is refused: a sheet
        does not say when it was written down."""
        text = self.plain(field)
        if not text:
            return None
        found = {_serial(text) or read_time(text, anchor) for anchor in ANCHORS}
        if len(found) > 1:
            raise Refused(field, f"{quoted(text)}没有写明年月日，请写成 2026-10-30 或 2026-10-30 08:00")
        moment = found.pop()
        if moment is None:
            raise Refused(field, f"{quoted(text)}不是日期或时间，请写成 2026-10-30 或 2026-10-30 08:00")
        return moment

    def moment(self, field: str) -> datetime | None:
        """The same; a bare date is its end."""
        moment = self.time(field)
        bare = moment is not None and moment.time() == time() and not re.search(r"[:时]", self.plain(field))
        return moment + timedelta(days=1, microseconds=-1) if moment and bare else moment

    def one_of(self, field: str, section: str) -> str:
        """The name under which the word stands in that section of the alias table, '' where the cell is blank."""
        word, names = self._compared(field), words(section)
        found = next((name for name, listed in names.items() if word == name or word in listed), "")
        if word and not found:
            choices = "、".join(listed[0] for listed in names.values())
            raise Refused(field, f"{quoted(self.plain(field))}不在可选{SECTIONS[section]}之列（{choices}）")
        return found


def quoted(text: str) -> str:
    """What was typed, as a message repeats it."""
    return f"“{text[:60]}”"


def _scaled(text: str, unit: str) -> Count | None:
    """A count printed in units of ten thousand or more; one that has a unit of its own stands as it is."""
    bare = text.translate(HALF_WIDTH).strip()
    digits = bare.removesuffix("+")
    return read_count(digits + unit + bare[len(digits) :]) if digits[-1:].isdigit() else read_count(bare)


def _whole_units(text: str) -> int:
    """The whole number that stands there without a unit, 0 where none does."""
    digits = text.translate(HALF_WIDTH).strip().removesuffix("+").replace(",", "")
    found = UNITS.fullmatch(digits)
    return int(found[1]) if found else 0


def _serial(text: str) -> datetime | None:
    """The moment of an Excel date number, to the second."""
    if not SERIAL.fullmatch(text) or not SERIAL_FIRST <= float(text) < SERIAL_LAST:
        return None
    return SERIAL_ZERO + timedelta(seconds=round(float(text) * 86400))
