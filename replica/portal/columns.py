"""Draws the list columns of a portal."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from ...contract import META_COLUMN
from .entries import Entries, archive_lost, consultations, deep, explained, left_behind, lost, pinned, publications, shared
from .families import GKMLPT_SIZE, Family
from .lots import Lots
from .profile import Entry, ListColumn
from .tagging import filled
from .words import Voice, words

SECTIONS = {"news": "xwdt", "consult": "hdjl", "interview": "hdjl", "response": "hdjl"}
STAMPS = ("{0:%Y-%m-%d}",) * 5 + ("[{0:%Y-%m-%d}]", "{0:%Y/%m/%d}", "{0.year}年{0.month}月{0.day}日", "{0:%m-%d}")
SHORT_STAMP = "{0:%m-%d}"
BARE = 0.02  # share of portals with a single column
RARE = ("consult", "interview")  # a handful of entries a year
READ = ("news", "notice", "policy", "reading")  # kinds whose first articles are read
CHANCES = {  # of a column of the group: in the worst portals, in the best
    "notice": (0.9, 1.0),
    "policy": (0.85, 1.0),
    "reading": (0.25, 0.9),
    "consult": (0.4, 0.98),
    "interview": (0.1, 0.85),
    "response": (0.02, 0.8),
}


def draw_columns(lots: Lots, family: Family, voice: Voice) -> tuple[ListColumn, ...]:
    """The portal's list columns in page order."""
    drawn: list[ListColumn] = []
    for number, (group, name) in enumerate(plan(lots)[: family.most]):
        drawn.append(Column(lots, family, voice, group, name, number).draw(drawn))
    return tuple(drawn)


def plan(lots: Lots) -> list[tuple[str, str]]:
    """(group, name|slug) of each column. Nearly every portal has news; a bare one has a single column of other matters."""
    groups = words().columns
    if lots.luck("bare") < BARE:
        return [("other", lots.pick("other", groups["other"]))]
    chosen = [("news", lots.pick("news", groups["news"]))] if lots.luck("news column") > 0.02 else []
    if chosen and lots.has("second news", 0.3, 0.7):
        chosen.append(("news", lots.pick("second news name", groups["news_more"])))
    chosen += [(g, lots.pick(g, groups[g])) for g, chance in CHANCES.items() if lots.has(g, *chance)]
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
        """The column: with its entries, or blank, or gone."""
        lots, rng = self.lots, self.lots.rng(f"column {self.number}")
        ages = self.ages(rng)
        fed = self.family.feeds(self.group)
        column = ListColumn(
            kind=self.group,
            type=words().types[self.group],
            name=self.named.partition("|")[0].format_map(vars(self.voice)),
            address=self.address,
            stamp=self.stamp(ages[-1]),
            size=(GKMLPT_SIZE if fed and self.family.name == "gkmlpt" else self.family.size)
            or lots.pick("page size", (15, 15, 20, 20, 25)),
            entries=(),
            meta=self.meta(rng),
            feed=str(self.id) if fed else "",
        )
        luck, bare = rng.random(), lots.between(0.14, 0.0)
        if self.number and self.group != "news" and luck < bare:
            return replace(column, gone=luck < bare / 3)
        return replace(column, entries=self.entries(rng, ages, before))

    def entries(self, rng: random.Random, ages: list[int], before: list[ListColumn]) -> tuple[Entry, ...]:
        """The lines of the list, newest first but for one on top."""
        lots, group = self.lots, self.group
        drawn = tuple(Entries(lots, self.family, self.voice, group, self.address, self.number, self.id).draw(rng, ages))
        if group == "news" and before:
            drawn = shared(rng, drawn, before[0].entries)
        if group == "reading":
            drawn = explained(rng, lots, drawn, before)
        if archive_lost(lots, self.family):
            return left_behind(drawn)
        drawn = pinned(rng, drawn)
        return lost(rng, lots, drawn) if group in READ else drawn

    def ages(self, rng: random.Random) -> list[int]:
        """Ages in days of the entries, newest first."""
        if self.group in RARE:
            return consultations(self.lots, rng)
        return deep(self.lots, self.family, self.group, rng, publications(self.lots, rng, self.group == "news"))

    @property
    def address(self) -> str:
        slug = self.named.partition("|")[2]
        if self.family.name == "gkmlpt" and self.family.feeds(self.group):
            return self.lots.pick("catalogue", ("/gkmlpt/index", f"/gkmlpt/index#{self.id}"))
        if self.family.name == "boda" and self.group == "other":
            return f"/list.jsp?urltype=tree.TreeTempUrl&wbtreeid={self.id}"
        return self.family.column.format(section=SECTIONS.get(self.group, "zwgk"), slug=slug, number=self.id)

    @property
    def id(self) -> int:
        """The column's own number."""
        return self.number + self.family.first_number

    def meta(self, rng: random.Random) -> tuple[str, ...]:
        tags = filled(self.lots, "column", META_COLUMN)
        dropped = ("ColumnDescription", "ColumnKeywords") if rng.random() < self.lots.between(0.3, 0.02) else ()
        return tuple(t for t in tags if t not in dropped)

    def stamp(self, oldest: int) -> str:
        """How the list prints dates. A date without its year only where all are of the last year; a few lists that come as
        text print none."""
        lots, timed = self.lots, self.family.timed and self.family.feeds(self.group)
        if self.group == "other" and not timed and (lots.luck("bare") < BARE or lots.has("undated", 0.2, 0.0)):
            return ""
        stamp = lots.pick("stamp", STAMPS)
        return STAMPS[0] if stamp == SHORT_STAMP and oldest > 340 else stamp
