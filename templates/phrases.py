"""Every phrase of the card in the reader's language, and how numbers and dates are written in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from ..contract import china_date

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")
NONE = "—"
SHARES = ("share", "%")  # held as 0..1, printed as per cent
YES_NO = ("是/否", "0/1", "yes/no")


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language by dotted key; call it to fill one in."""

    lang: str
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of that key. KeyError names the file that lacks it."""
        if key not in self.table:
            raise KeyError(f"phrases.{self.lang}.toml has no {key!r}")
        return self.table[key].format(**values)

    def score(self, score: float | None) -> str:
        """A score 0..100 or a percentile's base with one decimal."""
        return NONE if score is None else f"{score:.1f}"

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """A share 0..1 as per cent."""
        return NONE if share is None else f"{100 * share:.{decimals}f}%"

    def whole(self, number: float | None) -> str:
        """A whole number with thousands separators."""
        return NONE if number is None else f"{number:,.0f}"

    def value(self, value: float | None, unit: str, bound: bool = False) -> str:
        """An indicator's value: shares as per cent, yes or no as words, else as many decimals as its size bears."""
        if value is None:
            return NONE
        if unit in YES_NO and value in (0, 1):
            return self("value.yes" if value else "value.no")
        text = self.percent(value, 1) if unit in SHARES else _plain(value)
        return self("value.at_least", value=text) if bound else text

    def unit(self, unit: str) -> str:
        """What stands behind a value: nothing for shares and yes or no, the unit as given where it has no phrase."""
        return "" if unit in SHARES + YES_NO else self.table.get(f"unit.{unit}", unit)

    def rank(self, rank: int | None, of: int, form: str = "short") -> str:
        """A place among so many; the form `of` says it in words."""
        return NONE if rank is None else self(f"rank.{form}", rank=rank, of=of)

    def interval(self, low: int | None, high: int | None) -> str:
        """The best and the worst rank of an interval."""
        return NONE if low is None or high is None else self("rank.interval", low=low, high=high)

    def change(self, change: float | None) -> str:
        """A change in points with its direction."""
        if change is None:
            return NONE
        points = f"{abs(change):.1f}"
        return self("change.same") if points == "0.0" else self("change.up" if change > 0 else "change.down", points=points)

    def reasons(self, statuses: Iterable[str]) -> str:
        """The words for these statuses, each once."""
        return self("sure.join").join(self(f"status.{status}") for status in dict.fromkeys(statuses))

    def day(self, moment: datetime) -> str:
        """The day in China of a moment."""
        day = china_date(moment)
        return self("date.day", year=day.year, month=self(f"date.month_{day.month}"), day=day.day)


@cache
def phrases(lang: str) -> Phrases:
    """The phrases of a language, read once."""
    if lang not in LANGUAGES:
        raise ValueError(f"language {lang!r}: want one of {', '.join(LANGUAGES)}")
    with (FOLDER / f"phrases.{lang}.toml").open("rb") as file:
        return Phrases(lang, dict(_flat(tomllib.load(file))))


def _flat(table: Mapping[str, Any], head: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{head}{key}.")
        else:
            yield head + key, value


def _plain(value: float) -> str:
    """Whole numbers whole; others with one decimal, two below ten, none from a thousand."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:,.2f}"
