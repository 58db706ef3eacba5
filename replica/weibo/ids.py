"""Ids of posts, decimal and in base 62, and whose post it is."""

from __future__ import annotations

from functools import lru_cache

from ...contract import Unit
from ..draw import Presence
from ..world import World
from .faults import there
from .profile import Post, profile, uid

BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mblogid(mid: str) -> str:
    """The id as weibo.com writes it: from the right, each 7 decimal digits are 4 of base 62."""
    digits = ""
    while mid:
        mid, block = mid[:-7], mid[-7:]
        written = _base62(int(block))
        digits = (written.rjust(4, "0") if mid else written) + digits
    return digits


def mid_of(id_: str) -> str:
    """The decimal id of either form; '' for what is none."""
    if len(id_) == 16 and id_.isdecimal() and id_.isascii():
        return id_
    if not 1 <= len(id_) <= 12 or set(id_) - set(BASE62):
        return ""
    digits = ""
    while id_:
        id_, block = id_[:-4], id_[-4:]
        number = str(sum(BASE62.index(c) * 62**n for n, c in enumerate(reversed(block))))
        digits = (number.rjust(7, "0") if id_ else number) + digits
    return digits


def find(world: World, id_: str) -> tuple[Unit, Post] | None:
    """Whose post has this id, in either form, if any has."""
    mid = mid_of(id_)
    unit = world.by_code.get(mid[-6:])
    if unit is None or there(world, unit) is not Presence.THERE:
        return None
    return next(((unit, post) for post in profile(world, unit).posts if post.id == mid), None)


@lru_cache(maxsize=8)
def holders(world: World) -> dict[str, Unit]:
    """The units that have an account, by its id."""
    return {uid(unit): unit for unit in world.units if there(world, unit) is Presence.THERE}


def _base62(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 62)
        digits = BASE62[rest] + digits
    return digits
