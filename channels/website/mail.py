"""What is known of a portal's letters in a period: listed, answered, judged; the questions that their metrics share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ...contract import Letter, Mailbox, Reply, Status
from ..table import Measured, View
from .dates import days_between
from .seen import lacking


def letters(view: View, days: int) -> list[Letter] | Measured:
    """The letters asked in that many days before as_of, as list and own page tell them; or why there are none."""
    missing = no_letters(view)
    since = view.since(days)
    found = [] if missing else view.facts(Letter, only=lambda x: x.asked is not None and since < x.asked <= view.as_of)
    keys = {letter.key for letter in found}
    replies = {reply.key: reply for reply in view.facts(Reply, only=lambda reply: reply.key in keys)}
    told = [merged(letter, replies.get(letter.key)) for letter in found]
    return told or missing or Measured(None, Status.EMPTY, reason=f"no letter of the last {days} days")


def no_letters(view: View) -> Measured | None:
    """Why nothing can be said of the letters; None where a list of them was looked at."""
    return lacking(view, "letters", ("letters",))


def is_answered(letter: Letter, until: datetime) -> bool:
    """True where it is answered by that moment, on a printed day or by its status."""
    return letter.answered <= until if letter.answered else letter.replied


def took(letter: Letter, until: datetime) -> int | None:
    """Days from asked to answered; None where it is not answered by that moment, or on a day not printed."""
    if letter.asked is None or letter.answered is None or letter.answered > until:
        return None
    return days_between(letter.asked, letter.answered)


def promise(view: View) -> tuple[int, bool] | None:
    """The shortest time that the unit's letter boxes promise: days, and whether they are working days; None without one."""
    boxes = view.facts(Mailbox, only=lambda box: box.promised_days is not None)
    return min(((box.promised_days or 0, box.working_days) for box in boxes), default=None)


def read_back(view: View, since: datetime) -> bool:
    """True where every list of letters was read to its end; a single list also where it was read back to that moment."""
    boxes = view.facts(Mailbox)
    further = {p.id for p in view.looked("letters") if p.about}  # pages that an earlier one of their list led to
    if sum(box.more for box in boxes) <= len(further & {box.page for box in boxes}):
        return bool(boxes)
    days = [box.oldest for box in boxes if box.oldest]
    lists = [box for box in boxes if box.page not in further and (box.oldest or box.more)]
    return len(lists) == 1 and bool(days) and min(days) <= since


def linked(view: View) -> bool:
    """True where a list leads to pages of answered letters."""
    return any(
        "/" in letter.key and " " not in letter.key for letter in view.facts(Letter, only=lambda x: is_answered(x, view.as_of))
    )


def merged(letter: Letter, reply: Reply | None) -> Letter:
    """The letter with what only its own page tells."""
    if reply is None:
        return letter
    answered = letter.answered or reply.answered
    return replace(letter, answered=answered, replied=answered is None, satisfaction=letter.satisfaction or reply.satisfaction)
