"""The words portals are made of, and how a unit is spoken of."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...contract import Unit

# 延边朝鲜族自治州 -> 延边
AUTONOMOUS = re.compile(
    r"(?:(?:壮|回|维吾尔|蒙古|藏|苗|侗|布依|土家|羌|彝|哈尼|傣|白|景颇|傈僳|朝鲜|哈萨克|柯尔克孜)族?)*自治[州区县]$"
)
# the ending of a name -> the office, the whole of it, who its letters are addressed to, the ending of its departments
SPEECH = {
    "自治区": ("自治区", "全区", "领导", "厅"),
    "自治州": ("州", "全州", "领导", "局"),
    "地区": ("地区", "全区", "领导", "局"),
    "盟": ("盟", "全盟", "领导", "局"),
    "省": ("省", "全省", "省长", "厅"),
    "市": ("市", "全市", "市长", "局"),
    "区": ("区", "全区", "区长", "局"),
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
    reply: str
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


def short_name(name: str) -> str:
    """杭州 of 杭州市, 黔西南 of 黔西南布依族苗族自治州."""
    return AUTONOMOUS.sub("", name) if AUTONOMOUS.search(name) else re.sub(r"(?:省|市|地区|盟|县|区)$", "", name)


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
        return cls(unit.name, short_name(unit.name), org, whole, leader, bureau, year)

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
