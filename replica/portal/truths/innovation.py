"""The truth of the innovation metrics, in the words of their definitions."""

from __future__ import annotations

from ....contract import INNOVATION
from ..profile import PortalProfile
from .found import Found


def innovation_share(p: PortalProfile) -> Found:
    """Share of the five features of newer portals."""
    return len(p.innovation) / len(INNOVATION)


STATEMENTS = (innovation_share,)
