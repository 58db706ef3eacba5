"""Draws what stands in a list: when it was published, where, how completely."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, log

from ...contract import META_ARTICLE
from .families import Family
from .lots import Lots
from .profile import Entry, ListColumn
from .tagging import filled
from .words import Voice, words

MOST = 38  # entries of a list, but for deep ones
STATE, STATES = "国务院办公厅关于印发有关工作指引的通知", "https://www.gov.cn/zhengce/content/2026-09/01/content_"
FORMS = ("seconds", "date", "chinese", "wide")  # ways to write PubDate that are not that of 47号
WECHAT_KEY = "abcdefghijkmnpqrstuvwxyzABCDEFGH23456789-_"


def publications(lots: Lots, rng: random.Random, news: bool) -> list[int]:
    """Ages in days of 18 to 40 entries: news every 0.8 to 9 days, others every 3 to 24; a few columns have gone stale."""
    slow, fast, lag = (9.0, 0.8, 5.0) if news else (24.0, 3.0, 40.0)
    gap = exp(lots.between(log(slow), log(fast)) + rng.gauss(0, 0.3))
    stale = rng.random() < lots.between(0.3, 0.0)
    age = rng.uniform(*((15, 150) if news else (184, 600))) if stale else rng.expovariate(1 / lots.between(lag, lag / 20))
    ages = []
    for _ in range(rng.randint(18, MOST)):
        ages.append(int(age))
        age += rng.expovariate(1 / gap)
    return ages


def deep(lots: Lots, family: Family, group: str, rng: random.Random, ages: list[int]) -> list[int]:
    """The ages, and in some columns of TRS and of Hanweb's interface many more."""
    many = lots.luck(f"deep {group}") < 0.3
    if many and family.name == "trs" and group in ("notice", "other"):
        return ages + [ages[-1] + 9 * n for n in range(1, 90)]
    if many and family.name == "hanweb_feed" and group == "news":
        return sorted(ages + [rng.randint(ages[0], max(ages[0] + 1, ages[-1])) for _ in range(68 - len(ages))])
    return ages


def explained(rng: random.Random, lots: Lots, own: tuple[Entry, ...], before: list[ListColumn]) -> tuple[Entry, ...]:
    """The readings, some of them with a link to their document: one of the portal's own, or one of the State Council's."""
    known = [e for c in before if c.kind == "policy" for e in c.entries[2:] if not e.elsewhere]
    share = lots.between(0.0, 1.0)

    def documents() -> tuple[tuple[str, str], ...]:
        if rng.random() >= share:
            return ()
        chosen = rng.choice(known) if known and rng.random() < 0.8 else None
        return ((chosen.title, chosen.address),) if chosen else ((STATE, f"{STATES}{rng.randint(6900000, 6999999)}.htm"),)

    return tuple(replace(e, documents=documents()) for e in own)


def archive_lost(lots: Lots, family: Family) -> bool:
    """Whether a move of the portal has left all but the two newest articles of every list behind: their links are dead."""
    return family.name in ("trs", "hanweb") and lots.has("archive lost", 0.45, -0.15)


def left_behind(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, all but the first two gone."""
    return entries[:2] + tuple(replace(e, gone=not e.elsewhere) for e in entries[2:])


def lost(rng: random.Random, lots: Lots, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, the first of them sometimes gone: it is always among the articles read, so that all other links live."""
    first, *others = entries
    gone = rng.random() < lots.between(0.1, 0.0) and not first.pinned and not first.elsewhere
    return (replace(first, gone=gone), *others)


def consultations(lots: Lots, rng: random.Random) -> list[int]:
    """Ages in days: some of the last year, fewer than a page holds, and older ones."""
    recent = min(14, max(0, round(lots.between(0, 13) + rng.gauss(0, 2))))
    return sorted([rng.randint(0, 364) for _ in range(recent)] + [rng.randint(366, 1200) for _ in range(rng.randint(2, 9))])


@dataclass(frozen=True)
class Entries:
    """The entries of one column to be drawn."""

    lots: Lots
    family: Family
    voice: Voice
    group: str
    column: str
    number: int
    id: int

    def draw(self, rng: random.Random, ages: list[int]) -> Iterator[Entry]:
        titles, tags = words().titles[self.group], filled(self.lots, "article", META_ARTICLE)
        shows = tuple(s for s, low in (("time", 0.88), ("source", 0.65)) if self.lots.has(f"shows {s}", low, 1.0))
        unsourced, own = self.lots.between(0.35, 0.02), self.lots.pick("form", FORMS)
        proper, dateless = self.lots.between(0.1, 1.05), self.dateless
        for place, age in enumerate(ages):
            day, bare = self.lots.day(age), rng.random() < unsourced
            yield Entry(
                title=self.voice.say(rng, rng.choice(titles), month=str(day.month)),
                address=self.address(rng, day, place),
                published=day,
                clock=f"{rng.randint(8, 18):02}:{rng.randint(0, 59):02}",
                source="" if bare else self.voice.say(rng, rng.choice(words().sources)),
                meta=tuple(t for t in tags if not (bare and t == "ContentSource")),
                shows=tuple(s for s in shows if not (bare and s == "source")),
                undated=rng.random() < dateless,
                form="47号" if rng.random() < proper else own,
            )

    @property
    def dateless(self) -> float:
        """Share of lines without a date, in lists that come as text."""
        loose = self.group in ("notice", "other") and not self.family.timed
        return 0.25 if loose and self.lots.has("dateless", 0.7, -0.2) else 0.0

    def address(self, rng: random.Random, day: date, place: int) -> str:
        """The address of the article: its date is that of writing. Some news link to a WeChat article."""
        if self.group == "news" and place > 1 and rng.random() < 0.03:
            return "https://mp.weixin.qq.com/s/" + "".join(rng.choices(WECHAT_KEY, k=22))
        created = day - timedelta(days=rng.random() < 0.2)
        serial = created.toordinal() * 10000 + self.number * 1000 + place
        return self.family.article_address(self.column, self.id, created, serial)


def shared(rng: random.Random, own: tuple[Entry, ...], first: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, a few of them (never the first two) those of the first news column, of the same day."""
    same = {e.published: e for e in first[2:] if not e.elsewhere}
    return own[:2] + tuple(same.pop(e.published, e) if rng.random() < 0.3 else e for e in own[2:])


def pinned(rng: random.Random, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, in one list of ten with an older one on top."""
    old = rng.randint(6, 14)
    if rng.random() > 0.1 or len(entries) <= old or entries[old].elsewhere:
        return entries
    return (replace(entries[old], pinned=True), *entries[:old], *entries[old + 1 :])
