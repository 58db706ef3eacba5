"""What the back office of an account knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from ...contract import Unit
from ..draw import provincial, spread
from ..world import World


@dataclass(frozen=True)
class Figures:
    """Counts of one account; `gained`, `messages` and `answered` of the 30 days before."""

    followers: int
    gained: int
    menu: int
    miniprogram: bool
    messages: int
    answered: int


def figures(world: World, unit: Unit) -> Figures:
    """The account's figures in this period."""
    rng, quality = world.rng("figures", "wechat", unit.code, world.period), world.quality(unit, "wechat")
    followers = spread(rng, 3_000, 900_000, quality) * (6 if provincial(unit) else 1)
    messages = 0 if rng.random() < 0.06 else spread(rng, 5, 3_000, quality)
    return Figures(
        followers=followers,
        gained=round(followers * rng.uniform(0.001, 0.04)),
        menu=rng.randrange(0, 4) + round(9 * quality),
        miniprogram=rng.random() < 0.3 + 0.6 * quality,
        messages=messages,
        answered=round(messages * min(1.0, max(0.0, quality + rng.gauss(0, 0.2)))),
    )
