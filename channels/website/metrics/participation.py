"""Participation: are people heard and answered."""

from __future__ import annotations

from math import ceil
from statistics import fmean, median

from ....contract import Mailbox, Reply, Status
from ...table import LESS, MORE, Measured, View
from .. import mail
from ..dates import days_between
from ..seen import counted, site
from ..similar import alike
from ..worktime import working_days
from .rules import CENSUS, COLUMN, CONSULT_DAYS, HOME, LETTER_DAYS, LETTERS, NO_HOME, OWN, PAGES, REPLY, metrics

OWN_PAGES = (*LETTERS, "letter?")
MANNER = "国办发〔2017〕47号 互动交流"
OPEN_DAYS = 365  # 19号 单项否决 looks at one year of letters
ANSWERS = 3  # so many answers must be read before any is called a template; ours


@metrics.add("letters_reply_share", "来信答复率", "Letters answered", "share", MORE, "participation", needs=LETTERS, source=REPLY)
def letters_reply_share(view: View) -> Measured | float:
    """Share of the letters that the pages read list, asked in the 180 days before as_of, that are answered by as_of."""
    found = mail.letters(view, LETTER_DAYS)
    return found if isinstance(found, Measured) else fmean(mail.is_answered(letter, view.as_of) for letter in found)


@metrics.add("letters_reply_days", "来信答复天数", "Days to an answer", "天", LESS, "participation", needs=LETTERS, source=REPLY)
def letters_reply_days(view: View) -> Measured | float | None:
    """Median days from asked to answered over the letters of the last 180 days that are answered by as_of."""
    found = reply_days(view)
    return found if isinstance(found, Measured) else median(found) if found else None


@metrics.add(
    "letters_days_p90", "九成来信答复天数", "Days to nine in ten answers", "天", LESS, "participation",
    needs=LETTERS, source=REPLY,
)  # fmt: skip
def letters_days_p90(view: View) -> Measured | float | None:
    """The smallest number of days within which at least 90 % of the answered letters of the last 180 days were answered."""
    found = reply_days(view)
    return found if isinstance(found, Measured) else found[ceil(0.9 * len(found)) - 1] if found else None


@metrics.add(
    "letters_in_time_share", "来信按时答复率", "Letters answered in the promised time", "share", MORE, "participation",
    needs=LETTERS, source=MANNER,
)  # fmt: skip
def letters_in_time_share(view: View) -> Measured | float | None:
    """Of the letters asked in the 180 days before as_of that are answered, or whose promised time is over: share answered
    within it. Promised is the shortest time that the letter pages print; working days by China's calendar, if so printed.
    Letters answered on a day that is not printed do not count. Not decided where no time is promised."""
    missing, promise = mail.no_letters(view), mail.promise(view)
    if missing or promise is None:
        return missing or Measured(None, Status.NOT_DECIDED, reason="no time is promised on the pages of letters")
    found = mail.letters(view, LETTER_DAYS)
    if isinstance(found, Measured):
        return found
    days = working_days if promise[1] else days_between
    kept = []
    for letter in found:
        if letter.asked and mail.took(letter, view.as_of) is not None and letter.answered:
            kept.append(days(letter.asked, letter.answered) <= promise[0])
        elif letter.asked and not mail.is_answered(letter, view.as_of) and days(letter.asked, view.as_of) > promise[0]:
            kept.append(False)
    return fmean(kept) if kept else None


@metrics.add(
    "oldest_unanswered_days", "最久未答复来信天数", "Age of the oldest open letter", "天", LESS, "participation",
    needs=LETTERS, source=REPLY,
)  # fmt: skip
def oldest_unanswered_days(view: View) -> Measured | float:
    """Days since the oldest letter asked in the 365 days before as_of and not answered by then was asked; 0 if none
    of those letters is open, EMPTY where there are none."""
    found = mail.letters(view, OPEN_DAYS)
    if isinstance(found, Measured):
        return found
    return max((days_between(x.asked, view.as_of) for x in found if x.asked and not mail.is_answered(x, view.as_of)), default=0)


@metrics.add(
    "followup_shown", "办理结果回访评价", "Follow-up of answers", "是/否", MORE, "participation",
    needs=OWN_PAGES, source=MANNER,
)  # fmt: skip
def followup_shown(view: View) -> Measured | float:
    """1 if a page of letters, or a letter's own page, shows or offers a call back 回访 or a rating of the answer 满意度评价."""
    shown = [*(box.followup for box in view.facts(Mailbox)), *(reply.followup for reply in view.facts(Reply))]
    return mail.no_letters(view) or float(any(shown))


