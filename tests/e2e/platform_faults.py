"""What goes wrong on the platforms of the stand-in internet by itself, and a unit that each fault strikes."""

from __future__ import annotations

from dsci.contract import Unit
from dsci.replica.app import android, store_apple
from dsci.replica.draw import Fault, exported, struck
from dsci.replica.overlay import accounts
from dsci.replica.video import platforms as video
from dsci.replica.wechat import faults as wechat
from dsci.replica.weibo import faults as weibo
from dsci.replica.world import World

# the world's own word for a platform -> its channel, its accounts' platform, its faults
PLATFORMS: dict[str, tuple[str, str, tuple[Fault, ...]]] = {
    "weibo": ("weibo", "weibo", weibo.FAULTS),
    "wechat": ("wechat", "wechat", wechat.FAULTS),
    "app": ("app", "ios", store_apple.FAULTS),
    "android": ("app", "android", android.FAULTS),
    **{name: ("video", name, faults) for name, faults in video.FAULTS.items()},
}


def struck_units(world: World) -> dict[tuple[str, str], Unit]:
    """A unit that each fault strikes, with an account, rather one without files handed over; by platform and fault."""
    there = {(row.unit, row.platform): row for row in accounts(world) if row.role == "main" and not row.id.startswith("search:")}
    found: dict[tuple[str, str], Unit] = {}
    for name, (channel, platform, faults) in PLATFORMS.items():
        for unit in sorted(world.units, key=lambda u: exported(world, u, channel)):
            fault = struck(world, unit, name, faults) if (unit.code, platform) in there else None
            if fault and (name != "android" or android.failing(world, unit)):
                found.setdefault((name, fault.name), unit)
    return found
