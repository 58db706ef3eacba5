"""Scores to named bands."""

from __future__ import annotations

from collections.abc import Sequence

from ..scheme.model import Tier
from .rank import DIGITS


def tier_of(score: float | None, tiers: Sequence[Tier]) -> Tier | None:
    """The band that a score is in, its lower bound included; None without score or bands."""
    if score is None:
        return None
    return next((tier for tier in tiers if round(score, DIGITS) >= tier.floor), None)
