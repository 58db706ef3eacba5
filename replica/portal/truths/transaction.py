"""The truth of the transaction metrics, in the words of their definitions."""

from __future__ import annotations

from statistics import fmean

from ....contract import GUIDE_ELEMENTS, Status
from ..definitions import GUIDES
from ..profile import PortalProfile
from .found import Found


def guide_elements_share(p: PortalProfile) -> Found:
    """Mean share of the ten elements in the first three guides."""
    return fmean(len(g.elements) / len(GUIDE_ELEMENTS) for g in p.hall.guides[:GUIDES]) if p.hall else Status.ABSENT


def guide_forms_share(p: PortalProfile) -> Found:
    """Share of the first three guides with a form to download."""
    return fmean(bool(g.forms) for g in p.hall.guides[:GUIDES]) if p.hall else Status.ABSENT


def services_count(p: PortalProfile) -> Found:
    """Items that the hall says it has."""
    return Status.ABSENT if not p.hall else p.hall.items if p.hall.printed else None


STATEMENTS = (
    guide_elements_share,
    guide_forms_share,
    services_count,
)
