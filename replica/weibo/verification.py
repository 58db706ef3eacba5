"""As what Weibo has verified an account, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ...contract import Unit
from ...registry import short_name

GOVERNMENT, MEDIUM, NOBODY = 1, 3, -1  # verified_type
HOSTS = (
    "{full}人民政府新闻办公室官方微博", "{name}官方微博", "中共{full}委宣传部官方微博", "{short}政务新媒体",
    "{full}互联网信息办公室", "市政府新闻办公室官方微博", "政务微博", "官方权威信息平台",
)  # fmt: skip
MEDIA = ("{short}日报官方微博", "融媒体中心官方微博")


@dataclass(frozen=True)
class Verification:
    """`kind`: GOVERNMENT, MEDIUM or NOBODY; `reason`: the words beside the sign; `host`: they hold the unit's short name."""

    kind: int
    reason: str
    host: bool


def verification(rng: Random, unit: Unit, name: str, quality: float) -> Verification:
    """A government's for most; else a medium's, or none."""
    if rng.random() < 0.55 + 0.45 * quality:
        kind, said = GOVERNMENT, rng.choice(HOSTS)
    else:
        kind, said = rng.choice(((MEDIUM, rng.choice(MEDIA)), (NOBODY, "")))
    short = short_name(unit)
    reason = said.format(full=unit.name, short=short, name=name)
    return Verification(kind, reason, short in reason)
