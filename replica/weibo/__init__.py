"""m.weibo.cn and weibo.com: profiles, timelines, posts and what stands under them, for those who show a login cookie."""

from __future__ import annotations

from collections.abc import Iterator

from ...contract import Account, Unit
from ..draw import called, rows
from ..world import World
from .faults import FAULTS
from .profile import uid
from .respond import DESKTOP, MOBILE, respond
from .truth import truth

hosts: tuple[str, ...] = (MOBILE, DESKTOP)


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """The unit's Weibo account, or the row that says there is none."""
    return rows(world, unit, "weibo", "weibo", uid(unit), called(world, unit, "weibo"), f"https://m.weibo.cn/u/{uid(unit)}")


__all__ = ["FAULTS", "accounts", "hosts", "respond", "truth"]
