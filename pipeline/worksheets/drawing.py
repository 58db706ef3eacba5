"""Who rates what: units drawn, coded and dealt out by a seed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from random import Random

from ...channels.rubrics import Item
from ...store import Store
from .shown import Shown, pages_of

RATER = re.compile(r"[\w-]{1,20}")  # stands in file names, and in a list between blanks


@dataclass(frozen=True, slots=True)
class Plan:
    """What is rated by whom. `share` of the units, at least, go to two raters; `draw` 0 means every unit."""

    period: str
    items: tuple[Item, ...]
    units: tuple[str, ...]
    raters: tuple[str, ...]
    seed: int
    share: float
    draw: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """One item of one unit, for these raters, with what they are shown."""

    code: str
    unit: str
    item: str
    raters: tuple[str, ...]
    shown: tuple[Shown, ...]


def draw(store: Store, plan: Plan) -> list[Task]:
    """The tasks in the order of their codes, which the seed deals out. An item of a unit that has nothing to be shown is left
    out. ValueError says what is wrong with the plan."""
    _refuse(plan)
    order = Random(f"{plan.seed} units").sample(sorted(plan.units), plan.draw or len(plan.units))
    twice = set(Random(f"{plan.seed} twice").sample(range(len(order)), ceil(plan.share * len(order) - 1e-9)))
    found = []
    for place, unit in enumerate(order):
        chosen = dict.fromkeys(plan.raters[(place + step) % len(plan.raters)] for step in range(1 + (place in twice)))
        for item in plan.items:
            shown = pages_of(store, unit, item, plan.period, Random(f"{plan.seed} {unit} {item.id}"))
            if shown:
                found.append(Task(f"U{place + 1:03d}", unit, item.id, tuple(chosen), shown))
    idle = [rater for rater in plan.raters if not any(rater in task.raters for task in found)]
    if idle:
        why = f"too few units, or nothing that the items ask for was seen in {plan.period}"
        raise ValueError(f"nothing for {', '.join(idle)} to rate: {why}")
    return found


def _refuse(plan: Plan) -> None:
    wrong = [rater for rater in plan.raters if not RATER.fullmatch(rater)]
    if wrong or not plan.raters or len(set(map(str.casefold, plan.raters))) < len(plan.raters):
        raise ValueError(f"raters {' '.join(plan.raters)!r}: want different ids of up to 20 letters, digits, - or _")
    if not (plan.items and plan.units):
        raise ValueError("no item, or no unit")
    if not 0 <= plan.share <= 1 or (plan.share and len(plan.raters) < 2):
        raise ValueError(f"share {plan.share:g} of units rated twice: want 0 to 1, and two raters; one rater alone: --share 0")
    if not 0 <= plan.draw <= len(plan.units):
        raise ValueError(f"{plan.draw} units cannot be drawn of {len(plan.units)}")
