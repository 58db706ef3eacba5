"""What only a person can judge: the items of rubrics.toml, each a metric with the wording of its levels."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..contract import Metric

OWN = "own rubric (channels/rubrics.toml)"
UNIT, FULL = "分", 100.0


@dataclass(frozen=True, slots=True)
class Item:
    """One question to raters. `levels` are worded from the lowest up; `look`: purposes whose pages are shown, the first seen."""

    id: str
    zh: str
    en: str
    group: str
    question: str
    levels: tuple[str, ...]
    look: tuple[str, ...] = ()
    pages: int = 1

    @property
    def channel(self) -> str:
        return self.id.split(".", 1)[0]

    @property
    def binary(self) -> bool:
        """True where the levels are no and yes."""
        return len(self.levels) == 2

    @property
    def metric(self) -> Metric:
        """The item as a metric of 0 to 100 points."""
        scale = " / ".join(f"{n} {wording}" for n, wording in enumerate(self.levels))
        return Metric(self.id, self.zh, self.en, UNIT, 1, self.group, self.look, f"{self.question} {scale}", OWN)

    def points(self, level: float) -> float:
        """A level, or a mean of levels, as points of 100."""
        return FULL * level / (len(self.levels) - 1)


@cache
def items() -> dict[str, Item]:
    """Every item by id, in the order of the file. ValueError names one that can't be."""
    table = tomllib.loads((Path(__file__).parent / "rubrics.toml").read_text(encoding="utf-8"))
    found: dict[str, Item] = {}
    for row in table["item"]:
        shown = tuple(row.get("look", ())), row.get("pages", 1)
        item = Item(row["id"], row["zh"], row["en"], row["group"], row["question"], tuple(row["levels"]), *shown)
        if item.id in found or len(item.levels) < 2 or item.pages < 1:
            raise ValueError(f"rubrics.toml: {item.id}: twice, fewer than two levels, or no page")
        found[item.id] = item
    return found


def rated() -> dict[str, Metric]:
    """The metrics that ratings make, by id."""
    return {item.id: item.metric for item in items().values()}
