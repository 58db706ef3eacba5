"""What a vendor or the owner hands over of a WeChat account: articles of the last weeks, and the back office's figures."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import lru_cache

from ...contract import Unit
from ..draw import Presence, called, exported
from ..world import World
from .faults import there
from .figures import Figures, figures
from .profile import Article, profile

WEEKS = timedelta(days=40)


def listed_from(world: World) -> datetime:
    """The first moment of the days that the vendor's list covers."""
    return (world.as_of - WEEKS).replace(hour=0, minute=0, second=0)


def articles(world: World, unit: Unit) -> tuple[Article, ...]:
    """The articles of the vendor's list; none where there is no such list, or nothing in it."""
    if not given(world, unit):
        return ()
    return tuple(article for article in profile(world, unit).articles if article.published >= listed_from(world))


def owners_figures(world: World, unit: Unit) -> Figures | None:
    """The figures of the owner's sheet, which knows accounts by name; None where two accounts have that name."""
    alone = names(world)[called(world, unit, "wechat")] == 1
    return figures(world, unit) if alone and given(world, unit) else None


@lru_cache(maxsize=8)
def names(world: World) -> Counter[str]:
    """How many accounts have each name."""
    return Counter(called(world, unit, "wechat") for unit in world.units if there(world, unit) is Presence.THERE)


def given(world: World, unit: Unit) -> bool:
    """Whether anything is handed over of the unit's account."""
    return there(world, unit) is Presence.THERE and exported(world, unit, "wechat")
