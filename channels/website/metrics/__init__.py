"""What portals are measured by, one file a capability, in the order in which they are printed. Windows end at as_of."""

from __future__ import annotations

# isort: off
from . import information, openness, transaction, participation, delivery, network, innovation
from .rules import metrics

__all__ = ["delivery", "information", "innovation", "metrics", "network", "openness", "participation", "transaction"]
