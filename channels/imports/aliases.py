"""The alias table as records: which tables a channel's sheets can hold, which fields these have, which headers mean them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from ..shapes import INVISIBLE

FILE = Path(__file__).with_name("aliases.toml")
BRACKET = re.compile(r"[(\[【]([^()\[\]【】]{1,12})[)\]】]$")
SCALED_UNITS = re.compile(r"(万|亿)(?:次|个|人|条|篇|人次)?")
SECTIONS = frozenset({"fields", "words", "platforms", "stores"})
LOOSE = re.compile(r"[\s*:'\"]+")


@dataclass(frozen=True, slots=True)
class Field:
    """What a column holds: its kind, and its meaning in both languages."""

    name: str
    kind: str  # id words count whole number rating stars time flag media link platform store
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of sheet of one channel. Of each entry of `needs` one column must be there, and one cell of each row be filled.

    `own` are the fields that mean something of their own in this table.
    """

    channel: str
    name: str
    title: str
    needs: tuple[tuple[str, ...], ...]
    headers: Mapping[str, tuple[str, ...]]
    example: Mapping[str, str]
    own: Mapping[str, Field]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(self.own.get(name) or field(name) for name in self.headers)


@dataclass(frozen=True, slots=True)
class Found:
    """The columns of a header row that a table knows: place and header as written, per field."""

    table: Table
    columns: Mapping[str, tuple[int, str]]

    @property
    def lacking(self) -> list[str]:
        """What the table needs and no column is, by the template's headers."""
        missed = [need for need in self.table.needs if not any(name in self.columns for name in need)]
        return ["/".join(self.table.headers[name][0] for name in need) for need in missed]


@cache
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def words(section: str) -> dict[str, tuple[str, ...]]:
    """The lists of words of a section (words, platforms, stores), by name."""
    return {name: tuple(listed) for name, listed in _file()[section].items()}


@cache
def _tables() -> dict[str, dict[str, Table]]:
    return {
        channel: {name: _table(channel, name, entry) for name, entry in tables.items()}
        for channel, tables in _file().items()
        if channel not in SECTIONS
    }


def _table(channel: str, name: str, entry: dict[str, Any]) -> Table:
    headers = {field: tuple(listed) for field, listed in entry["headers"].items()}
    needs = tuple(tuple(need.split()) for need in entry["needs"])
    own = {field: Field(field, **told) for field, told in entry.get("fields", {}).items()}
    return Table(channel, name, entry["title"], needs, headers, entry["example"], own)


@cache
def field(name: str) -> Field:
    """The field of that name. KeyError where the alias table has none."""
    return Field(name, **_file()["fields"][name])


def importable() -> tuple[str, ...]:
    """The channels that have sheets."""
    return tuple(_tables())


def tables(channel: str) -> dict[str, Table]:
    """The tables of one channel, by name. ValueError where it has none."""
    if channel not in _tables():
        raise ValueError(f"nothing is imported for {channel!r}; there are {', '.join(importable())}")
    return _tables()[channel]


def normal(header: object) -> str:
    """A header to compare by: without case, width, spaces, and a unit in brackets that changes nothing."""
    return _split(header)[0]


def scale(header: object) -> str:
    """万 or 亿 where the header says that its numbers are counted in them, else ''."""
    return _split(header)[1]


def _split(header: object) -> tuple[str, str]:
    return _parts(str(header if header is not None else "")[:100])


@lru_cache(10_000)
def _parts(header: str) -> tuple[str, str]:
    text = normalize("NFKC", INVISIBLE.sub("", header)).casefold()
    text = LOOSE.sub("", text)
    found = BRACKET.search(text)
    if found is None:
        return text, ""
    scaled = SCALED_UNITS.fullmatch(found[1])
    if scaled or found[1] in words("words")["units"]:
        return text[: found.start()], scaled[1] if scaled else ""
    return text, ""


def match(headers: Sequence[object], channel: str) -> Found | None:
    """The table that knows most of these headers, those first whose needs they fill; None where none knows two.

    Of two that know as many it is the one that needs more: 日期, 净增关注人数, 累计关注人数 are rows of days, not of accounts.
    """
    found = [Found(table, _columns(headers, table)) for table in tables(channel).values()]
    best = max(found, key=lambda f: (not f.lacking, len(f.columns), 0 if f.lacking else len(f.table.needs)))
    return best if len(best.columns) >= 2 else None


def _columns(headers: Sequence[object], table: Table) -> dict[str, tuple[int, str]]:
    places: dict[str, int] = {}
    for at, header in enumerate(headers):
        places.setdefault(normal(header), at)
    known: dict[str, tuple[int, str]] = {}
    for name, listed in table.headers.items():
        for word in map(normal, listed):
            if word in places:
                known[name] = places[word], str(headers[places[word]])
                break
    return known


def likelier(headers: Sequence[object], channel: str) -> str:
    """Another channel whose tables know clearly more of these headers, '' where none does."""
    sizes = {name: len(f.columns) if (f := match(headers, name)) and not f.lacking else 0 for name in importable()}
    best = max(sizes, key=lambda name: sizes[name])
    return best if sizes[best] > sizes[channel] + 1 else ""


def shown(headers: Iterable[object]) -> str:
    """Headers as a message prints them."""
    named = [str(h)[:20] for h in headers if h not in (None, "")]
    return "、".join(named[:12]) + (" …" if len(named) > 12 else "")
