"""The truth of the openness metrics, in the words of their definitions."""

from __future__ import annotations

from collections.abc import Callable

from ..profile import PortalProfile
from .found import Found

STATEMENTS: tuple[Callable[[PortalProfile], Found], ...] = ()
