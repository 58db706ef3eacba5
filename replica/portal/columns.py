"""Draws the list columns of a portal."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ...contract import META_COLUMN
from .entries import Entries, consultations, pinned, publications, shared
from .families import Family
from .lots import Lots
from .profile import ListColumn
from .tagging import filled
from .words import Voice, words

MOST = 6  # list columns that the default crawl looks at
SECTIONS = {"news": "xwdt", "consult": "hdjl"}
STAMPS = ("{0:%Y-%m-%d}",) * 5 + ("[{0:%Y-%m-%d}]", "{0:%Y/%m/%d}", "{0.year}年{0.month}月{0.day}日", "{0:%m-%d}")
SHORT_STAMP = "{0:%m-%d}"
BARE = 0.02  # share of portals with a single column


def draw_columns(lots: Lots, family: Family, voice: Voice) -> tuple[ListColumn, ...]:
    """The portal's list columns in page order, at most six."""
    drawn: list[ListColumn] = []
    for number, (group, name) in enumerate(plan(lots)[:MOST]):
        drawn.append(Column(lots, family, voice, group, name, number).draw(drawn))
    return tuple(drawn)


def plan(lots: Lots) -> list[tuple[str, str]]:
    """(group, name|slug) of each column. Nearly every portal has news; a bare one has a single column of other matters."""
    groups = words().columns
    if lots.luck("bare") < BARE:
        return [("other", lots.pick("other", groups["other"]))]
    chances = {"notice": (0.9, 1.0), "policy": (0.85, 1.0), "reading": (0.25, 0.75), "consult": (0.4, 0.98)}
    chosen = [("news", lots.pick("news", groups["news"]))] if lots.luck("news column") > 0.02 else []
    if chosen and lots.has("second news", 0.3, 0.7):
        chosen.append(("news", lots.pick("second news name", groups["news_more"])))
    chosen += [(g, lots.pick(g, groups[g])) for g, chance in chances.items() if lots.has(g, *chance)]
    others = list(groups["other"])
    lots.world.rng("portal", lots.unit.code, "others").shuffle(others)
    return chosen + [("other", name) for name in others[: int(lots.luck("others") * 3)]]


@dataclass(frozen=True)
class Column:
    """One column to be drawn."""

    lots: Lots
    family: Family
    voice: Voice
    group: str
    named: str
    number: int

    def draw(self, before: list[ListColumn]) -> ListColumn:
        lots, rng = self.lots, self.lots.rng(f"column {self.number}")
        ages = consultations(lots, rng) if self.group == "consult" else publications(lots, rng, self.group == "news")
        own = tuple(Entries(lots, self.family, self.voice, self.group, self.address, self.number, self.id).draw(rng, ages))
        first = before[0].entries if self.group == "news" and before else ()
        return ListColumn(
            kind="policy" if self.group == "reading" else self.group,
            type=words().types[self.group],
            name=self.named.partition("|")[0].format_map(vars(self.voice)),
            address=self.address,
            stamp=self.stamp(ages[-1]),
            size=lots.pick("page size", (15, 15, 20, 20, 25)),
            entries=pinned(rng, shared(rng, own, first)),
            meta=self.meta(rng),
        )

    @property
    def address(self) -> str:
        slug = self.named.partition("|")[2]
        return self.family.column.format(section=SECTIONS.get(self.group, "zwgk"), slug=slug, number=self.id)

    @property
    def id(self) -> int:
        """The column's own number: long on Hanweb, short elsewhere."""
        return self.number + (1229000011 if self.family.name == "hanweb" else 11)

    def meta(self, rng: random.Random) -> tuple[str, ...]:
        tags = filled(self.lots, "column", META_COLUMN)
        dropped = ("ColumnDescription", "ColumnKeywords") if rng.random() < self.lots.between(0.3, 0.02) else ()
        return tuple(t for t in tags if t not in dropped)

    def stamp(self, oldest: int) -> str:
        """How the list prints dates. A date without its year only where all are of the last year; a few lists print none."""
        lots = self.lots
        if self.group == "other" and (lots.luck("bare") < BARE or lots.has("undated", 0.2, 0.0)):
            return ""
        stamp = lots.pick("stamp", STAMPS)
        return STAMPS[0] if stamp == SHORT_STAMP and oldest > 340 else stamp
