"""The words portals are made of, and how a unit is spoken of."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...contract import Unit
from ...registry import short_name

# the ending of a name -> the office, the whole of it, who its letters are addressed to, the ending of its departments
SPEECH = {
    "自治区": ("自治区", "全区", "领导", "厅"),
    "自治州": ("州", "全州", "领导", "局"),
    "地区": ("地区", "全区", "领导", "局"),
    "盟": ("盟", "全盟", "领导", "局"),
    "省": ("省", "全省", "省长", "厅"),
    "市": ("市", "全市", "市长", "局"),
    "区": ("区", "全区", "区长", "局"),
    "旗": ("旗", "全旗", "领导", "局"),
    "县": ("县", "全县", "县长", "局"),
}

Groups = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Words:
    """The lists of words.toml."""

    topics: tuple[str, ...]
    areas: tuple[str, ...]
    projects: tuple[str, ...]
    departments: tuple[str, ...]
    roads: tuple[str, ...]
    sources: tuple[str, ...]
    home: tuple[str, ...]
    titles: Groups
    columns: Groups
    types: Mapping[str, str]
    services: Groups
    text: Groups
    elements: Groups
    beside: Mapping[str, str]
    friends: Groups


@cache
def words() -> Words:
    """The words, read once."""
    raw = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return Words(**{name: settled(value) for name, value in raw.items()})


def settled(value: Any) -> Any:
    """A value of the file with its lists made tuples."""
    if isinstance(value, dict):
        return {name: settled(v) for name, v in value.items()}
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True)
class Voice:
    """How one unit speaks of itself."""

    place: str
    short: str
    org: str
    all: str
    leader: str
    bureau: str
    year: str

    @classmethod
    def of(cls, unit: Unit, year: str) -> Voice:
        org, whole, leader, bureau = next(v for end, v in SPEECH.items() if unit.name.endswith(end))
        return cls(unit.name, short_name(unit), org, whole, leader, bureau, year)

    @property
    def government(self) -> str:
        return self.place + ("行政公署" if self.org in ("地区", "盟") else "人民政府")

    def say(self, rng: random.Random, sentence: str, **known: str) -> str:
        """The sentence with its blanks filled; what it leaves open is drawn."""
        return sentence.format_map(Blanks(self, rng, known))


class Blanks(dict[str, str]):
    """Fills {topic}, {dept} ...: what is known, what the voice says, else a draw."""

    def __init__(self, voice: Voice, rng: random.Random, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.voice, self.rng = voice, rng

    def __missing__(self, blank: str) -> str:
        own = getattr(self.voice, blank, None)
        return own if own is not None else self.drawn(blank)

    def drawn(self, blank: str) -> str:
        if blank == "n":
            return str(self.rng.randint(3, 48))
        of = words()
        lists = {"topic": of.topics, "area": of.areas, "project": of.projects, "dept": of.departments, "road": of.roads}
        return self.rng.choice(lists[blank])