@metrics.add(
    "satisfied_share", "来信满意率", "Letters whose answer satisfied", "share", MORE, "participation",
    needs=OWN_PAGES, source=OWN,
)  # fmt: skip
def satisfied_share(view: View) -> Measured | float | None:
    """Of the letters asked in the 180 days before as_of whose satisfaction is printed, in the list or on their own page:
    share satisfied (非常满意, 满意, 基本满意)."""
    found = mail.letters(view, LETTER_DAYS)
    if isinstance(found, Measured):
        return found
    judged = [letter.satisfaction == "satisfied" for letter in found if letter.satisfaction]
    return fmean(judged) if judged else None


@metrics.add(
    "template_answers_share", "模板化答复比例", "Answers that repeat one another", "share", LESS, "participation",
    needs=("home", "letter?"), source=OWN,
)  # fmt: skip
def template_answers_share(view: View) -> Measured | float:
    """Of the answers read that are long enough to compare: share with a near-duplicate among the unit's others (64-bit
    simhashes of their words without names, days and numbers that differ in at most 3 bits). Not decided by fewer than 3."""
    missing = mail.no_letters(view)
    if missing or not view.looked("letter"):
        return missing or unread(view)
    digests = [reply.digest for reply in view.facts(Reply, only=lambda reply: bool(reply.digest))]
    if len(digests) < ANSWERS:
        return Measured(None, Status.NOT_DECIDED, reason=f"{len(digests)} answers to compare")
    return fmean(alike(digests))


@metrics.add(
    "consultations_count", "征集调查数", "Consultations in a year", "次", MORE, "participation",
    needs=(*COLUMN, "feed"), source=CENSUS,
)  # fmt: skip
def consultations_count(view: View) -> Measured | float:
    """Entries of consultation columns dated in the 365 days before as_of, every address once. A lower bound (CENSORED) where a
    column goes on within them and no page read settles what follows."""
    return counted(view, "consult", CONSULT_DAYS)


@metrics.add(
    "interviews_count", "在线访谈数", "Interviews in a year", "次", MORE, "participation",
    needs=(*COLUMN, "feed"), source=CENSUS,
)  # fmt: skip
def interviews_count(view: View) -> Measured | float:
    """Entries of interview columns 在线访谈 dated in the 365 days before as_of, every address once. A lower bound (CENSORED)
    where a column goes on within them and no page read settles what follows."""
    return counted(view, "interview", CONSULT_DAYS)


@metrics.add(
    "proactive_column", "主动回应栏目", "Column that answers concerns", "是/否", MORE, "participation",
    needs=HOME, source=PAGES,
)  # fmt: skip
def proactive_column(view: View) -> Measured | float:
    """1 if the home page leads to a column of answers to public concerns 回应关切, else 0."""
    home = site(view)
    return float("response" in home.columns) if home else NO_HOME


@metrics.add(
    "knowledge_base", "知识库", "Knowledge base", "是/否", MORE, "participation", needs=("home", "letters?"), source=MANNER
)
def knowledge_base(view: View) -> Measured | float:
    """1 if the home page or a page of letters offers a base of questions and answers 知识库, 常见问题, else 0."""
    home = site(view)
    if home is None:
        return NO_HOME
    return float("knowledge" in home.offers or bool(view.facts(Mailbox, only=lambda box: box.knowledge)))


def reply_days(view: View) -> list[int] | Measured:
    """Days to the answers of the letters of the last 180 days, in order."""
    found = mail.letters(view, LETTER_DAYS)
    if isinstance(found, Measured):
        return found
    return sorted(days for letter in found if (days := mail.took(letter, view.as_of)) is not None)


def unread(view: View) -> Measured:
    """Why no answer was read: the lists failed, or lead to none, or their letters were not looked at."""
    lists = view.looked("letters")
    if all(page.status.failed for page in lists):
        return Measured(None, lists[0].status, reason=f"letters: {lists[0].reason or lists[0].url}")
    if mail.linked(view):
        return Measured(None, Status.NOT_TRIED, reason="letters listed, their pages not looked at")
    return Measured(None, Status.EMPTY, reason="no answer is linked")
