"""Short video: Douyin, Bilibili, Kuaishou, and 视频号, of which nothing is public."""

from __future__ import annotations

from . import platforms
from .drawn import profile
from .platforms import FAULTS, accounts, respond
from .truths import truth

__all__ = ["FAULTS", "accounts", "hosts", "profile", "respond", "truth"]

hosts: tuple[str, ...] = tuple(platforms.ANSWERS)
