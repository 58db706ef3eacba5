"""The truth of the participation metrics, in the words of their definitions."""

from __future__ import annotations

from math import ceil
from statistics import fmean, median

from ....contract import Status
from ..definitions import age, letters_asked, of_kind, recent, within
from ..failing import failed
from ..letters import CONTENT
from ..profile import Letter, PortalProfile
from .found import Found, unless

ANSWERS = 3  # so many must be read before any is called a template


def lacking(p: PortalProfile) -> Status | None:
    return None if p.letters else Status.ABSENT


def took(letters: list[Letter]) -> list[int]:
    """Days from question to answer, of those answered."""
    return sorted((x.answered - x.asked).days for x in letters if x.answered)


@unless("letters")
def letters_reply_share(p: PortalProfile) -> Found:
    """Share answered, of the letters asked in the 180 days before."""
    asked = letters_asked(p)
    return lacking(p) or (fmean(x.answered is not None for x in asked) if asked else None)


@unless("letters")
def letters_reply_days(p: PortalProfile) -> Found:
    """Median days from question to answer, of the same letters."""
    days = took(letters_asked(p))
    return lacking(p) or (median(days) if days else None)


@unless("letters")
def letters_in_time_share(p: PortalProfile) -> Found:
    """Of the same letters those answered, and those whose promised time is over: share answered within it."""
    if p.letters is None or p.letters.promise is None:
        return Status.NOT_DECIDED if p.letters else Status.ABSENT
    promise = p.letters.promise
    due = [x for x in letters_asked(p) if x.answered or age(p, x.asked) > promise]
    return sum(days <= promise for days in took(due)) / len(due) if due else None


@unless("letters")
def letters_days_p90(p: PortalProfile) -> Found:
    """The smallest number of days within which nine of ten answers came, of the same letters."""
    days = took(letters_asked(p))
    return lacking(p) or (days[ceil(0.9 * len(days)) - 1] if days else None)


@unless("letters")
def oldest_unanswered_days(p: PortalProfile) -> Found:
    """Days since the oldest letter of the last 365 days that is not answered was asked; 0 if all are, empty without any."""
    if p.letters is None:
        return Status.ABSENT
    year = [x for x in p.letters.read if within(p, x.asked, 365)]
    return max((age(p, x.asked) for x in year if not x.answered), default=0) if year else None


@unless("letters")
def followup_shown(p: PortalProfile) -> Found:
    """1 if a page of letters, or a letter's own page read, shows or offers 回访 or 满意度评价."""
    if p.letters is None:
        return Status.ABSENT
    return p.letters.followup == "list" or (p.letters.followup == "letter" and bool(p.letters.opened))


@unless("letters")
def satisfied_share(p: PortalProfile) -> Found:
    """Of the letters of 180 days that print the citizen's judgement, in the list or on their pages read: share satisfied."""
    if p.letters is None:
        return Status.ABSENT
    shown = {"list": p.letters.read, "letter": p.letters.opened}.get(p.letters.rated, ())
    judged = [x.satisfaction for x in shown if x.satisfaction and within(p, x.asked, 180)]
    return fmean(x in CONTENT for x in judged) if judged else None


@unless("letters")
def template_answers_share(p: PortalProfile) -> Found:
    """Share of the answers read that another answer read shares its template with; not decided by fewer than three."""
    if p.letters is None:
        return Status.ABSENT
    used = [x.template for x in p.letters.opened]
    if len(used) < ANSWERS:
        return Status.NOT_DECIDED if used else None
    return fmean(x is not None and used.count(x) > 1 for x in used)


@unless("column", "feed")
def consultations_count(p: PortalProfile) -> Found:
    """Entries of consultation columns of the last 365 days."""
    return of_a_year(p, "consult")


@unless("column", "feed")
def interviews_count(p: PortalProfile) -> Found:
    """Entries of interview columns of the last 365 days."""
    return of_a_year(p, "interview")


def of_a_year(p: PortalProfile, kind: str) -> Found:
    columns = of_kind(p, kind)
    return recent(p, columns, 365) if columns else Status.ABSENT


def proactive_column(p: PortalProfile) -> Found:
    """1 if the home page leads to a column of 回应关切."""
    return bool(of_kind(p, "response"))


def knowledge_base(p: PortalProfile) -> Found:
    """1 if the home page offers 知识库, or a page of letters shows it."""
    at_home = any(offer.name == "knowledge" for offer in p.offers.named)
    return failed(p, "letters") or at_home or bool(p.letters and p.letters.knowledge)


STATEMENTS = (
    letters_reply_share,
    letters_reply_days,
    letters_in_time_share,
    letters_days_p90,
    oldest_unanswered_days,
    followup_shown,
    satisfied_share,
    template_answers_share,
    consultations_count,
    interviews_count,
    proactive_column,
    knowledge_base,
)
