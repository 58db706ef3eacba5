"""Every phrase of the card in the reader's language, and how numbers and dates are written in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from ..contract import SHARE, YES_NO, IndicatorRow, Point, Statement, china_date
from .spacing import gaps

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")
NONE = "—"
KEYED = ("population", "status", "region", "veto")  # values of statements that are keys of phrases
IN_SHARES = ("share", "coverage")  # how names of statements' values end that are shares


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language by dotted key; call it to fill one in."""

    lang: str
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of that key. KeyError names the file that lacks it."""
        if key not in self.table:
            raise KeyError(f"phrases.{self.lang}.toml has no {key!r}")
        return gaps(self.table[key].format(**values), self.lang)

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
        if unit == YES_NO and value in (0, 1):
            return self("value.yes" if value else "value.no")
        text = self.percent(value, 1) if unit == SHARE else _plain(value)
        return self("value.at_least", value=text) if bound else text

    def unit(self, unit: str) -> str:
        """What stands behind a value: nothing for shares and yes or no, the unit as given where it has no phrase."""
        return "" if unit in (SHARE, YES_NO) else self.table.get(f"unit.{unit}", unit)

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

    def population(self, population: str, title: str = "") -> str:
        """What a population is called: a group by its own title, `level:` and `region:` by phrases."""
        kind, _, rest = population.partition(":")
        if title or kind not in ("level", "region"):
            return title or population
        if kind == "level":
            return _capital(self(f"population.{rest}"))
        region, _, level = rest.partition(":")
        return self(f"region.{region}") + (f" · {self(f'population.{level}')}" if level else "")

    def marks(self, row: IndicatorRow) -> str:
        """The signs behind an indicator's title: handed over, rated, corrected."""
        found = {"imported": row.imported, "rated": row.rated, "corrected": bool(row.measured)}
        return "".join(self(f"indicators.{name}") for name, holds in found.items() if holds)

    def reasons(self, statuses: Iterable[str]) -> str:
        """The words for these statuses, each once."""
        return self("sure.join").join(self(f"status.{status}") for status in dict.fromkeys(statuses))

    def statement(self, found: Statement, prefix: str = "statement") -> str:
        """The sentence that a rule found, with its numbers written: scores and points with one decimal, shares as per cent."""
        return self(f"{prefix}.{found.kind}", **{name: self._said(name, value) for name, value in found.values.items()})

    def _said(self, name: str, value: str | float | int | None) -> str:
        if isinstance(value, str):
            kind = name.partition("_")[0]  # region_low is a region
            titled = kind == "population" and f"{kind}.{value}" not in self.table  # a group has a title of its own
            return self(f"{kind}.{value}") if kind in KEYED and not titled else value
        if value is None or isinstance(value, int):
            return self.whole(value)
        return self.percent(value) if name.endswith(IN_SHARES) else self.score(value)

    def month(self, label: str) -> str:
        """A month, held as 2026-03, without its year."""
        return self("date.month", month=self(f"date.month_{int(label.rpartition('-')[2])}"))

    def series(self, points: Iterable[Point]) -> str:
        """A series in words, for who cannot see it."""
        said = (self("activity.gap") if p.value is None else f"{p.value:,.1f}".removesuffix(".0") for p in points)
        return self("activity.join").join(said)

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


def _capital(text: str) -> str:
    """The text with a capital letter, as a heading has it."""
    return text[:1].upper() + text[1:]


def _plain(value: float) -> str:
    """Whole numbers whole; others with one decimal, two below ten, none from a thousand."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:,.2f}"
