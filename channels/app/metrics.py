"""What Apps are measured by, in the order in which it is printed: first in Apple's store."""

from __future__ import annotations

# isort: off
from . import ios, android
from .rules import metrics

__all__ = ["android", "ios", "metrics"]
