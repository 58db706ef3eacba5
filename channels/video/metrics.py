"""What short video is measured by, in the order in which it is printed."""

from __future__ import annotations

from . import cards, filed, listed, named
from .rules import metrics

__all__ = ["cards", "filed", "listed", "metrics", "named"]
