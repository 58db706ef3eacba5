"""Draws the list columns of a portal and their entries."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, log

from ...contract import META_ARTICLE, META_COLUMN
from .families import Family
from .lots import Lots
from .profile import Entry, ListColumn
from .words import Voice, words

MOST = 6  # list columns that the default crawl looks at
SECTIONS = {"news": "xwdt", "consult": "hdjl"}
STAMPS = ("{0:%Y-%m-%d}",) * 5 + ("[{0:%Y-%m-%d}]", "{0:%Y/%m/%d}", "{0.year}年{0.month}月{0.day}日", "{0:%m-%d}")
SHORT_STAMP = "{0:%m-%d}"
# chance of a 47号 tag being filled: in the worst portals, in the best
FILLED = {
    "SiteName": (0.9, 1.0),
    "SiteDomain": (0.8, 1.0),
    "SiteIDCode": (0.65, 0.98),
    "ColumnName": (0.85, 1.0),
    "ColumnDescription": (0.3, 0.95),
    "ColumnKeywords": (0.35, 0.95),
    "ColumnType": (0.35, 0.95),
    "ArticleTitle": (0.85, 1.0),
    "PubDate": (0.75, 1.0),
    "ContentSource": (0.5, 0.98),
}


def filled(lots: Lots, page: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that this portal fills on that kind of page."""
    return tuple(t for t in tags if lots.has(f"{page} {t}", *FILLED[t]))


def draw_columns(lots: Lots, family: Family, voice: Voice) -> tuple[ListColumn, ...]:
    """The portal's list columns in page order, at most six."""
    drawn: list[ListColumn] = []
    for number, (group, name) in enumerate(plan(lots)[:MOST]):
        drawn.append(Column(lots, family, voice, group, name, number).draw(drawn))
    return tuple(drawn)


def plan(lots: Lots) -> list[tuple[str, str]]:
    """(group, name|slug) of each column. Nearly every portal has news; a bare one has a single column of other matters."""
    groups = words().columns
    if lots.luck("bare") < 0.02:
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
        lots, name = self.lots, self.named.partition("|")[0].format_map(vars(self.voice))
        rng = lots.rng(f"column {self.number}")
        ages = sorted(self.consultations(rng) if self.group == "consult" else self.ages(rng))
        entries = self.shared(rng, tuple(self.entries(rng, ages)), before)
        return ListColumn(
            kind="policy" if self.group == "reading" else self.group,
            type=words().types[self.group],
            name=name,
            address=self.address,
            stamp=self.stamp(ages[-1]),
            size=lots.pick("page size", (15, 15, 20, 20, 25)),
            entries=pinned(rng, entries),
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
        if self.group == "other" and (lots.luck("bare") < 0.02 or lots.luck("undated") < lots.between(0.2, 0.0)):
            return ""
        stamp = lots.pick("stamp", STAMPS)
        return STAMPS[0] if stamp == SHORT_STAMP and oldest > 340 else stamp

    def ages(self, rng: random.Random) -> Iterator[int]:
        """Ages in days of up to forty entries: news every 0.8 to 9 days, others every 3 to 24; a few columns have gone stale."""
        news, lots = self.group == "news", self.lots
        slow, fast, lag = (9.0, 0.8, 5.0) if news else (24.0, 3.0, 40.0)
        gap = exp(lots.between(log(slow), log(fast)) + rng.gauss(0, 0.3))
        stale = rng.random() < lots.between(0.3, 0.0)
        age = rng.uniform(*((15, 150) if news else (184, 600))) if stale else rng.expovariate(1 / lots.between(lag, lag / 20))
        for _ in range(rng.randint(18, 40)):
            yield int(age)
            age += rng.expovariate(1 / gap)

    def consultations(self, rng: random.Random) -> list[int]:
        """Ages in days: some of the last year, fewer than a page holds, and older ones."""
        recent = min(14, max(0, round(self.lots.between(0, 13) + rng.gauss(0, 2))))
        return [rng.randint(0, 364) for _ in range(recent)] + [rng.randint(366, 1200) for _ in range(rng.randint(2, 9))]

    def entries(self, rng: random.Random, ages: list[int]) -> Iterator[Entry]:
        titles, tags = words().titles[self.group], filled(self.lots, "article", META_ARTICLE)
        shows = tuple(s for s, low in (("time", 0.88), ("source", 0.65)) if self.lots.has(f"shows {s}", low, 1.0))
        unsourced = self.lots.between(0.35, 0.02)
        for place, age in enumerate(ages):
            day, bare = self.lots.day(age), rng.random() < unsourced
            yield Entry(
                title=self.voice.say(rng, rng.choice(titles), month=str(day.month)),
                address=self.article(rng, day, place),
                published=day,
                clock=f"{rng.randint(8, 18):02}:{rng.randint(0, 59):02}",
                source="" if bare else self.voice.say(rng, rng.choice(words().sources)),
                meta=tuple(t for t in tags if not (bare and t == "ContentSource")),
                shows=tuple(s for s in shows if not (bare and s == "source")),
                gone=place < 2 and rng.random() < self.lots.between(0.04, 0.0),
            )

    def article(self, rng: random.Random, day: date, place: int) -> str:
        """The address of the article: its date is that of writing. Some news link to a WeChat article."""
        if self.group == "news" and place > 1 and rng.random() < 0.03:
            return "https://mp.weixin.qq.com/s/" + "".join(rng.choices("abcdefghijkmnpqrstuvwxyzABCDEFGH23456789-_", k=22))
        created = day - timedelta(days=rng.random() < 0.2)
        serial = created.toordinal() * 1000 + self.number * 100 + place
        return self.family.article_address(self.address, self.id, created, serial)

    def shared(self, rng: random.Random, own: tuple[Entry, ...], before: list[ListColumn]) -> tuple[Entry, ...]:
        """The entries, a few of them (never the first two) those of the news column before, of the same day."""
        first = before[0].entries[2:] if self.group == "news" and before else ()
        same = {e.published: e for e in first if not e.elsewhere}
        return own[:2] + tuple(same.pop(e.published, e) if rng.random() < 0.3 else e for e in own[2:])


def pinned(rng: random.Random, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, in one list of ten with an older one on top."""
    if rng.random() > 0.1:
        return entries
    old = rng.randint(6, 14)
    on_top = replace(entries[old], pinned=True) if len(entries) > 14 and not entries[old].elsewhere else None
    return (on_top, *entries[:old], *entries[old + 1 :]) if on_top else entries
