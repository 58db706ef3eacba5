"""The truth of the participation metrics, in the words of their definitions."""

from __future__ import annotations

from statistics import fmean, median

from ....contract import Status
from ..definitions import letters_asked, of_kind, within
from ..profile import PortalProfile
from .found import Found


def letters_reply_share(p: PortalProfile) -> Found:
    """Share answered, of the letters asked in the 180 days before."""
    asked = letters_asked(p)
    return Status.ABSENT if not p.letters else fmean(x.answered is not None for x in asked) if asked else None


def letters_reply_days(p: PortalProfile) -> Found:
    """Median days from question to answer, of the same letters."""
    took = [(x.answered - x.asked).days for x in letters_asked(p) if x.answered]
    return Status.ABSENT if not p.letters else median(took) if took else None


def consultations_count(p: PortalProfile) -> Found:
    """Entries of consultation columns of the last 365 days."""
    consult = of_kind(p, "consult")
    return sum(within(p, e.published, 365) for c in consult for e in c.first_page) if consult else Status.ABSENT


STATEMENTS = (
    letters_reply_share,
    letters_reply_days,
    consultations_count,
)
