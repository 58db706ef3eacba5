"""Participation: are people heard and answered."""

from __future__ import annotations

from statistics import fmean, median

from ....contract import Entry, Letter, Status
from ...table import LESS, MORE, Measured, View
from ..dates import days_between
from ..seen import columns, dated, lacking
from .rules import CENSUS, COLUMN, CONSULT_DAYS, LETTER_DAYS, LETTERS, REPLY, metrics


def letters(view: View) -> list[Letter] | Measured:
    """The letters asked in the 180 days before as_of; ABSENT without a letters column, EMPTY without such letters."""
    missing = lacking(view, "letters", ("letters",))
    since = view.since(LETTER_DAYS)
    found = [] if missing else view.facts(Letter, only=lambda x: x.asked is not None and since < x.asked <= view.as_of)
    return found or missing or Measured(None, Status.EMPTY, reason=f"no letter of the last {LETTER_DAYS} days")


@metrics.add("letters_reply_share", "来信答复率", "Letters answered", "share", MORE, "participation", needs=LETTERS, source=REPLY)
def letters_reply_share(view: View) -> Measured | float:
    """Share of the letters listed, asked in the 180 days before as_of, that are answered by as_of."""
    found = letters(view)
    if isinstance(found, Measured):
        return found
    return fmean(letter.answered is not None and letter.answered <= view.as_of for letter in found)


@metrics.add("letters_reply_days", "来信答复天数", "Days to an answer", "天", LESS, "participation", needs=LETTERS, source=REPLY)
def letters_reply_days(view: View) -> Measured | float | None:
    """Median days from asked to answered over the letters of the last 180 days that are answered by as_of."""
    found = letters(view)
    if isinstance(found, Measured):
        return found
    both = ((x.asked, x.answered) for x in found)
    days = [days_between(asked, answered) for asked, answered in both if asked and answered and answered <= view.as_of]
    return median(days) if days else None


@metrics.add(
    "consultations_count", "征集调查数", "Consultations in a year", "次", MORE, "participation",
    needs=COLUMN, source=CENSUS,
)  # fmt: skip
def consultations_count(view: View) -> Measured | float:
    """Entries of consultation columns dated in the 365 days before as_of, every address once."""
    found = columns(view, ("consult",))
    if isinstance(found, Measured):
        return found
    return len({*dated(view.facts(Entry, only=lambda e: e.kind == "consult"), view.since(CONSULT_DAYS), view.as_of)})
