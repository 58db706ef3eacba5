"""What Weibo is measured by, in the order in which it is printed."""

from __future__ import annotations

from . import listed, sampled, standing
from .rules import metrics

__all__ = ["listed", "metrics", "sampled", "standing"]
