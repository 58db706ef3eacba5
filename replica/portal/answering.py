"""What citizens write and what offices answer: made up, of one's own or by the template."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from .words import Voice


@cache
def sentences() -> Mapping[str, list[str]]:
    """The lists of answers.toml, read once."""
    return tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))


@dataclass
class Office:
    """Who answers the letters of one portal: no finding and no measure is told twice while there are others."""

    voice: Voice
    rng: random.Random
    told: int = 0

    def letter(self, title: str) -> str:
        """The words of a letter with that title."""
        return self.voice.say(self.rng, self.rng.choice(sentences()["texts"]), title=title)

    def own(self) -> str:
        """An answer to the matter: an opening, what was found, what is done, a closing."""
        parts = [self.next("openings"), self.next("findings"), self.next("measures"), self.next("findings", 1)]
        parts += [self.next("measures", 1), self.rng.choice(sentences()["closings"])]
        self.told += 1
        return "".join(self.voice.say(self.rng, part) for part in parts)

    def next(self, name: str, after: int = 0) -> str:
        """The next sentence of that list for this answer, two of a list for findings and measures."""
        lines = sentences()[name]
        step = 1 if name == "openings" else 2
        return lines[(self.told * step + after + self.start) % len(lines)]

    @property
    def start(self) -> int:
        return len(self.voice.place) * 5 + len(self.voice.short)

    def by_template(self, template: int, number: str, day: date) -> str:
        """The answer that everybody gets."""
        said = sentences()["templates"][template]
        return self.voice.say(self.rng, said, number=number, day=f"{day.year}年{day.month}月{day.day}日")
