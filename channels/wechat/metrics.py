"""What WeChat is measured by, in the order in which it is printed: first by what everybody can read."""

from __future__ import annotations

# isort: off
from . import public, exported
from .rules import metrics

__all__ = ["exported", "metrics", "public"]
